"""Who is signed in, where, and until when."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Date, bindparam, select

from lms import clock
from lms.access import Actor, ActorMembership, Grant
from lms.accounts.models import GrantRow, Membership, Person, Session
from lms.accounts.queries.people import grant_in_force, membership_in_force
from lms.accounts.rules.sign_in import session_end, token_hash
from lms.db.base import db
from lms.organisations.models import Organisation

_TODAY = bindparam("today", type_=Date)
# Asked by every request: so made once, and only of the columns that an actor is made of.
_OPEN_SESSION = (
    select(
        Session.id.label("session_id"),
        Session.started_at,
        Session.seen_at,
        Person.id.label("person_id"),
        Person.key,
        Person.name,
        Person.email,
        GrantRow.role,
        GrantRow.organisation_id.label("granted_over"),
        Membership.organisation_id.label("works_at"),
        Membership.staff_group,
        Organisation.name.label("works_at_name"),
    )
    .join(Person, Person.id == Session.person_id)
    .outerjoin(GrantRow, (GrantRow.person_id == Person.id) & grant_in_force(_TODAY))
    .outerjoin(Membership, (Membership.person_id == Person.id) & membership_in_force(_TODAY))
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(Session.token_hash == bindparam("token_hash"), Session.ended_at.is_(None))
    .order_by(Membership.id, GrantRow.id)
)


def find_session_actor(token: str) -> Actor | None:
    """The person of a session that has not ended, with what they may do today; in one statement."""
    rows = db.session.execute(_OPEN_SESSION, {"token_hash": token_hash(token), "today": clock.today()}).all()
    return _actor(token, rows) if rows else None


def open_sessions(owner: int, *, idle_minutes: int, longest_hours: int) -> list[Session]:
    """A person's sessions that have not ended, by whoever or by themselves, the one used last first."""
    query = select(Session).where(Session.person_id == owner, Session.ended_at.is_(None))
    now, limits = clock.now(), {"idle_minutes": idle_minutes, "longest_hours": longest_hours}
    sessions = db.session.scalars(query.order_by(Session.seen_at.desc(), Session.id.desc()))
    return [one for one in sessions if now < session_end(one.started_at, one.seen_at, **limits)]


def _actor(token: str, rows: Sequence[Any]) -> Actor | None:
    first = rows[0]
    grants = dict.fromkeys(Grant(row.role, row.granted_over) for row in rows if row.role is not None)
    memberships = dict.fromkeys(
        ActorMembership(row.works_at, row.works_at_name, row.staff_group) for row in rows if row.works_at is not None
    )
    actor = Actor(
        person_id=first.person_id,
        key=first.key,
        name=first.name,
        email=first.email,
        session_token=token,
        session_id=first.session_id,
        seen_at=first.seen_at,
        ends_at=first.seen_at,
        grants=tuple(grants),
        memberships=tuple(memberships),
    )
    limits = {"idle_minutes": actor.idle_minutes, "longest_hours": actor.longest_hours}
    ends_at = session_end(first.started_at, first.seen_at, **limits)
    return replace(actor, ends_at=ends_at) if clock.now() < ends_at else None
