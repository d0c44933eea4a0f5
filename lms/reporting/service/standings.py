"""How far the members of many rows were at the end of a day, with grouped SQL: no row of one person is ever read.

Which organisations belong to which row stands in a temporary table while a day is counted.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
)

from lms.accounts.models import Membership
from lms.accounts.queries.people import membership_in_force
from lms.catalogue.queries import LiveCourse
from lms.db.base import db
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress
from lms.reporting.rules.arrangement import Row, staff_columns
from lms.reporting.rules.dates import end_of, good_since
from lms.reporting.rules.words import EVERYBODY, STATUSES, TOGETHER, Level, Status

HERE = Table(
    "counted_here",
    MetaData(),
    Column("number", Integer, primary_key=True),  # of the row that is counted
    Column("organisation_id", Integer, primary_key=True),
    Column("area_id", Integer, nullable=True),
    prefixes=["TEMPORARY"],
)
Words = Mapping[int, Mapping[str, str]]  # by area: under which word each staff group is counted
People = dict[tuple[int, str], dict[Status, int]]  # by number of the row and staff group


def stand(rows: Sequence[Row]) -> None:
    """Say in the temporary table which organisations' members belong to which row."""
    connection = db.session.connection()  # past the session: nothing is written that is to be kept
    connection.execute(delete(HERE))
    held = [
        {"number": number, "organisation_id": organisation_id, "area_id": row.area_id}
        for number, row in enumerate(rows)
        for organisation_id in sorted(row.holds)
    ]
    if held:
        connection.execute(insert(HERE), held)


def standings(live: LiveCourse, as_at: date, words: Words) -> People:
    """How many people of each row are how far, by staff group and in all; each person once in each of them."""
    found: People = {}
    for grouped in (_word(words), literal(EVERYBODY)):
        for number, group, status, people in db.session.execute(_by_status(live, as_at, grouped)):
            found.setdefault((number, group), dict.fromkeys(Status, 0))[Status(status)] = people
    for people in found.values():
        people[Status.MEMBERS] = sum(people[status] for status in STATUSES)
    return found


def _by_status(live: LiveCourse, as_at: date, group: ColumnElement[str]) -> Select[Any, Any, Any, Any]:
    over = end_of(as_at)
    good = end_of(good_since(as_at, live.course.certificate.valid_months) - timedelta(days=1))
    last = func.max(CourseCompletion.completed_at).label("last")
    completed = select(CourseCompletion.person_id, last).group_by(CourseCompletion.person_id)
    completed = completed.where(CourseCompletion.course_id == live.course_id, CourseCompletion.completed_at < over)
    begun = select(ModuleProgress.person_id).distinct()
    begun = begun.where(ModuleProgress.course_id == live.course_id, ModuleProgress.started_at < over)
    done, at_it = completed.subquery(), begun.subquery()
    status = case(
        (done.c.last >= good, Status.COMPLETED.value),
        (done.c.last.is_not(None), Status.EXPIRED.value),
        (at_it.c.person_id.is_not(None), Status.IN_PROGRESS.value),
        else_=Status.NOT_STARTED.value,
    )
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(HERE.c.number, group.label("word"), status.label("status"), people), as_at)
    counted = counted.outerjoin(done, done.c.person_id == Membership.person_id)
    counted = counted.outerjoin(at_it, at_it.c.person_id == Membership.person_id)
    return counted.group_by(HERE.c.number, "word", "status")


def modules_passed(live: LiveCourse, as_at: date) -> dict[tuple[int, str], int]:
    """How many people of each row have passed each module."""
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(HERE.c.number, ModuleCompletion.module_id, people), as_at)
    counted = counted.join(ModuleCompletion, ModuleCompletion.person_id == Membership.person_id)
    counted = counted.where(ModuleCompletion.course_id == live.course_id, ModuleCompletion.completed_at < end_of(as_at))
    grouped = counted.group_by(HERE.c.number, ModuleCompletion.module_id)
    return {(number, module): found for number, module, found in db.session.execute(grouped)}


def members_by_row(as_at: date) -> dict[int, int]:
    """How many members each row has, each counted once."""
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(HERE.c.number, people), as_at).group_by(HERE.c.number)
    return {number: found for number, found in db.session.execute(counted)}


def members_by_organisation(as_at: date) -> dict[frozenset[int], int]:
    """How many people belong to each organisation itself."""
    people = func.count(Membership.person_id.distinct())
    counted = select(Membership.organisation_id, people).where(_belongs(as_at)).group_by(Membership.organisation_id)
    return {frozenset({organisation_id}): found for organisation_id, found in db.session.execute(counted)}


def size(as_at: date, sizes: dict[frozenset[int], int], holds: frozenset[int]) -> int:
    """How many people belong to these organisations, each counted once; what was counted is kept in `sizes`."""
    if holds not in sizes:
        people = func.count(Membership.person_id.distinct())
        counted = select(people).where(Membership.organisation_id.in_(holds), _belongs(as_at))
        sizes[holds] = db.session.scalar(counted) or 0 if len(holds) > 1 else 0
    return sizes[holds]


def words(reported: Sequence[Row], as_at: date) -> Words:
    """Small staff groups of each area under one word; those who are in several of them are counted once."""
    people = func.count(Membership.person_id.distinct())
    areas = {number: row.area_id for number, row in enumerate(reported) if row.level is Level.AREA}
    groups = _members(select(HERE.c.number, Membership.staff_group, people), as_at)
    groups = groups.where(HERE.c.number.in_(areas)).group_by(HERE.c.number, Membership.staff_group)
    by_area: dict[int, dict[str, int]] = {}
    for number, group, found in db.session.execute(groups):
        by_area.setdefault(number, {})[group] = found
    return {
        areas[number] or 0: staff_columns(found, partial(_together, number, as_at)) for number, found in by_area.items()
    }


def _together(number: int, as_at: date, groups: frozenset[str]) -> int:
    """How many people of a row belong to these staff groups, each counted once."""
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(people), as_at)
    return db.session.scalar(counted.where(HERE.c.number == number, Membership.staff_group.in_(groups))) or 0


def _word(words: Words) -> ColumnElement[str]:
    whens = [
        (and_(HERE.c.area_id == area_id, Membership.staff_group.in_(small)), literal(TOGETHER))
        for area_id, by_group in words.items()
        if (small := [group for group, word in by_group.items() if word == TOGETHER])
    ]
    return case(*whens, else_=Membership.staff_group) if whens else Membership.staff_group.expression


def _members(counted: Select[Any], as_at: date) -> Select[Any]:
    joined = counted.select_from(HERE).join(Membership, Membership.organisation_id == HERE.c.organisation_id)
    return joined.where(_belongs(as_at))


def _belongs(as_at: date) -> ColumnElement[bool]:
    """Whether somebody was a member at the end of the day: confirmed by then, and not ended by then."""
    return membership_in_force(as_at) & (Membership.confirmed_at < end_of(as_at))
