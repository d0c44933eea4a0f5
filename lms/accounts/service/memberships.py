"""Joining, being confirmed by and leaving organisations. A membership ends; it is never deleted."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.access import Actor
from lms.accounts.models import Membership, Person
from lms.accounts.queries.people import NamedMember, find_own_membership, managers_of
from lms.accounts.rules.people import known_staff_group
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.db.base import db
from lms.db.transaction import savepoint
from lms.messages.rules import MessageTemplate
from lms.messages.service import queue
from lms.organisations.queries import find_usable_join_code
from lms.organisations.rules import clean_join_code


def join_by_code(*, person: Person, code: str, staff_group: str) -> Membership | None:
    """Join the organisation whose code this is, without waiting; None when the code does not work."""
    found = find_usable_join_code(clean_join_code(code)) if code else None
    if found is None:
        return None
    return join_confirmed(person=person, organisation_id=found.organisation_id, staff_group=staff_group)


def join_confirmed(*, person: Person, organisation_id: int, staff_group: str) -> Membership:
    """A confirmed membership from today; a request that waits there is answered by it."""
    membership = _find_or_ask(person.id, organisation_id, staff_group)
    if membership.confirmed_at is None:
        membership.confirmed_at, membership.started_on = clock.now(), clock.today()
        membership.staff_group = known_staff_group(staff_group)
    db.session.flush()
    return membership


def request_membership(*, person: Person, organisation_id: int, staff_group: str) -> Membership:
    """Ask an organisation to confirm; its managers are told by e-mail that somebody waits."""
    known = _current(person.id, organisation_id)
    if known is not None:
        return known
    membership = _find_or_ask(person.id, organisation_id, staff_group)
    for manager in managers_of(frozenset({organisation_id})):
        queue(manager.email, MessageTemplate.MEMBERSHIP_REQUESTED, {})
    return membership


def add_membership(*, actor: Actor, person: Person, organisation_id: int, staff_group: str) -> Membership:
    """Place somebody in an organisation, as an administrator does."""
    membership = join_confirmed(person=person, organisation_id=organisation_id, staff_group=staff_group)
    _record(actor, Action.MEMBERSHIP_ADDED, person.key, membership)
    return membership


def confirm_membership(*, actor: Actor, member: NamedMember) -> None:
    """Answer a request with yes and tell the person; a second yes changes nothing."""
    membership = db.session.get_one(Membership, member.membership_id)
    if membership.confirmed_at is not None:
        return
    membership.confirmed_at, membership.started_on = clock.now(), clock.today()
    _record(actor, Action.MEMBERSHIP_CONFIRMED, member.person_key, membership)
    queue(member.email, MessageTemplate.MEMBERSHIP_CONFIRMED, {})


def decline_membership(*, actor: Actor, member: NamedMember) -> None:
    """Answer a request with no and tell the person."""
    membership = db.session.get_one(Membership, member.membership_id)
    if membership.confirmed_at is not None:
        return
    _end(membership)
    _record(actor, Action.MEMBERSHIP_DECLINED, member.person_key, membership)
    queue(member.email, MessageTemplate.MEMBERSHIP_DECLINED, {})


def end_membership(*, actor: Actor, member: NamedMember) -> None:
    """End somebody's membership today; what they have learned stays theirs."""
    membership = db.session.get_one(Membership, member.membership_id)
    _end(membership)
    _record(actor, Action.MEMBERSHIP_ENDED, member.person_key, membership)


def leave_organisation(*, owner: int, membership_id: int) -> bool:
    """End one's own membership, or take back one's own request. False when there is none to end."""
    membership = find_own_membership(owner, membership_id)
    if membership is None:
        return False
    _end(membership)
    return True


def change_staff_group(*, owner: int, membership_id: int, staff_group: str) -> bool:
    """Work as something else in the same organisation from today: the old membership ends, a new one begins."""
    membership = find_own_membership(owner, membership_id)
    if membership is None:
        return False
    if membership.staff_group == staff_group:
        return True
    _end(membership)
    successor = Membership(
        person_id=owner,
        organisation_id=membership.organisation_id,
        staff_group=known_staff_group(staff_group),
        started_on=clock.today(),
        asked_at=membership.asked_at,
        confirmed_at=membership.confirmed_at,
    )
    db.session.add(successor)
    db.session.flush()
    return True


def _find_or_ask(person_id: int, organisation_id: int, staff_group: str) -> Membership:
    """The membership or request that has not ended, or a new request; two at once make one."""
    known = _current(person_id, organisation_id)
    if known is not None:
        return known
    request = Membership(
        person_id=person_id,
        organisation_id=organisation_id,
        staff_group=known_staff_group(staff_group),
        started_on=clock.today(),
        asked_at=clock.now(),
    )
    try:
        with savepoint():
            db.session.add(request)
            db.session.flush()
    except IntegrityError:
        return db.session.scalars(_current_query(person_id, organisation_id)).one()
    return request


def _current(person_id: int, organisation_id: int) -> Membership | None:
    return db.session.scalar(_current_query(person_id, organisation_id))


def _current_query(person_id: int, organisation_id: int) -> Select[Membership]:
    own = select(Membership).where(Membership.person_id == person_id, Membership.ended_on.is_(None))
    return own.where(Membership.organisation_id == organisation_id)


def _end(membership: Membership) -> None:
    today: date = clock.today()
    membership.ended_on = max(today, membership.started_on)
    db.session.flush()


def _record(actor: Actor, action: Action, subject_key: str, membership: Membership) -> None:
    db.session.flush()
    details = {"membership": membership.id, "staff_group": membership.staff_group}
    audit.record(
        actor.key, action, subject_key=subject_key, organisation_id=membership.organisation_id, details=details
    )
