"""The outbox over real SMTP: delivered once, tried again after a failure, emptied afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from lms import clock, jobs
from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.messages import service
from lms.messages.models import OutboxMessage
from lms.messages.queries import outbox_counts
from lms.messages.rules import MOST_ATTEMPTS, MessageTemplate

ADDRESS = "nurse@trust.example"


def _queue(app: Flask) -> None:
    with app.test_request_context(), own_transaction():
        service.queue(ADDRESS, MessageTemplate.PASSWORD_CHANGED, {"name": "Ada"})


def _only_message() -> OutboxMessage:
    return db.session.scalars(db.select(OutboxMessage)).one()


def test_a_message_is_delivered_once_and_then_forgotten(app: Flask, mail: Any) -> None:
    _queue(app)
    jobs.run("deliver_messages")
    jobs.run("deliver_messages")
    (message,) = mail.messages
    assert message["To"] == ADDRESS
    assert message["Subject"] == "Your learning account"
    assert (_only_message().to, _only_message().body) == ("", "")


def test_a_rolled_back_act_sends_nothing(app: Flask, mail: Any) -> None:
    with pytest.raises(RuntimeError), app.test_request_context(), own_transaction():
        service.queue(ADDRESS, MessageTemplate.PASSWORD_CHANGED, {"name": "Ada"})
        raise RuntimeError
    jobs.run("deliver_messages")
    assert mail.messages == []


def test_what_cannot_be_delivered_is_tried_again_and_in_the_end_given_up(
    app: Flask, mail: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _queue(app)
    monkeypatch.setattr(app.extensions["mailman"], "port", 1)  # nobody listens there
    at = clock.now()
    for _ in range(MOST_ATTEMPTS):
        with clock.travel(at):
            jobs.run("deliver_messages")
        at += timedelta(hours=5)
    assert outbox_counts() == {"waiting": 0, "delivered": 0, "given up": 1}
    assert _only_message().to == ""


def test_a_message_whose_carrier_died_is_due_again(app: Flask, mail: Any) -> None:
    _queue(app)
    with own_transaction():
        assert len(service.claim_letters()) == 1
    jobs.run("deliver_messages")
    assert mail.messages == []
    with clock.travel(clock.now() + service.CLAIMED_FOR):
        jobs.run("deliver_messages")
    assert len(mail.messages) == 1


def test_a_message_that_cannot_even_be_addressed_holds_up_no_other(app: Flask, mail: Any) -> None:
    with app.test_request_context(), own_transaction():
        service.queue("a@b.example,c@trust.example", MessageTemplate.PASSWORD_CHANGED, {"name": "Ada"})
    _queue(app)
    assert [message["To"] for message in mail.messages] == [ADDRESS]
