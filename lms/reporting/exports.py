"""Reports as lines of a CSV file, made while they are sent."""

from collections.abc import Iterable, Iterator

from lms.catalogue.queries import LiveCourse
from lms.reporting.queries.names import Progress
from lms.reporting.rules.lines import NOT_SHOWN, Shown, group_name, lines
from lms.reporting.rules.words import STATUSES, Level, Status

REPORT_HEADINGS = (
    "As at", "Table", "Name", "Staff group", "Module", "Members", "Not started", "In progress", "Completed", "Expired",
    "Completed, percent",
)  # fmt: skip
TABLES = {Level.AREA: "Board", Level.PLACE: "Place", Level.UNIT: "Organisation"}
PROGRESS_HEADINGS = ("Name", "Staff group", "Course", "Status", "Month of completion")


def report_lines(counts: Iterable[Shown], course: LiveCourse) -> Iterator[tuple[str, ...]]:
    """A line for each row of each table; the members of a module's line stand in the line of the whole course."""
    modules = {module.id: module.neutral_title for module in course.course.modules}
    yield REPORT_HEADINGS
    for line in lines(counts):
        group = group_name(line.staff_group) if line.staff_group else "All"
        module = modules.get(line.module_id, line.module_id) if line.module_id else "All"
        counted = (Status.MEMBERS, *STATUSES)
        figures = (_figure(line.counts[status]) if status in line.counts else "" for status in counted)
        percent = "" if line.percent is None else str(line.percent)
        yield line.as_at.isoformat(), TABLES[line.level], line.name, group, module, *figures, percent


def progress_lines(people: Iterable[Progress], course: LiveCourse) -> Iterator[tuple[str, ...]]:
    """A line for each person: how far they are, and nothing else."""
    yield PROGRESS_HEADINGS
    for person in people:
        month = f"{person.completed_on:%B %Y}" if person.completed_on else ""
        group = group_name(person.staff_group)
        yield person.name, group, course.course.neutral_title, person.status.value.capitalize(), month


def _figure(shown: int | None) -> str:
    return NOT_SHOWN if shown is None else str(shown)
