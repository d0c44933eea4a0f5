"""What leads read: counts as they may be shown, and never a person's row. Hidden counts never leave the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Executable, Select, func, or_, select

from lms.access import Scope
from lms.catalogue.queries import LiveCourse, live_courses
from lms.db.base import db
from lms.organisations.models import Organisation
from lms.organisations.queries import inside
from lms.organisations.rules import OrganisationKind
from lms.reporting.models import StatusCount
from lms.reporting.rules.dates import is_month_end
from lms.reporting.rules.lines import Shown
from lms.reporting.rules.words import EVERYBODY, WHOLE_COURSE, Level, Status

MONTHS = 24
AT_ONCE = 2000


@dataclass(frozen=True)
class Asked:
    """What a report is about: the screen and the CSV are drawn from the same one."""

    board_id: int
    board: str
    course: LiveCourse
    as_at: date


def boards(scope: Scope) -> list[tuple[int, str]]:
    """The boards inside the scope, those of the past too, by name."""
    found = select(Organisation.id, Organisation.name).where(inside(scope), Organisation.kind == OrganisationKind.ICB)
    return [(row.id, row.name) for row in db.session.execute(found.order_by(Organisation.name, Organisation.id))]


def courses() -> list[LiveCourse]:
    """The courses that are counted, by code."""
    return live_courses()


def counted_on(scope: Scope, board_id: int, course_id: int) -> list[date]:
    """The dates for which this board was counted, the newest first."""
    found = _counts_of(scope, Level.AREA, course_id).with_only_columns(StatusCount.as_at)
    found = found.where(StatusCount.organisation_id == board_id, StatusCount.status == Status.MEMBERS)
    found = found.where(StatusCount.staff_group == EVERYBODY, StatusCount.module_id == WHOLE_COURSE)
    return list(db.session.scalars(found.order_by(StatusCount.as_at.desc())))


def report(scope: Scope, asked: Asked) -> list[Shown]:
    """The board, its places and its organisations on the day, and the board's staff groups: one statement."""
    found = _of_board(scope, asked).where(StatusCount.as_at == asked.as_at)
    return _read(found.where(or_(StatusCount.staff_group == EVERYBODY, StatusCount.level == Level.AREA)))


def organisation_report(scope: Scope, asked: Asked, organisation_id: int, together: str) -> list[Shown]:
    """One organisation, or several that are shown together, by status, staff group and module on the day."""
    found = _of_board(scope, asked).where(StatusCount.as_at == asked.as_at, StatusCount.level == Level.UNIT)
    return _read(found.where(StatusCount.organisation_id == organisation_id, StatusCount.together == together))


def place_report(scope: Scope, asked: Asked) -> list[Shown]:
    """The places of the board by staff group on the day."""
    found = _of_board(scope, asked).where(StatusCount.as_at == asked.as_at, StatusCount.level == Level.PLACE)
    return _read(found.where(StatusCount.staff_group != EVERYBODY))


def by_month(scope: Scope, asked: Asked, level: Level, organisation_id: int, together: str = "") -> list[Shown]:
    """One row of the report at the last 24 month ends before the day asked for, and on the day itself."""
    since = asked.as_at - timedelta(days=31 * MONTHS)
    found = _of_board(scope, asked).where(StatusCount.level == level, StatusCount.organisation_id == organisation_id)
    found = found.where(StatusCount.together == together, StatusCount.staff_group == EVERYBODY)
    found = found.where(StatusCount.module_id == WHOLE_COURSE, StatusCount.as_at.between(since, asked.as_at))
    return [one for one in _read(found) if is_month_end(one.as_at) or one.as_at == asked.as_at]


def everything_shown(scope: Scope, asked: Asked) -> Iterator[Shown]:
    """Every count of the board that leads may see: the day asked for and the month ends before it. Nothing is asked of
    the database before the first is taken, for by then the request's own transaction is over."""
    ends = [day for day in counted_on(scope, asked.board_id, asked.course.course_id) if day <= asked.as_at]
    days = [day for day in ends if is_month_end(day) or day == asked.as_at][: MONTHS + 1]
    found = _of_board(scope, asked).where(StatusCount.as_at.in_(days))
    for row in db.session.execute(_ordered(found).execution_options(yield_per=AT_ONCE)):
        yield Shown._make(row)


def find_unit(scope: Scope, course_id: int, organisation_id: int, together: str) -> tuple[int, date] | None:
    """The board under which an organisation was last reported, and when; None where the scope does not hold it."""
    found = select(StatusCount.area_id, func.max(StatusCount.as_at)).join(
        Organisation, Organisation.id == StatusCount.area_id
    )
    found = found.where(inside(scope), StatusCount.course_id == course_id, StatusCount.level == Level.UNIT)
    found = found.where(StatusCount.organisation_id == organisation_id, StatusCount.together == together)
    found = found.group_by(StatusCount.area_id)
    row = db.session.execute(found.order_by(func.max(StatusCount.as_at).desc()).limit(1)).first()
    return (row[0] or 0, row[1]) if row else None


def _of_board(scope: Scope, asked: Asked) -> Select[Any]:
    counts = select(StatusCount).where(
        StatusCount.area_id == asked.board_id,
        StatusCount.course_id == asked.course.course_id,
        StatusCount.level.in_((Level.AREA, Level.PLACE, Level.UNIT)),
    )
    return counts if scope.everything else counts.where(StatusCount.area_id.in_(scope.organisation_ids))


def _counts_of(scope: Scope, level: Level, course_id: int) -> Select[Any]:
    counts = select(StatusCount).where(StatusCount.course_id == course_id, StatusCount.level == level)
    return counts if scope.everything else counts.where(StatusCount.area_id.in_(scope.organisation_ids))


def _ordered(counts: Select[Any]) -> Executable:
    named = counts.join(Organisation, Organisation.id == StatusCount.organisation_id).with_only_columns(
        StatusCount.as_at, StatusCount.level, StatusCount.place_id, StatusCount.organisation_id, Organisation.name,
        StatusCount.together, StatusCount.organisations, StatusCount.staff_group, StatusCount.module_id,
        StatusCount.status, StatusCount.shown,
    )  # fmt: skip
    return named.order_by(
        StatusCount.as_at.desc(), StatusCount.level, Organisation.name, StatusCount.organisation_id,
        StatusCount.together, StatusCount.module_id, StatusCount.staff_group,
    )  # fmt: skip


def _read(counts: Select[Any]) -> list[Shown]:
    return [Shown._make(row) for row in db.session.execute(_ordered(counts))]
