"""Who works where, who asks to, and what a person sees of their own account."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Select, or_, select

from lms import clock
from lms.access import Role, Scope
from lms.accounts.models import Credential, GrantRow, Membership, NamedReading, Person
from lms.db.base import db
from lms.organisations.models import Organisation

Day = date | BindParameter[date]


@dataclass(frozen=True)
class NamedMember:
    """One line of a named list, as plain values: it outlives the transaction that recorded its reading."""

    membership_id: int
    person_id: int
    person_key: str
    name: str
    email: str
    staff_group: str
    asked_at: datetime
    started_on: date


@dataclass(frozen=True)
class OwnMembership:
    """One line of a person's own list of memberships."""

    membership: Membership
    organisation: Organisation


@dataclass(frozen=True)
class HeldGrant:
    """A grant with the words a page needs for it; no organisation means the whole service."""

    grant: GrantRow
    person: Person
    organisation: Organisation | None


def membership_in_force(day: Day) -> ColumnElement[bool]:
    """Whether a membership is confirmed and has not ended before or on this day."""
    begun = Membership.confirmed_at.is_not(None) & (Membership.started_on <= day)
    return begun & or_(Membership.ended_on.is_(None), Membership.ended_on > day)


def grant_in_force(day: Day) -> ColumnElement[bool]:
    """Whether a grant holds on this day: from its first to its last day, unless it was withdrawn."""
    begun = GrantRow.withdrawn_at.is_(None) & (GrantRow.starts_on <= day)
    return begun & or_(GrantRow.ends_on.is_(None), GrantRow.ends_on >= day)


def find_person(owner: int) -> Person | None:
    """The person themselves."""
    return db.session.get(Person, owner)


def find_person_in(scope: Scope, key: str) -> Person | None:
    """One account by its random key; only for whoever may see everything."""
    return db.session.scalar(select(Person).where(Person.key == key)) if scope.everything else None


def find_person_by_email(email: str) -> Person | None:
    """Whoever signs in with this address (in its normal form)."""
    return db.session.scalar(select(Person).where(Person.email == email))


def find_credential(email: str) -> tuple[Person, Credential] | None:
    """The person and the password hash behind an address; None when there is neither."""
    query = select(Person, Credential).join(Credential, Credential.person_id == Person.id)
    row = db.session.execute(query.where(Person.email == email)).one_or_none()
    return (row[0], row[1]) if row else None


def staff_groups_of(owner: int) -> frozenset[str]:
    """What a person works as today, in all their memberships."""
    query = select(Membership.staff_group).where(Membership.person_id == owner, membership_in_force(clock.today()))
    return frozenset(db.session.scalars(query))


def memberships_of(owner: int) -> list[OwnMembership]:
    """All of a person's memberships and requests, ended ones too, the newest first."""
    query = select(Membership, Organisation).join(Organisation, Organisation.id == Membership.organisation_id)
    rows = db.session.execute(query.where(Membership.person_id == owner).order_by(Membership.id.desc()))
    return [OwnMembership(membership, organisation) for membership, organisation in rows]


def find_own_membership(owner: int, membership_id: int) -> Membership | None:
    """One of a person's own memberships or requests that has not ended."""
    query = select(Membership).where(Membership.id == membership_id, Membership.person_id == owner)
    return db.session.scalar(query.where(Membership.ended_on.is_(None)))


def members_of(scope: Scope, organisation: Organisation) -> list[NamedMember]:
    """Who works in an organisation today, by name, without those who asked not to be listed."""
    query = _named(scope, organisation).where(membership_in_force(clock.today()), Person.listed.is_(True))
    return _members(query)


def requests_of(scope: Scope, organisation: Organisation) -> list[NamedMember]:
    """Who waits to be confirmed by an organisation, by name. A request names its sender: that is what it is for."""
    return _members(_named(scope, organisation).where(Membership.confirmed_at.is_(None), Membership.ended_on.is_(None)))


def find_member(scope: Scope, organisation: Organisation, membership_id: int) -> NamedMember | None:
    """One membership or request that has not ended, if the scope holds its organisation."""
    query = _named(scope, organisation).where(Membership.id == membership_id, Membership.ended_on.is_(None))
    return next(iter(_members(query)), None)


def named_readings_of(owner: int) -> list[NamedReading]:
    """In which role and month somebody opened a list that named this person, the newest first."""
    query = select(NamedReading).where(NamedReading.person_id == owner)
    return list(db.session.scalars(query.order_by(NamedReading.month.desc(), NamedReading.role)))


def managers_of(organisation_ids: frozenset[int]) -> list[Person]:
    """Who may confirm requests at one of these organisations today, for telling them that one waits."""
    query = select(Person).join(GrantRow, GrantRow.person_id == Person.id).distinct()
    query = query.where(GrantRow.role == Role.MANAGER, GrantRow.organisation_id.in_(organisation_ids))
    return list(db.session.scalars(query.where(grant_in_force(clock.today())).order_by(Person.id)))


def grants_in_force(scope: Scope) -> list[HeldGrant]:
    """Every grant that holds today or will, by person; only for whoever may see everything."""
    if not scope.everything:
        return []
    ahead = GrantRow.withdrawn_at.is_(None) & or_(GrantRow.ends_on.is_(None), GrantRow.ends_on >= clock.today())
    return _grants(select(GrantRow).where(ahead))


def find_grant(scope: Scope, grant_id: int) -> GrantRow | None:
    """One grant that was not withdrawn; only for whoever may see everything."""
    grant = db.session.get(GrantRow, grant_id) if scope.everything else None
    return grant if grant is not None and grant.withdrawn_at is None else None


def _grants(query: Select[GrantRow]) -> list[HeldGrant]:
    wider = query.add_columns(Person, Organisation).join(Person, Person.id == GrantRow.person_id)
    wider = wider.outerjoin(Organisation, Organisation.id == GrantRow.organisation_id)
    return [HeldGrant(*row) for row in db.session.execute(wider.order_by(Person.name, GrantRow.id))]


def _named(scope: Scope, organisation: Organisation) -> Select[Membership, Person]:
    query = select(Membership, Person).join(Person, Person.id == Membership.person_id)
    query = query.where(Membership.organisation_id == organisation.id)
    return query if scope.everything else query.where(Membership.organisation_id.in_(scope.organisation_ids))


def _members(query: Select[Membership, Person]) -> list[NamedMember]:
    rows = db.session.execute(query.order_by(Person.name, Person.id))
    return [
        NamedMember(
            membership_id=membership.id,
            person_id=person.id,
            person_key=person.key,
            name=person.name,
            email=person.email,
            staff_group=membership.staff_group,
            asked_at=membership.asked_at,
            started_on=membership.started_on,
        )
        for membership, person in rows
    ]


def demo_accounts_exist() -> bool:
    """Whether the database holds accounts whose password everybody knows."""
    return db.session.scalar(select(Person.id).where(Person.is_demo).limit(1)) is not None


def roles_above_learner_exist() -> bool:
    """Whether anybody holds a role today that a second factor would have to guard."""
    above = select(GrantRow.id).where(grant_in_force(clock.today()), GrantRow.role != Role.LEARNER)
    return db.session.scalar(above.limit(1)) is not None
