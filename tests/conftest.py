"""Fixtures for every test, and two rules for all of them: warnings are errors, and nothing is skipped."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from lms import clock
from lms.catalogue.queries import forget_compiled
from lms.db.base import db
from lms.mailbox import Mailbox
from tests.factories import Make
from tests.support.browsing import axe, browse, browser, live_server, outside, page  # noqa: F401
from tests.support.databases import KINDS, PostgresDatabase, SqliteDatabase, start_postgres, stop_postgres
from tests.support.once import SHARED, shared_folder
from tests.support.sharing import Sharing, turn_of
from tests.support.site import Client, Mail, Site, counted_statements, migrate, work

LONGEST_TEST_SECONDS = 300

# Machines are noisy: no property fails because an example took long.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run, whatever the number of processes; the first process makes and removes it."""
    if SHARED not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="learning-tests-"))
        folder.chmod(0o711)  # PostgreSQL runs as another user when the tests run as root
        os.environ[SHARED] = str(folder)
        config.add_cleanup(partial(_remove, folder))


def _remove(folder: Path) -> None:
    del os.environ[SHARED]
    stop_postgres(folder / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Tests that share a running service or a world stay in one process."""
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first."""
    items.sort(key=lambda item: turn_of(item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that waits for what never comes fails; it does not hold up the run for ever."""

    def give_up(_number: int, _frame: Any) -> None:
        raise TimeoutError(f"{item.nodeid} took more than {LONGEST_TEST_SECONDS} seconds")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST_TEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.alarm(0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that was skipped, or expected to fail, has shown nothing: it counts as failed."""
    return _never_skipped(item.nodeid, (yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole file."""
    return _never_skipped(collector.nodeid, (yield))


def _never_skipped(name: str, report: Any) -> Any:
    if report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{name}: nothing may be skipped here ({getattr(report, 'wasxfail', report.longrepr)})"
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.fixture(scope="session")
def folder(worker_id: str) -> Path:
    """This test process's own folder."""
    own = shared_folder() / worker_id
    own.mkdir(exist_ok=True)
    return own


@pytest.fixture(scope="session")
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """A real SMTP server on this computer."""
    server = Mailbox(folder / "mail")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sites(folder: Path, worker_id: str, mailbox: Mailbox) -> Iterator[Callable[[str], Site]]:
    """The application over a database of the kind asked for, migrated when it is first asked for."""
    made: dict[str, Site] = {}

    def site(kind: str) -> Site:
        if kind not in made:
            database = _database(kind, folder, worker_id)
            database.prepare(lambda url: migrate(url, folder))
            made[kind] = Site(database, folder, mailbox.port)
        return made[kind]

    yield site
    for each in made.values():
        each.close()


def _database(kind: str, folder: Path, worker_id: str) -> SqliteDatabase | PostgresDatabase:
    if kind == "sqlite":
        return SqliteDatabase(folder)
    return PostgresDatabase(start_postgres(folder.parent / "postgres"), worker_id)


@pytest.fixture(params=KINDS)
def app(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Iterator[Flask]:
    """The application over an empty database, on SQLite and then on PostgreSQL, inside an application context."""
    site = sites(request.param)
    site.database.empty()
    forget_compiled()
    with site.app.app_context():
        yield site.app
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> Client:
    """An anonymous visitor."""
    return cast("Client", app.test_client())


@pytest.fixture
def make(app: Flask) -> Make:
    """Rows with realistic defaults: `make.person(name=...)`."""
    return Make()


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as seen:` lists the SQL of the block."""
    return partial(counted_statements, app)


@pytest.fixture
def run_task(app: Flask) -> Callable[[str], None]:
    """`run_task("deliver_messages")`: what the worker would do, now."""
    return partial(work, app)


@pytest.fixture
def mail(mailbox: Mailbox, run_task: Callable[[str], None]) -> Mail:
    """`mail.messages`: what was sent in this test, delivered over real SMTP."""
    for path in mailbox.folder.glob("*.eml"):
        path.unlink()
    return Mail(mailbox, run_task)


@pytest.fixture
def at() -> Iterator[Callable[[datetime | str], datetime]]:
    """`at("2026-11-30 09:00")`: stand at that instant (UTC unless it says otherwise) until the test ends."""
    with ExitStack() as travels:

        def travel(to: datetime | str) -> datetime:
            instant = datetime.fromisoformat(to) if isinstance(to, str) else to
            aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
            travels.enter_context(clock.travel(aware))
            return aware

        yield travel
