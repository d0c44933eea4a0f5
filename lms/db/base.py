"""The base of every model, the session, and how a SQLite connection is set up."""

from pathlib import Path
from select import POLLIN, poll
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_SECONDS = 5


class Base(DeclarativeBase):
    """What every model is made from: constraints have names, so that a service can tell which one refused."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(metadata=Base.metadata)


def init_app(app: Flask, database_url: str) -> None:
    """Open the database that the settings name."""
    url = make_url(database_url)
    options: dict[str, Any] = {"hide_parameters": True}  # an error in the log never shows what somebody typed
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        options["connect_args"] = {"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False}
    else:
        options["connect_args"] = {
            "connect_timeout": BUSY_TIMEOUT_SECONDS,
            "prepare_threshold": 1,  # nearly every statement of ours is asked again
            # Compiling a list of names took 13 ms, running it 1.
            "options": f"-c lock_timeout={BUSY_TIMEOUT_SECONDS}s -c TimeZone=UTC -c jit=off",
        }
    app.config |= {
        "SQLALCHEMY_DATABASE_URI": database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": options,
        "SQLALCHEMY_TRACK_MODIFICATIONS": False,
    }
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Durable, enforcing SQLite; connections to a PostgreSQL that went away are replaced before they are used."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    else:
        event.listen(engine, "checkout", _insist_on_open)


def _set_pragmas(connection: Any, _record: Any) -> None:
    """WAL, every commit on disk before it is acknowledged, foreign keys on."""
    connection.isolation_level = None  # we say BEGIN ourselves: transaction.py decides which kind
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _insist_on_open(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server says nothing to an idle connection but goodbye. Listening costs nothing; asking it costs a round trip
    for every request."""
    listener = poll()
    listener.register(connection.fileno(), POLLIN)
    if listener.poll(0):
        raise DisconnectionError("the server has closed this connection")
