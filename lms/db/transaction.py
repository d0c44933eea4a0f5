"""One request, one transaction: services flush, a successful POST commits, a refused one rolls back.

A page that is only opened gets a transaction in which the database itself refuses to write; it ends with a commit,
because after a rollback psycopg forgets the statements it has prepared, and planning them anew costs more than running
them. On SQLite a transaction that will write says BEGIN IMMEDIATE at once: with a deferred BEGIN, writers that had read
first were refused as "database is locked" under load.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import ORMExecuteState, SessionTransaction

from lms.db.base import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_will_write: ContextVar[bool | None] = ContextVar("will_write", default=None)  # None: it may, outside a request
_CALLBACKS = "after_commit_callbacks"
_HAS_WRITTEN = "has_written"


class PendingChanges(RuntimeError):
    """A transaction was to be released while it held changes: they would have been lost."""


def init_app(app: Flask) -> None:
    """Begin each request's transaction as its method needs it."""
    with app.app_context():
        prepare(db.engine)

    @app.before_request
    def choose_kind() -> None:
        only_reads = getattr(app.view_functions.get(request.endpoint or ""), "only_reads", False)
        _will_write.set(request.method not in SAFE_METHODS and not only_reads)

    @app.teardown_request
    def forget_kind(_error: BaseException | None) -> None:
        _will_write.set(None)


def prepare(engine: Engine) -> None:
    """Let the beginning of a transaction say what it is for."""
    event.listen(engine, "begin", _begin_on_sqlite if engine.dialect.name == "sqlite" else _begin_on_postgresql)


def _begin_on_sqlite(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(f"PRAGMA query_only={int(_will_write.get() is False)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _will_write.get() else "BEGIN")


def _begin_on_postgresql(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.read_only = _will_write.get() is False


def finish(response: Response) -> Response:
    """Commit a page that was opened or a successful POST, roll a refused one back; raises what the database raises."""
    if request.method in SAFE_METHODS or response.status_code < 400:
        commit()
    else:
        db.session.rollback()
    return response


def commit() -> None:
    """Commit, then run what waited for it."""
    db.session.commit()
    for callback in db.session.info.pop(_CALLBACKS, []):
        callback()


def after_commit(callback: Callable[[], Any]) -> None:
    """Run once the current transaction is on disk; forgotten if it is rolled back."""
    db.session.info.setdefault(_CALLBACKS, []).append(callback)


def release() -> None:
    """End the current transaction before slow work (hashing, rendering), so that nobody waits for its lock.

    Raises `PendingChanges` when something has been added or changed: call it before writing.
    """
    if db.session.new or db.session.dirty or db.session.deleted or _HAS_WRITTEN in db.session.info:
        raise PendingChanges
    db.session.commit()  # there is nothing to lose, and prepared statements are kept


@contextmanager
def own_transaction() -> Iterator[None]:
    """A writing transaction of its own, committed at its end: for tasks, commands and the few GETs that write."""
    release()
    token = _will_write.set(True)
    try:
        yield
        commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _will_write.reset(token)


@contextmanager
def savepoint() -> Iterator[SessionTransaction]:
    """A step that may be refused by a constraint without losing the rest of the transaction."""
    with db.session.begin_nested() as nested:
        yield nested


@event.listens_for(db.session, "after_flush")
def _note_flush(session: Any, _context: Any) -> None:
    session.info[_HAS_WRITTEN] = True


@event.listens_for(db.session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[_HAS_WRITTEN] = True


@event.listens_for(db.session, "after_transaction_end")
def _forget_writes(session: Any, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(_HAS_WRITTEN, None)


@event.listens_for(db.session, "after_soft_rollback")
def _forget_callbacks(session: Any, previous: SessionTransaction) -> None:
    if previous.parent is None:
        session.info.pop(_CALLBACKS, None)
