"""Changes to the directory: filled once, then changed and checked by people. Each is audited."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from lms import clock
from lms.access import Actor
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.audit.service import SYSTEM
from lms.content.schema import ServiceEntry
from lms.db.base import db
from lms.jobs import wake
from lms.referrals.models import PocketCard, Service, ServiceArea, ServiceCheck
from lms.referrals.queries import directory_is_empty, find_entry
from lms.referrals.rules.entries import (
    GOOD_FOR,
    STATUS_AFTER,
    Consent,
    Details,
    Kind,
    Outcome,
    Referral,
    Status,
    changed_fields,
    is_always_right,
    needs_new_check,
)

DRAW_CARDS = "draw_cards"


class Refused(ValueError):
    """The change cannot be made. The message says what to do, and `field` at which question, if at one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(Refused):
    """Somebody else has changed the entry since this person opened it."""

    def __init__(self) -> None:
        super().__init__("Somebody has changed this entry since you opened it. Look at it again, then do this again")


@dataclass(frozen=True)
class Check:
    """What somebody has seen on a service's own page."""

    outcome: Outcome
    checked_on: date
    evidence: str


def fill_directory(given: tuple[ServiceEntry, ...], *, actor_key: str = SYSTEM) -> int:
    """Record these services if the directory has never held any; how many were. Later the database is the truth."""
    if not given or not directory_is_empty():
        return 0
    for entry in given:
        service = Service(code=entry.code, status=Status(entry.status), checked_on=entry.checked_on, **_new())
        _describe(service, _details(entry))
        db.session.add(service)
        db.session.flush()
        if entry.checked_on:
            _note_check(service, Check(Outcome.RIGHT, entry.checked_on, entry.evidence), actor_key)
    audit.record(actor_key, Action.DIRECTORY_FILLED, details={"services": len(given)})
    wake(DRAW_CARDS)
    return len(given)


def add_service(*, actor: Actor, details: Details) -> int:
    """Add a service, which is shown as being checked until somebody records a check; its id."""
    number = (db.session.scalar(select(func.max(Service.id))) or 0) + 1
    service = Service(code=f"service-{number}", status=Status.CHECK, checked_on=None, **_new())
    _describe(service, details)
    db.session.add(service)
    db.session.flush()
    _record(actor, Action.SERVICE_ADDED, service, name=service.name)
    return service.id


def change_service(*, actor: Actor, service_id: int, details: Details, version: int) -> None:
    """Correct what is recorded. Unless only notes were changed, no check vouches for it any more.

    Raises `ChangedMeanwhile` where this is not the version that the person has seen.
    """
    service = _locked(service_id, version)
    before = find_entry(service_id)
    assert before is not None
    changed = changed_fields(before, details)
    if not changed:
        return
    _describe(service, details)
    service.version += 1
    if needs_new_check(changed):
        service.checked_on, service.changed_at = None, clock.now()
        if service.status is Status.LIVE and not is_always_right(service.phone):
            service.status = Status.CHECK
    db.session.flush()
    _record(actor, Action.SERVICE_CHANGED, service, fields=changed)


def check_service(*, actor: Actor, service_id: int, check: Check, version: int) -> None:
    """Record what a person has seen: from that day on they vouch for the entry for 90 days, or it has ended.

    Raises `Refused` for a day that is to come, too long ago, or before what was last changed or checked.
    """
    service = _locked(service_id, version)
    _refuse_day(service, check.checked_on)
    service.status = STATUS_AFTER[check.outcome]
    service.checked_on = check.checked_on if check.outcome is Outcome.RIGHT else None
    service.version += 1
    _note_check(service, check, actor.key)
    _record(
        actor,
        Action.SERVICE_CHECKED,
        service,
        outcome=check.outcome.value,
        checked_on=check.checked_on.isoformat(),
    )


def keep_card(*, area: str, fingerprint: str, content: bytes) -> None:
    """Keep the card that was drawn for an area, in place of the one before."""
    card = db.session.scalar(select(PocketCard).where(PocketCard.area == area)) or PocketCard(area=area)
    card.fingerprint, card.content, card.drawn_at = fingerprint, content, clock.now()
    db.session.add(card)
    db.session.flush()


def _locked(service_id: int, version: int) -> Service:
    """The row, held until the transaction ends: two people's changes follow one another."""
    row = select(Service).options(selectinload(Service.areas)).where(Service.id == service_id).with_for_update()
    service = db.session.scalars(row.execution_options(populate_existing=True)).one()
    if service.version != version:
        raise ChangedMeanwhile
    return service


def _refuse_day(service: Service, day: date) -> None:
    if day > clock.today():
        raise Refused("The date of the check must be today or in the past", "checked_on")
    if day <= clock.today() - GOOD_FOR:
        raise Refused("The check must be less than 90 days old. Look at the service's own page again", "checked_on")
    if service.version > 1 and day < clock.in_london(service.changed_at).date():
        raise Refused("The entry was changed after that day. Check it as it stands now", "checked_on")
    if service.checked_on and day < service.checked_on:
        raise Refused("There is a later check already. Enter the date of your own", "checked_on")


def _new() -> dict[str, Any]:
    return {"version": 1, "changed_at": clock.now()}


def _describe(service: Service, details: Details) -> None:
    for field in fields(Details):
        if field.name != "areas":
            setattr(service, field.name, getattr(details, field.name))
    kept = {area.code: area for area in service.areas} if service.id else {}
    service.areas = [kept.get(code) or ServiceArea(code=code) for code in sorted(details.areas)]


def _details(entry: ServiceEntry) -> Details:
    given = {field.name: getattr(entry, field.name) for field in fields(Details)}
    return Details(
        **given
        | {
            "kind": Kind(entry.kind),
            "areas": frozenset(entry.areas),
            "referral_by": Referral(entry.referral_by),
            "consent": Consent(entry.consent),
        }
    )


def _note_check(service: Service, check: Check, actor_key: str) -> None:
    db.session.add(
        ServiceCheck(
            service_id=service.id,
            outcome=check.outcome,
            checked_on=check.checked_on,
            checked_by=actor_key,
            evidence=check.evidence,
            recorded_at=clock.now(),
        )
    )
    db.session.flush()


def _record(actor: Actor, action: Action, service: Service, **details: object) -> None:
    audit.record(actor.key, action, details={"service": service.code, **details})
    wake(DRAW_CARDS)
