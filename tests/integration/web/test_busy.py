"""When the database cannot take a write: a clear page that holds what was typed, and nothing half done."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from lms.accounts.models import Person, Session
from lms.db.base import db
from lms.db.transaction import commit
from tests.factories.accounts import PASSWORD

TYPED = "Siobhán Ní Dhomhnaill <img src=x>"


@contextmanager
def locked(url: Any) -> Iterator[None]:
    """Somebody else holds the lock that a change of name needs."""
    if url.get_backend_name() == "sqlite":
        other = sqlite3.connect(url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as other:
        other.execute("LOCK TABLE person IN SHARE MODE")
        yield
        other.rollback()


@pytest.fixture
def lock(app: Flask) -> Callable[[], AbstractContextManager[None]]:
    return lambda: locked(db.engine.url)


def test_what_was_typed_is_shown_to_send_again_and_then_counts(
    app: Flask, client: Any, make: Any, lock: Callable[[], AbstractContextManager[None]]
) -> None:
    person = make.person(name="Siobhan")
    make.sign_in(client, person)
    commit()
    with lock():
        busy = client.post("/account/name", data={"name": TYPED})
    assert busy.status_code == 503
    assert busy.headers["Retry-After"] == "5"
    assert "Siobhán Ní Dhomhnaill &lt;img src=x&gt;" in busy.text
    assert db.session.scalar(db.select(Person.name).where(Person.id == person.id)) == "Siobhan"
    commit()
    assert client.post("/account/name", data={"name": TYPED}).status_code == 303
    commit()
    assert db.session.scalar(db.select(Person.name).where(Person.id == person.id)) == TYPED


def test_a_script_is_told_in_its_own_words(
    app: Flask, client: Any, make: Any, lock: Callable[[], AbstractContextManager[None]]
) -> None:
    make.sign_in(client, make.person())
    commit()
    with lock():
        busy = client.post("/account/name", data={"name": TYPED}, headers={"Accept": "application/json"})
    assert busy.status_code == 503
    assert busy.json["reason"] == "busy"


def test_another_sites_form_is_never_filled_in(
    app: Flask, client: Any, make: Any, lock: Callable[[], AbstractContextManager[None]]
) -> None:
    make.sign_in(client, make.person())
    commit()
    with lock():
        busy = client.post("/account/name", data={"name": TYPED}, headers={"Sec-Fetch-Site": "cross-site"})
    assert busy.status_code == 503
    assert "Dhomhnaill" not in busy.text


def test_a_sign_in_that_could_not_be_stored_can_be_sent_again_as_it_was(app: Flask, client: Any, make: Any) -> None:
    person = make.person()
    client.sends_token = False
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    assert token is not None
    form = {"csrf_token": token[1], "email": person.email, "password": PASSWORD}

    with refusing_to_commit(Session):
        assert client.post("/sign-in", data=form).status_code == 503
    assert client.get("/account").status_code == 303

    assert client.post("/sign-in", data=form).status_code == 303
    assert client.get("/account").status_code == 200


@contextmanager
def refusing_to_commit(model: type) -> Iterator[None]:
    """The disk is full just when a row of this kind would be on it."""
    written: list[object] = []

    def note(session: Any, _context: Any) -> None:
        written.extend(row for row in session.new if isinstance(row, model))

    def refuse(_session: Any) -> None:
        if written:
            raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(db.session, "after_flush", note)
    event.listen(db.session, "before_commit", refuse)
    try:
        yield
    finally:
        event.remove(db.session, "after_flush", note)
        event.remove(db.session, "before_commit", refuse)
