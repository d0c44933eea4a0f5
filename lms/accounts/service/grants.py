"""Giving and taking roles. A withdrawn grant is gone at the next request, because each request reads afresh."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.access import Actor, Role
from lms.accounts.models import GrantRow, Person
from lms.accounts.queries.people import find_person_by_email, grant_in_force
from lms.accounts.service.registration import create_person
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.audit.service import SYSTEM
from lms.db.base import db
from lms.organisations.service import Refused
from lms.settings import current

NO_SECOND_FACTOR = (
    "Roles above learner cannot be granted in production yet: they need a second factor, which is not built"
)

HELD_OVER_ORGANISATIONS = frozenset({Role.MANAGER, Role.LEAD})


@dataclass(frozen=True)
class GrantDetails:
    """Which role over which organisation and all below it (None: the whole service), first and last day."""

    role: Role
    organisation_id: int | None
    starts_on: date
    ends_on: date | None


def grant(*, actor: Actor, email: str, details: GrantDetails) -> GrantRow:
    """Give a role to whoever signs in with this address; raises `Refused`. The same grant twice is one grant."""
    person = find_person_by_email(email)
    if person is None:
        raise Refused("Nobody signs in with this email address. Check it, or ask them to register first", "email")
    _check(details)
    same = select(GrantRow).where(GrantRow.person_id == person.id, GrantRow.role == details.role)
    same = same.where(GrantRow.organisation_id.is_not_distinct_from(details.organisation_id))
    known = db.session.scalar(same.where(grant_in_force(details.starts_on)))
    if known is not None:
        return known
    row = _give(person, details, actor.person_id)
    _record(actor.key, Action.ROLE_GRANTED, person, row)
    return row


def withdraw_grant(*, actor: Actor, row: GrantRow) -> None:
    """Take a role away from the next request on. Raises `Refused` for one's own, so that somebody can always grant."""
    if row.person_id == actor.person_id:
        raise Refused("You cannot withdraw your own grant. Ask another administrator", "grant")
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        _record(actor.key, Action.GRANT_WITHDRAWN, db.session.get_one(Person, row.person_id), row)


def create_administrator(*, email: str, name: str, password: str) -> Person:
    """The first administrator, from the command line. Raises `Refused`; ends the transaction first."""
    details = GrantDetails(Role.ADMINISTRATOR, None, clock.today(), None)
    _check(details)
    try:
        person = create_person(email=email, name=name, password=password)
    except IntegrityError:
        raise Refused("Somebody already has an account with this address", "email") from None
    _record(SYSTEM, Action.ADMINISTRATOR_CREATED, person, _give(person, details, None))
    return person


def give_role(*, person: Person, details: GrantDetails) -> GrantRow:
    """A grant without an administrator, for demo accounts and the first steps of a service. Raises `Refused`."""
    _check(details)
    row = _give(person, details, None)
    _record(SYSTEM, Action.ROLE_GRANTED, person, row)
    return row


def _check(details: GrantDetails) -> None:
    if current().is_production and details.role is not Role.LEARNER:
        raise Refused(NO_SECOND_FACTOR, "role")
    over_organisation = details.role in HELD_OVER_ORGANISATIONS
    if over_organisation and details.organisation_id is None:
        raise Refused("Select the organisation that this role is for", "organisation_id")
    if not over_organisation and details.organisation_id is not None:
        raise Refused("This role is for the whole service. Select “The whole service”", "organisation_id")
    if details.ends_on is not None and details.ends_on < details.starts_on:
        raise Refused("The last day must be on or after the first day", "ends_on")


def _give(person: Person, details: GrantDetails, granted_by_id: int | None) -> GrantRow:
    row = GrantRow(
        person_id=person.id,
        role=details.role,
        organisation_id=details.organisation_id,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        granted_at=clock.now(),
        granted_by_id=granted_by_id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _record(actor_key: str, action: Action, person: Person, row: GrantRow) -> None:
    db.session.flush()
    audit.record(
        actor_key,
        action,
        subject_key=person.key,
        organisation_id=row.organisation_id,
        details={"grant": row.id, "role": row.role.value},
    )
