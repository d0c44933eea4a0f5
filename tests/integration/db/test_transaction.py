"""One request, one transaction; slow work outside it; callbacks only after the commit."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lms import clock
from lms.audit import service
from lms.audit.models import AuditEvent
from lms.audit.rules import Action
from lms.db.base import db
from lms.db.transaction import PendingChanges, after_commit, own_transaction, release, savepoint
from tests.support.site import Client, Site

EVENT = {"happened_at": datetime(2026, 11, 22, tzinfo=UTC), "actor_key": "a", "action": "role granted", "details": {}}


def _count() -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(AuditEvent)) or 0


def _record() -> None:
    service.record("a" * 32, Action.ROLE_GRANTED)


def test_a_block_that_fails_leaves_no_trace_and_runs_no_callback(app: Flask) -> None:
    ran: list[str] = []
    with pytest.raises(RuntimeError, match="half-way"), own_transaction():
        _record()
        after_commit(lambda: ran.append("callback"))
        raise RuntimeError("half-way")
    with own_transaction():
        _record()
    assert _count() == 1
    assert ran == []


def test_callbacks_run_once_after_the_commit(app: Flask) -> None:
    ran: list[int] = []
    with own_transaction():
        _record()
        after_commit(lambda: ran.append(_count()))
        assert ran == []
    with own_transaction():
        _record()
    assert ran == [1]


def test_releasing_never_loses_changes_silently(app: Flask) -> None:
    with pytest.raises(PendingChanges), own_transaction():
        db.session.add(AuditEvent(happened_at=clock.now(), actor_key="a", action=Action.ROLE_GRANTED.value, details={}))
        release()


@pytest.mark.parametrize("write", [_record, lambda: db.session.execute(db.insert(AuditEvent), EVENT)])
def test_nothing_is_released_that_was_written(app: Flask, write: Callable[[], None]) -> None:
    with pytest.raises(PendingChanges), own_transaction():
        write()
        release()
    assert _count() == 0
    release()


def test_a_refused_step_keeps_the_rest(app: Flask) -> None:
    with own_transaction():
        _record()
        with pytest.raises(RuntimeError), savepoint():
            _record()
            raise RuntimeError
    assert _count() == 1


@pytest.fixture
def opened_page(app: Flask) -> Iterator[None]:
    """Inside a GET."""
    with app.test_request_context("/"):
        app.preprocess_request()
        yield


def test_a_page_that_is_only_opened_cannot_write(opened_page: None) -> None:
    with pytest.raises(DatabaseError, match=r"read-?only"):
        _record()
        db.session.commit()
    db.session.rollback()
    with own_transaction():
        _record()
    assert _count() == 1


def test_after_a_page_others_write_as_before(app: Flask, client: Client) -> None:
    client.get("/sign-in")
    _record()
    db.session.commit()
    assert _count() == 1


def test_pages_keep_the_plans_that_postgresql_has_made(sites: Callable[[str], Site]) -> None:
    app = sites("postgresql").app
    with app.app_context():
        db.engine.dispose()
        for _ in range(8):
            assert app.test_client().get("/readyz").status_code == 200
        kept = db.session.scalars(text("SELECT statement FROM pg_prepared_statements")).all()
    assert any("alembic_version" in statement for statement in kept)


def test_a_connection_that_the_server_has_closed_is_replaced_unseen(sites: Callable[[str], Site]) -> None:
    with sites("postgresql").app.app_context():
        with db.engine.connect() as idle, db.engine.connect() as other:
            number = idle.scalar(text("SELECT pg_backend_pid()"))
            idle.close()
            assert other.scalar(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
        with db.engine.connect() as one, db.engine.connect() as two:
            assert one.scalar(text("SELECT 1")) == two.scalar(text("SELECT 1")) == 1
