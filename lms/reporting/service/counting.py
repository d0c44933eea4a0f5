"""Taking counts from what was inserted, with grouped SQL; the same day counted again gives the same rows.

Two steps, so that a writer waits for the second alone: `take_counts` reads, `keep_counts` puts the rows in place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from lms.catalogue.queries import LiveCourse, live_courses
from lms.db.base import db
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress
from lms.reporting.models import StatusCount
from lms.reporting.queries.tree import tree_on
from lms.reporting.rules.arrangement import Row, organisation_rows, report_rows, staff_columns
from lms.reporting.rules.dates import end_of, good_since
from lms.reporting.rules.publication import publish
from lms.reporting.rules.words import EVERYBODY, STATUSES, TOGETHER, WHOLE_COURSE, Level, Status

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


@dataclass(frozen=True)
class Counts:
    """Everything that was counted for one day, ready to be kept."""

    as_at: date
    rows: list[dict[str, Any]]


def count_statuses(*, as_at: date) -> int:
    """Count the end of this day and keep it in place of what was kept for it; returns the number of rows."""
    return keep_counts(counts=take_counts(as_at=as_at))


def take_counts(*, as_at: date) -> Counts:
    """Count every live course at the end of this day, by the tree of that day. Reads alone."""
    tree = tree_on(as_at)
    every = list(organisation_rows(tree))
    HERE.create(db.session.connection())
    _stand(every)
    known = _members_by_row(as_at)
    sizes = {row.holds: known.get(number, 0) for number, row in enumerate(every)}
    sizes |= _members_by_organisation(as_at)
    reported = list(report_rows(tree, partial(_size, as_at, sizes)))
    rows = [*_count_organisations(every, as_at), *_count_reported(reported, as_at)]
    HERE.drop(db.session.connection())
    return Counts(as_at, rows)


def keep_counts(*, counts: Counts) -> int:
    """Put the counts in place of those that were kept for the same day."""
    db.session.execute(delete(StatusCount).where(StatusCount.as_at == counts.as_at))
    if counts.rows:
        db.session.execute(insert(StatusCount), counts.rows)
    return len(counts.rows)


def _count_organisations(every: Sequence[Row], as_at: date) -> Iterator[dict[str, Any]]:
    for live in live_courses():
        for (number, group), people in sorted(_standings(live, as_at, {}).items()):
            for status in (Status.MEMBERS, *STATUSES):
                if people[status]:
                    yield _kept(every[number], as_at, live, status, people[status], group)


def _count_reported(reported: Sequence[Row], as_at: date) -> Iterator[dict[str, Any]]:
    _stand(reported)
    words = _words(reported, as_at)
    for live in live_courses():
        standings = _standings(live, as_at, words)
        passed = _modules_passed(live, as_at)
        modules = [module.id for module in live.course.modules]
        drafts = list(_drafts(reported, standings, passed, modules))
        shown = publish(reported, drafts)
        for number, group, module, status, people in drafts:
            kept = _kept(reported[number], as_at, live, status, people, group, module)
            yield {**kept, "shown": shown.get((number, group, module, status))}


def _drafts(
    reported: Sequence[Row], standings: People, passed: Mapping[tuple[int, str], int], modules: Iterable[str]
) -> Iterator[tuple[int, str, str, Status, int]]:
    """What each of the tables that leads may see is made of: noughts too, for they may have to be hidden."""
    for (number, group), people in sorted(standings.items()):
        is_whole = group == EVERYBODY or reported[number].level is Level.AREA
        wanted = (Status.MEMBERS, *STATUSES) if is_whole else (Status.MEMBERS, Status.COMPLETED)
        yield from ((number, group, WHOLE_COURSE, status, people[status]) for status in wanted)
        if group == EVERYBODY:
            for module in modules:
                yield number, group, module, Status.COMPLETED, passed.get((number, module), 0)


def _kept(
    row: Row, as_at: date, live: LiveCourse, status: Status, people: int, group: str, module: str = WHOLE_COURSE
) -> dict[str, Any]:
    return {
        "as_at": as_at,
        "level": row.level,
        "area_id": row.area_id,
        "place_id": row.place_id,
        "organisation_id": row.organisation_id,
        "together": row.together,
        "organisations": row.organisations,
        "staff_group": group,
        "course_id": live.course_id,
        "module_id": module,
        "status": status,
        "people": people,
        "shown": None,
    }


def _stand(rows: Sequence[Row]) -> None:
    """Say in the temporary table which organisations' members belong to which row."""
    db.session.execute(delete(HERE))
    held = [
        {"number": number, "organisation_id": organisation_id, "area_id": row.area_id}
        for number, row in enumerate(rows)
        for organisation_id in sorted(row.holds)
    ]
    if held:
        db.session.execute(insert(HERE), held)


