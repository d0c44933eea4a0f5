"""Opening a list that names people leaves a trace that each of them can see: the role and the month."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.access import Actor, Permission, Role, Scope
from lms.accounts.models import NamedReading
from lms.accounts.queries.people import HeldGrant, NamedMember, grants_in_force, members_of, requests_of
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.db.base import db
from lms.db.transaction import own_transaction, savepoint
from lms.organisations.models import Organisation


@dataclass(frozen=True)
class NamedList:
    """The people of an organisation, and those who ask to be."""

    members: list[NamedMember]
    requests: list[NamedMember]


def read_named_list(*, actor: Actor, scope: Scope, organisation: Organisation) -> NamedList:
    """The list, once its reading is on disk: nobody reads names without leaving a trace. Commits by itself."""
    with own_transaction():
        named = NamedList(members_of(scope, organisation), requests_of(scope, organisation))
        people = {member.person_id for member in (*named.members, *named.requests)}
        record_reading(actor=actor, person_ids=people, organisation_id=organisation.id)
    return named


def read_record(*, actor: Actor, person_id: int) -> None:
    """Record that one person's record is being opened. Commits by itself."""
    with own_transaction():
        record_reading(actor=actor, person_ids={person_id}, organisation_id=None)


def read_grants(*, actor: Actor, scope: Scope) -> list[HeldGrant]:
    """Every role held, once the reading of these names is on disk. Commits by itself."""
    with own_transaction():
        people = {held.person.id for held in grants_in_force(scope)}
        record_reading(actor=actor, person_ids=people, organisation_id=None)
    return grants_in_force(scope)


def record_reading(*, actor: Actor, person_ids: Collection[int], organisation_id: int | None) -> None:
    """Audit the reading and note it for each person named."""
    note_readings(actor=actor, person_ids=person_ids)
    audit.record(
        actor.key,
        Action.NAMED_LIST_READ,
        organisation_id=organisation_id,
        details={"role": reading_role(actor).value, "people": len(person_ids)},
    )


def note_readings(*, actor: Actor, person_ids: Collection[int]) -> None:
    """Note for each person named that they were, once a role and month. One's own name needs no note."""
    role, month = reading_role(actor), clock.today().replace(day=1)
    noted = select(NamedReading.person_id).where(NamedReading.role == role, NamedReading.month == month)
    # Thousands of numbers: written out, since as parameters they took a third of a whole export.
    asked: BindParameter[int] = bindparam("people", list(person_ids), expanding=True, literal_execute=True)
    known = set(db.session.scalars(noted.where(NamedReading.person_id.in_(asked))))
    rows = [
        {"person_id": person_id, "role": role, "month": month}
        for person_id in sorted(set(person_ids) - known - {actor.person_id})
    ]
    if not rows:
        return
    try:
        with savepoint():
            db.session.execute(insert(NamedReading), rows)
    except IntegrityError:  # somebody else is reading the same names: one by one, then
        for row in rows:
            with suppress(IntegrityError), savepoint():
                db.session.execute(insert(NamedReading), row)


def reading_role(actor: Actor) -> Role:
    """In which role somebody reads names: as an administrator whoever is one, else as a manager."""
    return Role.ADMINISTRATOR if actor.may(Permission.SEE_EMAIL_ADDRESSES) else Role.MANAGER
