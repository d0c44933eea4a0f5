"""Record an act, seal the chain, and say where the chain is broken."""

from typing import Any

from lms import clock
from lms.audit.models import AuditEvent, AuditSeal
from lms.audit.queries import last_link, sealed_events, unsealed_events
from lms.audit.rules import FIRST_LINK, Action, link
from lms.db.base import db

BATCH = 500
SYSTEM = "system"


def record(
    actor_key: str,
    action: Action,
    *,
    subject_key: str | None = None,
    organisation_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Write down an act in the transaction that does it. Raises `ValueError` without an actor: nobody acts unnamed."""
    if not actor_key:
        raise ValueError("an audit event needs an actor")
    event = AuditEvent(
        happened_at=clock.now(),
        actor_key=actor_key,
        action=action.value,
        subject_key=subject_key,
        organisation_id=organisation_id,
        details=details or {},
    )
    db.session.add(event)
    db.session.flush()


def seal_events() -> int:
    """Bind committed events to the chain, oldest first; returns how many. Run by one worker at a time."""
    previous = last_link()
    events = unsealed_events(BATCH)
    for event in events:
        previous = link(previous, _words(event))
        db.session.add(AuditSeal(event_id=event.id, sha256=previous))
    db.session.flush()
    return len(events)


def find_break() -> int | None:
    """The id of the first event that was changed, removed or put in after it was sealed; None when the chain holds."""
    previous = FIRST_LINK
    for sha256, event, event_id in sealed_events():
        if event is None or link(previous, _words(event)) != sha256:
            return event_id
        previous = sha256
    return None


def _words(event: AuditEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "at": event.happened_at.isoformat(),
        "actor": event.actor_key,
        "action": event.action,
        "subject": event.subject_key,
        "organisation": event.organisation_id,
        "details": event.details,
    }
