"""The people without a password: their accounts and memberships in bulk, their requests and roles one by one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from lms import clock
from lms.access import Role
from lms.accounts.models import Membership, Person
from lms.accounts.queries.people import find_person_by_email
from lms.accounts.service.grants import GrantDetails, grant
from lms.accounts.service.memberships import request_membership
from lms.accounts.service.readings import record_reading
from lms.demo.rules.people import Job, Somebody
from lms.demo.rules.tables import Place
from lms.demo.rules.window import Window, at_work
from lms.demo.service.accounts import ACCOUNTS, ADMINISTRATOR, MANAGER, TRUST, actor_of, person_of
from lms.demo.service.bulk import add_numbered_rows, add_rows
from lms.organisations.rules import OrganisationKind

HANDED_OVER = 0.8  # so far into the window the second manager of a place stopped being one
READ_DAYS_BEFORE_END = (70, 40, 12)
DAYS_TO_ROLE = 3


def add_people(people: Sequence[Somebody], organisation_ids: Mapping[str, int]) -> dict[int, int]:
    """Their accounts, without a password, and their memberships; their ids by number."""
    ids = add_numbered_rows(Person, [_person(somebody) for somebody in people])
    jobs = [(person_id, job) for person_id, each in zip(ids, people, strict=True) for job in each.jobs]
    add_rows(Membership, [_membership(person_id, job, organisation_ids[job.place]) for person_id, job in jobs])
    return {somebody.number: person_id for somebody, person_id in zip(people, ids, strict=True)}


def _person(somebody: Somebody) -> dict[str, Any]:
    joined = at_work(somebody.joined)
    return {
        "key": somebody.key,
        "email": somebody.email,
        "name": somebody.name,
        "created_at": joined,
        "confirmed_at": joined,
        "listed": somebody.listed,
        "reminders": somebody.reminders,
        "certificates_checkable": somebody.certificates_checkable,
        "is_demo": True,
    }


def _membership(person_id: int, job: Job, organisation_id: int) -> dict[str, Any]:
    """As somebody leaves it who joined by a code or an address of the organisation's own domain."""
    joined = at_work(job.since)
    return {
        "person_id": person_id,
        "organisation_id": organisation_id,
        "staff_group": job.staff_group,
        "started_on": job.since,
        "ended_on": job.until,
        "asked_at": joined,
        "confirmed_at": joined,
    }


def ask_to_join(people: Sequence[Somebody], organisation_ids: Mapping[str, int], window: Window) -> None:
    """The requests that wait for an answer: asked in the last three weeks, their managers told by e-mail."""
    for somebody in people:
        if somebody.asks is None:
            continue
        person = find_person_by_email(somebody.email)
        assert person is not None
        asked = max(somebody.joined, window.end - timedelta(days=1 + somebody.number % 20))
        with clock.travel(at_work(asked, somebody.number % 600)):
            request_membership(
                person=person,
                organisation_id=organisation_ids[somebody.asks.place],
                staff_group=somebody.asks.staff_group,
            )


def give_roles(
    people: Sequence[Somebody], places: Sequence[Place], organisation_ids: Mapping[str, int], window: Window
) -> None:
    """Managers and leads, in the administrator's name; a place's second one has handed over."""
    kinds = {place.name: place.kind for place in places}
    holders = [somebody for somebody in people if somebody.holds_role]
    for place, team in groupby(holders, key=lambda each: each.jobs[0].place):
        role = Role.LEAD if kinds[place] is OrganisationKind.ICB else Role.MANAGER
        for at, somebody in enumerate(team):
            starts_on = somebody.joined + timedelta(days=DAYS_TO_ROLE)
            ends_on = window.day(HANDED_OVER) if at else None
            with clock.travel(at_work(starts_on)):
                details = GrantDetails(role, organisation_ids[place], starts_on, ends_on)
                grant(actor=actor_of(ADMINISTRATOR), email=somebody.email, details=details)


def read_names(
    people: Sequence[Somebody], person_ids: Mapping[int, int], organisation_ids: Mapping[str, int], window: Window
) -> None:
    """The demo's manager has opened the list of their trust in some months, as those named in it can see."""
    colleagues = {person_of(account).id for account in ACCOUNTS if account.works_at == TRUST}
    for days in READ_DAYS_BEFORE_END:
        day = window.end - timedelta(days=days)
        listed = {person_ids[each.number] for each in people if each.listed and _works_at(each, TRUST, day)}
        with clock.travel(at_work(day)):
            record_reading(
                actor=actor_of(MANAGER), person_ids=colleagues | listed, organisation_id=organisation_ids[TRUST]
            )


def _works_at(somebody: Somebody, place: str, day: date) -> bool:
    return any(
        job.place == place and job.since <= day and (job.until is None or job.until > day) for job in somebody.jobs
    )
