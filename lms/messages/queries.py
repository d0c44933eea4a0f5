"""Messages that wait to be delivered."""

from datetime import datetime

from sqlalchemy import func, select

from lms.db.base import db
from lms.messages.models import OutboxMessage


def due_messages(at: datetime, limit: int) -> list[OutboxMessage]:
    """Messages to try now, oldest first; one that another worker holds is left to it."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_(None))
        .where(OutboxMessage.next_attempt_at <= at)
        .order_by(OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(db.session.scalars(query))


def outbox_counts() -> dict[str, int]:
    """How many messages wait, were delivered, were given up."""
    waiting = OutboxMessage.delivered_at.is_(None) & OutboxMessage.given_up_at.is_(None)
    row = db.session.execute(
        select(
            func.count().filter(waiting),
            func.count(OutboxMessage.delivered_at),
            func.count(OutboxMessage.given_up_at),
        )
    ).one()
    return dict(zip(("waiting", "delivered", "given up"), row, strict=True))
