"""Queue a message in the transaction that causes it; claim and settle messages for delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from lms import clock
from lms.db.base import db
from lms.jobs import wake
from lms.messages.models import OutboxMessage
from lms.messages.queries import due_messages
from lms.messages.rules import MOST_ATTEMPTS, MessageTemplate, split, wait_after
from lms.settings import current

BATCH = 20
CLAIMED_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class Letter:
    """A claimed message, as plain values for the one who carries it."""

    message_id: int
    to: str
    subject: str
    body: str


def queue(to: str, template: MessageTemplate, context: Mapping[str, str]) -> None:
    """Put an e-mail in the outbox. Raises `UnsafeMessage` when its words could tell what the person learns about."""
    # Not `render_template`: that asks who is signed in, and a task or a command has no request to ask.
    words = current_app.jinja_env.get_template(f"email/{template.value}.txt")
    text = words.render(public_url=current().public_url, **context)
    subject, body = split(text)
    now = clock.now()
    db.session.add(
        OutboxMessage(template=template.value, to=to, subject=subject, body=body, queued_at=now, next_attempt_at=now)
    )
    db.session.flush()
    wake("deliver_messages")


def claim_letters() -> list[Letter]:
    """Take due messages for two minutes: should the one who carries them die, they are due again after that."""
    now = clock.now()
    messages = due_messages(now, BATCH)
    for message in messages:
        message.attempts += 1
        message.next_attempt_at = now + CLAIMED_FOR
    db.session.flush()
    return [Letter(m.id, m.to, m.subject, m.body) for m in messages]


def settle_delivered(message_id: int) -> None:
    """Note the delivery and forget address and words."""
    message = db.session.get_one(OutboxMessage, message_id)
    message.delivered_at = clock.now()
    _forget(message)


def settle_failed(message_id: int) -> bool:
    """Try again later, or give up after the last attempt; returns whether it was given up."""
    message = db.session.get_one(OutboxMessage, message_id)
    if message.attempts < MOST_ATTEMPTS:
        message.next_attempt_at = clock.now() + wait_after(message.attempts)
        db.session.flush()
        return False
    message.given_up_at = clock.now()
    _forget(message)
    return True


def _forget(message: OutboxMessage) -> None:
    message.to = ""
    message.body = ""
    db.session.flush()
