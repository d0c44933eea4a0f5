"""The job queue: it only wakes tasks; the work itself is rows, and a sweep finds whatever was missed."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import DatabaseError, OperationalError
from typing import Any

from flask import Flask, current_app
from huey import Huey, SqliteHuey, crontab

from lms.db.transaction import after_commit
from lms.log import get_logger
from lms.settings import Mode

Task = Callable[[], None]
_tasks: dict[str, Task] = {}
_every_minutes: dict[str, int] = {}
_first: set[str] = set()
log = get_logger("jobs")


def task(name: str, *, every_minutes: int, first: bool = False) -> Callable[[Task], Task]:
    """Register a task under a name: woken by `wake`, and swept every so many minutes in case a wake was lost. What is
    quick and waited for comes `first` when a worker starts."""

    def register(function: Task) -> Task:
        _tasks[name] = function
        _every_minutes[name] = every_minutes
        _first.update({name} if first else ())
        return function

    return register


def wake(name: str) -> None:
    """Run the task soon, once the current transaction is on disk; if that is lost, the next sweep finds the work."""
    if name not in _tasks:
        raise KeyError(f"no task is called {name}")

    def enqueue() -> None:
        try:
            current_app.extensions["queue_run"](name)
        except Exception as error:  # the row is committed: the sweep will find it
            log.warning("wake_failed", task=name, error=type(error).__name__)

    after_commit(enqueue)


def missed() -> list[str]:
    """Every task, in the order in which a worker that starts takes up what was missed."""
    return sorted(_tasks, key=lambda name: name not in _first)


def run(name: str) -> None:
    """Run a task now, in this process."""
    _tasks[name]()


def give_way() -> None:
    """Between two pieces of long work: what is quick and waited for does not have to wait for all of it."""
    for name in sorted(_first):
        run(name)


def init_app(app: Flask) -> Huey:
    """Make the queue in the data folder; in tests nothing runs until the test says `run`."""
    settings = app.config["SETTINGS"]
    settings.data.mkdir(parents=True, exist_ok=True)
    queue = _open(settings.data / "jobs.sqlite")

    def run_in_app(name: str) -> None:
        with app.app_context():
            run(name)

    enqueue = queue.task()(run_in_app)
    app.extensions["queue"] = queue
    app.extensions["queue_run"] = (lambda name: None) if settings.mode is Mode.TEST else enqueue
    for name, minutes in _every_minutes.items():
        _sweep(queue, run_in_app, name, minutes)
    return queue


def _open(path: Path) -> Huey:
    """The queue in this file. One that cannot be read, as when the power failed, is made anew: no work is lost with it.

    Raises `OperationalError` where a file cannot be used now (a full disk): that passes.
    """
    try:
        return SqliteHuey("learning", filename=str(path), fsync=False)
    except OperationalError:
        raise
    except DatabaseError as error:
        log.warning("queue_made_anew", error=type(error).__name__)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        return SqliteHuey("learning", filename=str(path), fsync=False)


def work(queue: Huey) -> None:
    """Run woken tasks and sweeps in this process until TERM or Ctrl-C, which lets the running task finish."""
    for name in missed():
        current_app.extensions["queue_run"](name)
    queue.create_consumer(workers=1, periodic=True, initial_delay=0.05, max_delay=1.0, backoff=1.2).run()


def _sweep(queue: Huey, run_in_app: Callable[[str], None], name: str, minutes: int) -> None:
    def sweep() -> None:
        run_in_app(name)

    sweep.__name__ = f"sweep_{name}"
    decorate: Any = queue.periodic_task(crontab(minute=f"*/{minutes}"))
    decorate(sweep)
