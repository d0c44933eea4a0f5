"""One request, one transaction: services flush, a successful POST commits, everything else rolls back.

On SQLite a transaction that will write says BEGIN IMMEDIATE at once: with a deferred BEGIN, writers that had read
first were refused as "database is locked" under load.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import SessionTransaction

from lms.db.base import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_will_write: ContextVar[bool] = ContextVar("will_write", default=False)
_CALLBACKS = "after_commit_callbacks"


class PendingChanges(RuntimeError):
    """A transaction was to be released while it held changes: they would have been lost."""


def init_app(app: Flask) -> None:
    """Begin each request's transaction as its method needs it."""
    with app.app_context():
        prepare(db.engine)

    @app.before_request
    def choose_kind() -> None:
        _will_write.set(request.method not in SAFE_METHODS)


def prepare(engine: Engine) -> None:
    """Let `BEGIN` on SQLite say what the transaction is for."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _will_write.get() else "BEGIN")


def finish(response: Response) -> Response:
    """Commit a successful POST, roll anything else back; raises what the database raises."""
    if request.method not in SAFE_METHODS and response.status_code < 400:
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
    if db.session.new or db.session.dirty or db.session.deleted:
        raise PendingChanges
    db.session.rollback()


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


@event.listens_for(db.session, "after_soft_rollback")
def _forget_callbacks(session: Any, previous: SessionTransaction) -> None:
    if previous.parent is None:
        session.info.pop(_CALLBACKS, None)
