"""Audit events: written with an actor, sealed into a chain that shows any later change."""

import pytest
from flask import Flask
from sqlalchemy import delete, update

from lms import jobs
from lms.audit import service
from lms.audit.models import AuditEvent
from lms.audit.rules import Action
from lms.db.base import db
from lms.db.transaction import own_transaction


@pytest.fixture
def sealed_chain(app: Flask) -> Flask:
    """Three sealed events."""
    with own_transaction():
        for number in range(3):
            service.record("a" * 32, Action.ROLE_GRANTED, subject_key=f"{number}" * 32, details={"role": "manager"})
    jobs.run("seal_audit")
    return app


def test_an_act_without_an_actor_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="actor"), own_transaction():
        service.record("", Action.ROLE_GRANTED)


def test_an_untouched_chain_is_whole(sealed_chain: Flask) -> None:
    assert service.find_break() is None
    assert "whole" in sealed_chain.test_cli_runner().invoke(args=["audit", "verify"]).output


def test_a_changed_event_is_found(sealed_chain: Flask) -> None:
    with own_transaction():
        second = db.session.scalars(db.select(AuditEvent.id).order_by(AuditEvent.id)).all()[1]
        db.session.execute(update(AuditEvent).where(AuditEvent.id == second).values(details={"role": "learner"}))
    assert service.find_break() == second
    assert sealed_chain.test_cli_runner().invoke(args=["audit", "verify"]).exit_code != 0


def test_a_removed_event_is_found(sealed_chain: Flask) -> None:
    with own_transaction():
        first = db.session.scalars(db.select(AuditEvent.id).order_by(AuditEvent.id)).first()
        db.session.execute(delete(AuditEvent).where(AuditEvent.id == first))
    assert service.find_break() == first


def test_sealing_twice_adds_nothing(sealed_chain: Flask) -> None:
    with own_transaction():
        assert service.seal_events() == 0
