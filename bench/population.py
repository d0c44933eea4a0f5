"""A health system of the size that reports are for: one ICB, its organisations, and people in every state of progress.

Rows are written in bulk, as plain values, and then counted as they would have been: what is measured is reading them.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bench.visitor import PASSWORD
from bench.writing import longest_module
from lms import clock
from lms.access import Role
from lms.accounts.models import Credential, GrantRow, Membership, Person
from lms.accounts.service.hashing import HASHER
from lms.catalogue.queries import LiveCourse
from lms.content.schema import STAFF_GROUPS
from lms.db.base import Base, db
from lms.db.transaction import own_transaction
from lms.organisations.models import Organisation, OrganisationParent
from lms.organisations.rules import OrganisationKind
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress
from lms.reporting.rules.dates import counted_days, is_month_end
from lms.reporting.service.counting import keep_counts, take_counts

LEAD = "lead@bench.example"
MANAGER = "manager@bench.example"
TRAINER = "trainer@bench.example"
PLACES, ORGANISATIONS = 6, 60
BEGAN, FINISHED = 0.45, 0.25  # of all members
SINCE = date(2024, 11, 1)
SEED = 2026
KINDS = (OrganisationKind.TRUST, OrganisationKind.PRACTICE, OrganisationKind.PHARMACY, OrganisationKind.DENTAL)
Values = dict[str, Any]


@dataclass(frozen=True)
class Population:
    """Whom the bench can be: learners who may do the module from the start, a lead, a manager of everybody, and a
    trainer, who writes the longest module."""

    places: dict[str, int]  # ids: of the `trust` that most people work for
    learners: tuple[str, ...]
    lead: str = LEAD
    manager: str = MANAGER
    trainer: str = TRAINER
    longest: str = ""  # the file of pages with most bytes
    since: date = SINCE


def populate(live: LiveCourse, *, people: int, learners: int) -> Population:
    """Write it, in the open transaction: `people` members of one trust, a quarter as many elsewhere, and `learners`.

    A learner has passed every module but the last, so that passing that one completes the course.
    """
    dice = random.Random(SEED)
    icb, employers = _organisations()
    hashed = HASHER.hash(PASSWORD)
    members = _people([f"member{n}@bench.example" for n in range(people + people // 4)])
    studying = _people([f"learner{n}@bench.example" for n in range(learners)])
    chiefs = _people([LEAD, MANAGER, TRAINER])
    _credentials([*studying, *chiefs], hashed)
    _memberships(members[:people], employers[:1], dice)
    _memberships(members[people:], employers[1:], dice)
    _memberships(studying, employers[:1], dice, staff_group="nursing")
    roles = (Role.LEAD, Role.MANAGER, Role.TRAINER)
    _rows(GrantRow, (_grant(person, role, icb) for person, role in zip(chiefs, roles, strict=True)))
    _history(members, live, dice)
    _nearly_done(studying, live)
    return Population(
        {"trust": employers[0]}, tuple(f"learner{n}@bench.example" for n in range(learners)), longest=longest_module()
    )


def count_past(since: date) -> None:
    """Take the counts that reports show: of every month end since then, and of the day counted last."""
    days = counted_days(since, clock.today() - timedelta(days=1))
    for day in dict.fromkeys([*filter(is_month_end, days), days[-1]]):
        with own_transaction():
            keep_counts(counts=take_counts(as_at=day))


def _rows(model: type[Base], values: Any) -> None:
    rows = list(values)
    if rows:
        db.session.execute(insert(model), rows)


def _ids(model: type[Base], rows: list[Values]) -> list[int]:
    """Write rows and return their ids, in order."""
    result = db.session.execute(insert(model).returning(model.id, sort_by_parameter_order=True), rows)  # type: ignore[attr-defined]
    return [row[0] for row in result]


def _organisations() -> tuple[int, list[int]]:
    """The ICB and the employers, the largest first."""

    def organisation(kind: OrganisationKind, name: str) -> Values:
        return {"kind": kind, "name": name, "valid_from": SINCE, "valid_to": None, "ods_code": None}

    (icb,) = _ids(Organisation, [organisation(OrganisationKind.ICB, "Bench ICB")])
    places = _ids(Organisation, [organisation(OrganisationKind.PLACE, f"Place {n}") for n in range(PLACES)])
    rows = [organisation(KINDS[n % len(KINDS)], f"Employer {n:02}") for n in range(ORGANISATIONS)]
    employers = _ids(Organisation, rows)
    above = [(place, icb) for place in places]
    above += [(employer, places[n % PLACES]) for n, employer in enumerate(employers)]
    _rows(
        OrganisationParent,
        ({"organisation_id": low, "parent_id": high, "valid_from": SINCE, "valid_to": None} for low, high in above),
    )
    return icb, employers


def _people(emails: list[str]) -> list[int]:
    at = datetime(2024, 11, 1, 9, tzinfo=UTC)
    rows = [
        {"email": email, "name": f"Asha Rao {n}", "created_at": at, "confirmed_at": at}
        for n, email in enumerate(emails)
    ]
    return _ids(Person, rows)


def _credentials(people: list[int], hashed: str) -> None:
    _rows(Credential, ({"person_id": each, "password_hash": hashed, "changed_at": clock.now()} for each in people))


def _memberships(people: list[int], places: list[int], dice: random.Random, staff_group: str = "") -> None:
    """Each in one organisation; the sizes of organisations differ as in life, from a dozen to thousands."""
    at = datetime(2024, 11, 1, 9, tzinfo=UTC)
    weights = [1 / (1 + rank) for rank in range(len(places))]
    groups = sorted(STAFF_GROUPS)
    _rows(
        Membership,
        (
            {
                "person_id": person,
                "organisation_id": place,
                "staff_group": staff_group or dice.choice(groups),
                "started_on": SINCE,
                "ended_on": None,
                "asked_at": at,
                "confirmed_at": at,
            }
            for person, place in zip(people, dice.choices(places, weights, k=len(people)), strict=True)
        ),
    )


def _grant(person: int, role: Role, organisation: int) -> Values:
    now = clock.now()
    values = {"person_id": person, "role": role, "organisation_id": organisation, "starts_on": SINCE, "ends_on": None}
    return {**values, "granted_at": now, "granted_by_id": None, "withdrawn_at": None}


def _history(people: list[int], live: LiveCourse, dice: random.Random) -> None:
    """Who has begun, and who of them has finished, over two years."""
    first = clock.now() - timedelta(days=730)
    begun = [(person, first + timedelta(hours=dice.randrange(720 * 24))) for person in people if dice.random() < BEGAN]
    finished = [(person, at) for person, at in begun if dice.random() < FINISHED / BEGAN]
    opening = live.course.modules[0].id
    _rows(ModuleProgress, (_progress(person, live, opening, at) for person, at in begun))
    for module in live.course.modules[1:]:
        _rows(ModuleProgress, (_progress(person, live, module.id, at) for person, at in finished))
    for module in live.course.modules:
        _rows(ModuleCompletion, (_passed(person, live, module, at) for person, at in finished))
    modules = [
        {"module_id": each.id, "revision_id": live.revision_id, "minutes": each.minutes} for each in live.course.modules
    ]
    _rows(
        CourseCompletion,
        ({**_of(person, live), "modules": modules, "completed_at": at} for person, at in finished),
    )


def _nearly_done(people: list[int], live: LiveCourse) -> None:
    at = clock.now() - timedelta(days=30)
    for module in live.course.modules[:-1]:
        _rows(ModuleProgress, (_progress(person, live, module.id, at) for person in people))
        _rows(ModuleCompletion, (_passed(person, live, module, at) for person in people))


def _of(person: int, live: LiveCourse) -> Values:
    return {"person_id": person, "course_id": live.course_id, "cycle": 1, "revision_id": live.revision_id}


def _progress(person: int, live: LiveCourse, module_id: str, at: datetime) -> Values:
    return {**_of(person, live), "module_id": module_id, "started_at": at}


def _passed(person: int, live: LiveCourse, module: Any, at: datetime) -> Values:
    return {**_of(person, live), "module_id": module.id, "minutes": module.minutes, "completed_at": at}
