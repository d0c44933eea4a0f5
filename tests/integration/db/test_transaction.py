"""One request, one transaction; slow work outside it; callbacks only after the commit."""

import pytest
from flask import Flask

from lms import clock
from lms.audit import service
from lms.audit.models import AuditEvent
from lms.audit.rules import Action
from lms.db.base import db
from lms.db.transaction import PendingChanges, after_commit, own_transaction, release, savepoint


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


def test_a_refused_step_keeps_the_rest(app: Flask) -> None:
    with own_transaction():
        _record()
        with pytest.raises(RuntimeError), savepoint():
            _record()
            raise RuntimeError
    assert _count() == 1
