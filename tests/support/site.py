"""The application over one real database, and a client that meets it as a browser on another computer would."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event

from lms import jobs, settings
from lms.db import transaction
from lms.db.base import db
from lms.mailbox import Mailbox, messages_in
from tests.support.databases import Database
from tests.support.once import shared_folder

UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE", "SET ")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Site:
    """An application and the database that only this test process uses."""

    def __init__(self, database: Database, folder: Path, mail_port: int) -> None:
        self.database = database
        self.app = make_app(database.url, folder, mail_port)
        self.app.test_client_class = Client

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.engine.dispose()


def make_app(database_url: str, folder: Path, mail_port: int = 9) -> Flask:
    """An application in test mode; mail goes to a port of this computer."""
    from lms.app import create_app  # here, because a unit test needs no application and should not wait for one

    environ = {
        "LMS_MODE": "test",
        "LMS_DATA": str(folder),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "tests-and-nothing-but-tests-use-this-key",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mail_port),
        "CONTACT_EMAIL": "help@learning.example",
    }
    app = create_app(settings.read(environ))
    app.config["TESTING"] = True
    compiled = shared_folder() / "templates"  # all of them take seconds to compile, for each application anew
    compiled.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    return app


def migrate(database_url: str, folder: Path) -> None:
    """Run every migration on an empty database."""
    app = make_app(database_url, folder)
    with app.app_context():
        upgrade()
        db.engine.dispose()


class Client(FlaskClient):
    """A client whose requests share nothing with the test but the database.

    What the test has written is committed first, and a request has its own session, as it does in production.
    Forms need a token: it is sent along unless `sends_token` is off.
    """

    sends_token = True

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""
        if db.session.registry.has():
            transaction.commit()
        return Context().run(self._open_alone, *args, **kwargs)

    def _open_alone(self, *args: Any, **kwargs: Any) -> Any:
        if self.sends_token and kwargs.get("method", "GET") not in SAFE_METHODS:
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": self._token()}
        kwargs.setdefault("buffered", True)  # what is streamed is read to its end before the request is over
        return super().open(*args, **kwargs)

    def _token(self) -> str:
        with self.application.test_request_context(), self.session_transaction() as kept:
            from flask import session

            session.update(kept)
            token: str = generate_csrf()
            kept["csrf_token"] = session["csrf_token"]
        return token


class Mail:
    """What the service has sent, delivered over real SMTP."""

    def __init__(self, mailbox: Mailbox, work: Callable[[str], None]) -> None:
        self._mailbox = mailbox
        self._work = work

    @property
    def messages(self) -> list[Any]:
        """Every message so far, oldest first, once the outbox has been delivered."""
        self._work("deliver_messages")
        return messages_in(self._mailbox.folder)


def work(app: Flask, task: str) -> None:
    """Run a task as the worker would: on what is committed, in a context of its own."""

    def run() -> None:
        with app.app_context():
            jobs.run(task)

    transaction.commit()
    Context().run(run)


@contextmanager
def counted_statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that reaches the database within the block; beginning and ending a transaction do not count."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(UNCOUNTED):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def without_form_token(answer: Any) -> str:
    """The words of an answer, but for the form token: it changes with every second."""
    words: str = answer.get_data(as_text=True)
    return re.sub(r'name="csrf_token" value="[^"]+"', "", words)
