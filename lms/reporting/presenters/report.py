"""A board's report and an organisation's, table by table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lms.content.schema import Course
from lms.reporting.presenters.charts import Chart, Months, chart, months
from lms.reporting.rules.lines import Line, Shown, by_size, group_name, in_figures, lines, of_level
from lms.reporting.rules.small_numbers import percentage
from lms.reporting.rules.words import STATUSES, Level, Status


@dataclass(frozen=True)
class Figure:
    """One of the large figures: a number, and what it is of."""

    label: str
    figure: str
    words: str


@dataclass(frozen=True)
class TableRow:
    """One row of a table: its name, its cells, and where its name leads."""

    name: str
    cells: tuple[str, ...]
    organisation_id: int | None = None
    together: str = ""


@dataclass(frozen=True)
class ReportTable:
    """A table: what it is called, its columns, its rows; a note stands in place of rows, or above them."""

    caption: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Page:
    """All of a page's figures, in order."""

    title: str
    figures: tuple[Figure, ...]
    months: Months
    tables: dict[str, ReportTable] = field(default_factory=dict)
    chart: Chart | None = None
    is_small: bool = False


TOO_FEW = "There are too few people to show this without pointing to some of them."
ON_NO_PATHWAY = "Of all members, whether or not a module is on their pathway."
STATUS_COLUMNS = ("Members", *(status.value.capitalize() for status in STATUSES), "Completed, percent")


def report_page(course: Course, shown: Sequence[Shown], by_month: Sequence[Shown], by_place: Sequence[Shown]) -> Page:
    """The board, its organisations, its places, its staff groups and its months."""
    found = list(lines(shown))
    board = of_level(found, Level.AREA)[0]
    units = by_size(of_level(found, Level.UNIT))
    places = by_size(of_level(found, Level.PLACE))
    groups = by_size(of_level(found, Level.AREA, by_group=True))
    tables = {
        "organisations": _by_status("Members and completion by organisation", "Organisation", units, leads_on=True),
        "places": _by_status("Members and completion by place", "Place", places),
        "groups": _by_status("Members and completion by staff group", "Staff group", groups),
        "place_groups": _cross("Places by staff group", "Place", places, list(lines(by_place))),
        "months": _monthly(by_month),
    }
    if len(course.modules) > 1:
        tables["modules"] = _modules(course, [board, *units], found)
    return Page(
        title=board.name,
        figures=_figures(board),
        months=months(list(lines(by_month))),
        tables={name: table for name, table in tables.items() if table.rows or table.note},
        chart=chart(units),
        is_small=board.members is None,
    )


def organisation_page(course: Course, shown: Sequence[Shown], by_month: Sequence[Shown]) -> Page:
    """One organisation by status, staff group, module and month."""
    found = list(lines(shown))
    whole = of_level(found, Level.UNIT)[0]
    groups = by_size(of_level(found, Level.UNIT, by_group=True))
    rows = tuple(TableRow(group_name(line.staff_group), _members_and_completed(line)) for line in groups)
    by_group = ReportTable("By staff group", "Staff group", ("Members", "Completed", "Percent"), rows)
    tables = {
        "groups": by_group if any(line.members is not None for line in groups) else _too_few(by_group),
        "months": _monthly(by_month),
    }
    if len(course.modules) > 1:
        tables["modules"] = _modules(course, [whole], found)
    return Page(whole.name, _figures(whole), months(list(lines(by_month))), tables)


def _figures(line: Line) -> tuple[Figure, ...]:
    members = in_figures(line.members)
    of_members = f"{line.words(Status.COMPLETED)} of {members} members"
    return (
        Figure("Completed", line.percent_words, of_members),
        *(_figure(line, status) for status in (Status.IN_PROGRESS, Status.NOT_STARTED, Status.EXPIRED)),
    )


def _figure(line: Line, status: Status) -> Figure:
    percent = percentage(line.counts.get(status), line.members)
    words = "" if percent is None else f"{percent}% of members"
    return Figure(status.value.capitalize(), line.words(status), words)


def _by_status(caption: str, first: str, found: Sequence[Line], *, leads_on: bool = False) -> ReportTable:
    rows = tuple(
        TableRow(
            group_name(line.staff_group) if line.staff_group else line.name,
            (*(line.words(status) for status in (Status.MEMBERS, *STATUSES)), line.percent_words),
            line.organisation_id if leads_on else None,
            line.together,
        )
        for line in found
    )
    return ReportTable(caption, first, STATUS_COLUMNS, rows)


def _cross(caption: str, first: str, places: Sequence[Line], found: Sequence[Line]) -> ReportTable:
    """Completed of members in each place and staff group."""
    groups = sorted({line.staff_group for line in found}, key=group_name)
    cells = {(line.organisation_id, line.together, line.staff_group): line for line in found}
    rows = tuple(
        TableRow(place.name, tuple(_of(cells.get((place.organisation_id, place.together, group))) for group in groups))
        for place in places
    )
    table = ReportTable(caption, first, tuple(map(group_name, groups)), rows)
    return table if any(line.members is not None for line in found) else _too_few(table)


def _too_few(table: ReportTable) -> ReportTable:
    return replace(table, rows=(), note=TOO_FEW)


def _of(line: Line | None) -> str:
    if line is None or line.members is None:
        return in_figures(None)
    return f"{line.words(Status.COMPLETED)} of {line.words(Status.MEMBERS)}"


def _modules(course: Course, rows: Sequence[Line], found: Sequence[Line]) -> ReportTable:
    """Who has passed each module, of all members, whether or not it is on their pathway."""
    passed = {
        (line.level, line.organisation_id, line.together, line.module_id): line for line in found if line.module_id
    }
    columns = tuple(module.neutral_title for module in course.modules)
    table = tuple(
        TableRow(
            row.name,
            tuple(_passed(passed, row, module.id) for module in course.modules),
        )
        for row in rows
    )
    return ReportTable("Modules passed", "Organisation", columns, table, ON_NO_PATHWAY)


def _passed(passed: dict[tuple[Level, int, str, str], Line], row: Line, module_id: str) -> str:
    line = passed.get((row.level, row.organisation_id, row.together, module_id))
    return in_figures(line.counts.get(Status.COMPLETED)) if line else in_figures(None)


def _monthly(by_month: Sequence[Shown]) -> ReportTable:
    found = sorted(lines(by_month), key=lambda line: line.as_at, reverse=True)
    rows = tuple(
        TableRow(
            f"{line.as_at.day} {line.as_at:%B %Y}",
            (*(line.words(status) for status in (Status.MEMBERS, *STATUSES)), line.percent_words),
        )
        for line in found
    )
    return ReportTable("Month by month", "At the end of", STATUS_COLUMNS, rows)


def _members_and_completed(line: Line) -> tuple[str, ...]:
    return line.words(Status.MEMBERS), line.words(Status.COMPLETED), line.percent_words
