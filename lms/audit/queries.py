"""What has been sealed, and what waits for it."""

from collections.abc import Iterator

from sqlalchemy import select

from lms.audit.models import AuditEvent, AuditSeal
from lms.audit.rules import FIRST_LINK
from lms.db.base import db


def last_link() -> str:
    """The newest seal of the chain."""
    newest = db.session.scalar(select(AuditSeal.sha256).order_by(AuditSeal.id.desc()).limit(1))
    return newest or FIRST_LINK


def unsealed_events(limit: int) -> list[AuditEvent]:
    """Committed events that have no seal yet, oldest first."""
    sealed = select(AuditSeal.event_id)
    query = select(AuditEvent).where(AuditEvent.id.not_in(sealed)).order_by(AuditEvent.id).limit(limit)
    return list(db.session.scalars(query))


def sealed_events() -> Iterator[tuple[str, AuditEvent | None, int]]:
    """Each seal in order with its event; None where the event is missing."""
    query = select(AuditSeal, AuditEvent).outerjoin(AuditEvent, AuditEvent.id == AuditSeal.event_id)
    for seal, event in db.session.execute(query.order_by(AuditSeal.id)):
        yield seal.sha256, event, seal.event_id
