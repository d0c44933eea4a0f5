"""Accounts as pages show them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from lms import clock
from lms.accounts.rules.people import ROLE_LABELS, staff_group_label

if TYPE_CHECKING:
    from lms.accounts.models import NamedReading, Session
    from lms.accounts.queries.people import HeldGrant, NamedMember, OwnMembership
    from lms.organisations.models import Organisation


@dataclass(frozen=True)
class SessionRow:
    """One browser that is signed in."""

    session_id: int
    device: str
    started_at: datetime
    started: str
    seen_at: datetime
    seen: str
    is_here: bool


@dataclass(frozen=True)
class MembershipRow:
    """One organisation of a person, in words."""

    membership_id: int
    organisation_id: int
    organisation: str
    staff_group: str
    state: str
    is_open: bool
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class MemberRow:
    """One person of a named list: name, staff group and since when. An address only for those who may see it."""

    membership_id: int
    person_key: str
    name: str
    email: str | None
    staff_group: str
    since: date | datetime


@dataclass(frozen=True)
class GrantLine:
    """One role that somebody holds or will hold."""

    grant_id: int
    name: str
    email: str
    role: str
    place: str
    starts_on: date
    ends_on: date | None
    is_own: bool


@dataclass(frozen=True)
class ReadingRow:
    """One month in which somebody opened a list that names the person."""

    role: str
    month: date


def session_rows(sessions: "Sequence[Session]", *, here: int) -> list[SessionRow]:
    """The sessions, this one marked."""
    return [
        SessionRow(
            session_id=one.id,
            device=one.device,
            started_at=one.started_at,
            started=time_of_day(one.started_at),
            seen_at=one.seen_at,
            seen=time_of_day(one.seen_at),
            is_here=one.id == here,
        )
        for one in sessions
    ]


def time_of_day(instant: datetime) -> str:
    """`9:05am`, on a London clock."""
    there = clock.in_london(instant)
    return f"{there.hour % 12 or 12}:{there:%M}{'am' if there.hour < 12 else 'pm'}"


def membership_rows(memberships: "Sequence[OwnMembership]") -> list[MembershipRow]:
    """A person's memberships with their state in words; those that go on come first."""
    rows = [
        MembershipRow(
            membership_id=one.membership.id,
            organisation_id=one.organisation.id,
            organisation=one.organisation.name,
            staff_group=staff_group_label(one.membership.staff_group),
            state=_state(one),
            is_open=one.membership.ended_on is None,
            started_on=one.membership.started_on,
            ended_on=one.membership.ended_on,
        )
        for one in memberships
    ]
    return sorted(rows, key=lambda row: not row.is_open)


def _state(one: "OwnMembership") -> str:
    if one.membership.confirmed_at is None:
        return "Waiting to be confirmed" if one.membership.ended_on is None else "Not confirmed"
    return "Confirmed" if one.membership.ended_on is None else "Ended"


def member_rows(members: "Sequence[NamedMember]", *, with_email: bool, asking: bool = False) -> list[MemberRow]:
    """A named list, with addresses only where the reader may see them."""
    return [
        MemberRow(
            membership_id=member.membership_id,
            person_key=member.person_key,
            name=member.name,
            email=member.email if with_email else None,
            staff_group=staff_group_label(member.staff_group),
            since=member.asked_at if asking else member.started_on,
        )
        for member in members
    ]


def grant_lines(grants: "Sequence[HeldGrant]", *, own_id: int) -> list[GrantLine]:
    """Roles with the names of people and places."""
    return [
        GrantLine(
            grant_id=held.grant.id,
            name=held.person.name,
            email=held.person.email,
            role=ROLE_LABELS[held.grant.role],
            place=held.organisation.name if held.organisation else "The whole service",
            starts_on=held.grant.starts_on,
            ends_on=held.grant.ends_on,
            is_own=held.person.id == own_id,
        )
        for held in grants
    ]


def reading_rows(readings: "Sequence[NamedReading]") -> list[ReadingRow]:
    """Who has opened lists, as roles and months."""
    return [ReadingRow(ROLE_LABELS[reading.role], reading.month) for reading in readings]


def organisation_choices(organisations: "Sequence[Organisation]") -> list[tuple[int, str]]:
    """Organisations to choose from, with the ODS code that tells two of one name apart."""
    return [(one.id, f"{one.name} ({one.ods_code})" if one.ods_code else one.name) for one in organisations]
