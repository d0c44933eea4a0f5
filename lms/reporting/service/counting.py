"""Taking counts from what was inserted, with grouped SQL; the same day counted again gives the same rows.

Two steps, so that a writer waits for the second alone: `take_counts` reads, `keep_counts` puts the rows in place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import delete, insert

from lms.catalogue.queries import LiveCourse, live_courses
from lms.db.base import db
from lms.reporting.models import StatusCount
from lms.reporting.queries.tree import counts_kept, tree_on
from lms.reporting.rules.arrangement import Row, organisation_rows, report_rows
from lms.reporting.rules.publication import publish
from lms.reporting.rules.words import EVERYBODY, STATUSES, WHOLE_COURSE, Level, Status
from lms.reporting.service.standings import (
    HERE,
    People,
    members_by_organisation,
    members_by_row,
    modules_passed,
    size,
    stand,
    standings,
    words,
)


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
    stand(every)
    known = members_by_row(as_at)
    sizes = {row.holds: known.get(number, 0) for number, row in enumerate(every)}
    sizes |= members_by_organisation(as_at)
    reported = list(report_rows(tree, partial(size, as_at, sizes)))
    rows = [*_count_organisations(every, as_at), *_count_reported(reported, as_at)]
    HERE.drop(db.session.connection())
    return Counts(as_at, rows)


def keep_counts(*, counts: Counts) -> int:
    """Put the counts in place of those that were kept for the same day."""
    db.session.execute(delete(StatusCount).where(StatusCount.as_at == counts.as_at))
    if counts.rows:
        db.session.execute(insert(StatusCount), counts.rows)
    return len(counts.rows)


def differences(*, as_at: date) -> list[str]:
    """What was kept for this day and is not what a new count finds; each in words."""
    fresh = {_name(row): (row["people"], row["shown"]) for row in take_counts(as_at=as_at).rows}
    kept = {_name(vars(row)): (row.people, row.shown) for row in counts_kept(as_at)}
    return [
        f"{', '.join(map(str, name))}: kept {kept.get(name)}, counted {fresh.get(name)}"
        for name in sorted(kept.keys() | fresh.keys())
        if kept.get(name) != fresh.get(name)
    ]


def _name(row: Mapping[str, Any]) -> tuple[Any, ...]:
    whose = row["level"], row["organisation_id"], row["together"], row["staff_group"]
    return *whose, row["course_id"], row["module_id"], row["status"]


def _count_organisations(every: Sequence[Row], as_at: date) -> Iterator[dict[str, Any]]:
    for live in live_courses():
        for (number, group), people in sorted(standings(live, as_at, {}).items()):
            for status in (Status.MEMBERS, *STATUSES):
                if people[status]:
                    yield _kept(every[number], as_at, live, status, people[status], group)


def _count_reported(reported: Sequence[Row], as_at: date) -> Iterator[dict[str, Any]]:
    stand(reported)
    named = words(reported, as_at)
    for live in live_courses():
        modules = [module.id for module in live.course.modules]
        if len(modules) == 1:  # it would be the course again, and the two could be compared
            modules = []
        drafts = list(_drafts(reported, standings(live, as_at, named), modules_passed(live, as_at), modules))
        shown = publish(reported, drafts)
        for number, group, module, status, people in drafts:
            kept = _kept(reported[number], as_at, live, status, people, group, module)
            yield {**kept, "shown": shown.get((number, group, module, status))}


def _drafts(
    reported: Sequence[Row], how_far: People, passed: Mapping[tuple[int, str], int], modules: Sequence[str]
) -> Iterator[tuple[int, str, str, Status, int]]:
    """What each of the tables that leads may see is made of: noughts too, for they may have to be hidden."""
    groups: dict[int | None, set[str]] = {}
    for number, group in how_far:
        groups.setdefault(reported[number].area_id, set()).add(group)
    nobody = dict.fromkeys(Status, 0)
    for number, row in enumerate(reported):
        for group in sorted(groups.get(row.area_id, ())):
            people = how_far.get((number, group), nobody)
            is_whole = group == EVERYBODY or row.level is Level.AREA
            wanted = (Status.MEMBERS, *STATUSES) if is_whole else (Status.MEMBERS, Status.COMPLETED)
            yield from ((number, group, WHOLE_COURSE, status, people[status]) for status in wanted)
        yield from (
            (number, EVERYBODY, module, Status.COMPLETED, passed.get((number, module), 0)) for module in modules
        )


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
