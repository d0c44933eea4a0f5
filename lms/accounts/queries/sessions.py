"""Who is signed in, where, and until when."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Date, Row, bindparam, select

from lms import clock
from lms.access import Actor, ActorMembership, Grant, Role
from lms.accounts.models import GrantRow, Membership, Person, Session
from lms.accounts.queries.people import grant_in_force, membership_in_force
from lms.accounts.rules.sign_in import session_end, token_hash
from lms.db.base import db
from lms.organisations.models import Organisation

SessionRow = Row[Session, Person, Role | None, int | None, Membership | None, str | None]


_TODAY = bindparam("today", type_=Date)
# Made once: making it anew for each request cost more than asking it.
_OPEN_SESSION = (
    select(Session, Person, GrantRow.role, GrantRow.organisation_id, Membership, Organisation.name)
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


def _actor(token: str, rows: Sequence[SessionRow]) -> Actor | None:
    session, person = rows[0][0], rows[0][1]
    grants = tuple(dict.fromkeys(Grant(role, place) for _, _, role, place, _, _ in rows if role is not None))
    memberships = tuple(
        dict.fromkeys(
            ActorMembership(membership.organisation_id, name or "", membership.staff_group)
            for _, _, _, _, membership, name in rows
            if membership is not None
        )
    )
    actor = Actor(
        person_id=person.id,
        key=person.key,
        name=person.name,
        email=person.email,
        session_token=token,
        session_id=session.id,
        seen_at=session.seen_at,
        ends_at=session.seen_at,
        grants=grants,
        memberships=memberships,
    )
    limits = {"idle_minutes": actor.idle_minutes, "longest_hours": actor.longest_hours}
    ends_at = session_end(session.started_at, session.seen_at, **limits)
    return replace(actor, ends_at=ends_at) if clock.now() < ends_at else None