def _standings(live: LiveCourse, as_at: date, words: Words) -> People:
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


def _modules_passed(live: LiveCourse, as_at: date) -> dict[tuple[int, str], int]:
    """How many people of each row have passed each module."""
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(HERE.c.number, ModuleCompletion.module_id, people), as_at)
    counted = counted.join(ModuleCompletion, ModuleCompletion.person_id == Membership.person_id)
    counted = counted.where(ModuleCompletion.course_id == live.course_id, ModuleCompletion.completed_at < end_of(as_at))
    grouped = counted.group_by(HERE.c.number, ModuleCompletion.module_id)
    return {(number, module): found for number, module, found in db.session.execute(grouped)}


def _members_by_row(as_at: date) -> dict[int, int]:
    people = func.count(Membership.person_id.distinct())
    counted = _members(select(HERE.c.number, people), as_at).group_by(HERE.c.number)
    return {number: found for number, found in db.session.execute(counted)}


def _members_by_organisation(as_at: date) -> dict[frozenset[int], int]:
    people = func.count(Membership.person_id.distinct())
    counted = select(Membership.organisation_id, people).where(_belongs(as_at)).group_by(Membership.organisation_id)
    return {frozenset({organisation_id}): found for organisation_id, found in db.session.execute(counted)}


def _size(as_at: date, sizes: dict[frozenset[int], int], holds: frozenset[int]) -> int:
    if holds not in sizes:
        people = func.count(Membership.person_id.distinct())
        counted = select(people).where(Membership.organisation_id.in_(holds), _belongs(as_at))
        sizes[holds] = db.session.scalar(counted) or 0 if len(holds) > 1 else 0
    return sizes[holds]


def _words(reported: Sequence[Row], as_at: date) -> Words:
    """Small staff groups of each area under one word; those who are in several of them are counted once."""
    people = func.count(Membership.person_id.distinct())
    areas = {number: row.area_id for number, row in enumerate(reported) if row.level is Level.AREA}
    groups = _members(select(HERE.c.number, Membership.staff_group, people), as_at)
    groups = groups.where(HERE.c.number.in_(areas)).group_by(HERE.c.number, Membership.staff_group)
    by_area: dict[int, dict[str, int]] = {}
    for number, group, found in db.session.execute(groups):
        by_area.setdefault(number, {})[group] = found
    words: dict[int, Mapping[str, str]] = {}
    for number, found in by_area.items():
        words[areas[number] or 0] = _settled(number, found, as_at)
    return words


def _settled(number: int, groups: Mapping[str, int], as_at: date) -> Mapping[str, str]:
    words, together = staff_columns(groups), 0
    small = [group for group, word in words.items() if word == TOGETHER]
    if small:
        people = func.count(Membership.person_id.distinct())
        counted = _members(select(people), as_at)
        counted = counted.where(HERE.c.number == number, Membership.staff_group.in_(small))
        together = db.session.scalar(counted) or 0
    return staff_columns(groups, together) if small else words


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
