"""In every process of a soaked service, and nowhere else (its folder is put on PYTHONPATH): notes what each thread's
transaction is doing, where a kill cannot take it back, so that a killed process shows what it was in the middle of.

With SOAK_BREAK it does harm on purpose: now and then a transaction that saved an answer is rolled back in place of its
commit, and nobody is told. A soak that does not notice is worth nothing.
"""

import itertools
import os
import sys
import threading
from pathlib import Path
from typing import Any

FOLDER = os.environ.get("SOAK_WATCH", "")
BROKEN_EVERY = 40 if os.environ.get("SOAK_BREAK") else 0
NOTHING, OPEN, WRITTEN, COMMITTING = b"-", b"o", b"w", b"c"
MOST_THREADS = 64


class Notes(threading.local):
    """One thread's byte in its process's file: written with `pwrite`, so that it is the kernel's when we are killed."""

    pid = 0
    place = 0
    state = NOTHING
    saves_answer = False

    def set(self, state: bytes) -> None:
        """Say where this thread's transaction is."""
        if state == self.state and self.pid == os.getpid():
            return
        if self.pid != os.getpid():
            self.pid, self.place = os.getpid(), next(_places) % MOST_THREADS
        self.state = state
        os.pwrite(_file(), state, self.place)


_notes = Notes()
_places = itertools.count()
_breaking = itertools.count(1)
_files: dict[int, int] = {}


def _file() -> int:
    """This process's file; a forked child has one of its own."""
    pid = os.getpid()
    if pid not in _files:
        _files[pid] = os.open(Path(FOLDER) / str(pid), os.O_RDWR | os.O_CREAT, 0o600)
        os.pwrite(_files[pid], NOTHING * MOST_THREADS, 0)
    return _files[pid]


def watch() -> None:
    """Listen to every engine of this process, whenever it is made."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from sqlalchemy.engine.default import DefaultDialect

    event.listen(Engine, "after_cursor_execute", _after_statement)
    event.listen(Engine, "handle_error", _note_error)
    event.listen(Engine, "do_connect", _name_connection)
    DefaultDialect.do_commit = _ending(DefaultDialect.do_commit, DefaultDialect.do_rollback)  # type: ignore[method-assign]
    DefaultDialect.do_rollback = _ending(DefaultDialect.do_rollback, None)  # type: ignore[method-assign]


def _after_statement(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    words = statement.lstrip()[:16].upper()
    if words.startswith(("INSERT", "UPDATE", "DELETE")):
        _notes.saves_answer = _notes.saves_answer or "INTO saved_answer" in statement
        _notes.set(WRITTEN)
    elif words.startswith("BEGIN IMMEDIATE") or (_notes.state == NOTHING and "FOR UPDATE" in statement):
        _notes.set(OPEN)


def _ending(end: Any, break_with: Any) -> Any:
    """The dialect's way of ending a transaction, with a note before and after; now and then `break_with` instead."""

    def ended(dialect: Any, connection: Any) -> None:
        broken = break_with and BROKEN_EVERY and _notes.saves_answer and next(_breaking) % BROKEN_EVERY == 0
        if break_with and _notes.state != NOTHING:
            _notes.set(COMMITTING)
        try:
            (break_with if broken else end)(dialect, connection)
        finally:
            _notes.saves_answer = False
            _notes.set(NOTHING)

    return ended


def _note_error(context: Any) -> None:
    """What the database itself said, for one line of a log of errors; never a parameter."""
    words = f"{type(context.original_exception).__name__}: {context.original_exception}".splitlines()[0]
    with open(Path(FOLDER) / "errors", "a", encoding="utf-8") as errors:
        errors.write(words + "\n")


def _name_connection(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
    """PostgreSQL lists its connections by name: the process that holds one is in it."""
    if "connect_timeout" in parameters:
        parameters["application_name"] = f"soak {os.getpid()}"


if FOLDER and "resource_tracker" not in " ".join(sys.orig_argv):
    watch()
