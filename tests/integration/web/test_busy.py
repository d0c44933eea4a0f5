"""When the database cannot take a write: a clear page that holds what was typed, and nothing half done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask

from lms.accounts.models import Person
from lms.db.base import db
from lms.db.transaction import commit

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
