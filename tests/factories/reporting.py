"""Somebody's way through a course as plain dates, and a board with organisations below it."""

from datetime import date, datetime, time
from typing import Any

from lms import clock
from lms.accounts.models import Person
from lms.catalogue.queries import LiveCourse
from lms.db.base import db
from lms.organisations.models import Organisation
from lms.organisations.rules import OrganisationKind
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress
from lms.reporting.models import StatusCount
from lms.reporting.rules.words import Level, Status


def studied(
    _make: Any,
    *,
    person: Person,
    course: LiveCourse,
    started_on: date,
    completed_on: date | None = None,
    cycle: int = 1,
    modules: int = 1,
) -> None:
    """Began the first modules of the course on a day and, if there is another day, passed them and completed it."""
    whose = {"person_id": person.id, "course_id": course.course_id, "cycle": cycle, "revision_id": course.revision_id}
    for module in course.course.modules[:modules]:
        db.session.add(ModuleProgress(**whose, module_id=module.id, started_at=noon(started_on)))
        if completed_on is not None:
            passed = {"minutes": module.minutes, "completed_at": noon(completed_on)}
            db.session.add(ModuleCompletion(**whose, module_id=module.id, **passed))
    if completed_on is not None:
        db.session.add(CourseCompletion(**whose, modules=[], completed_at=noon(completed_on)))
    db.session.flush()


def noon(day: date) -> datetime:
    """Noon of a day in London."""
    return datetime.combine(day, time(12), clock.LONDON)


def board(make: Any, **fields: Any) -> Organisation:
    """An integrated care board."""
    usual = {"kind": OrganisationKind.ICB, "name": "Downs and Weald ICB", "ods_code": "QDW"}
    row: Organisation = make.organisation(**(usual | fields))
    return row


def staff(make: Any, *, organisation: Organisation, number: int, staff_group: str = "nursing", **fields: Any) -> Any:
    """So many people who work in an organisation."""
    people = [make.person() for _ in range(number)]
    for person in people:
        make.membership(person=person, organisation=organisation, staff_group=staff_group, **fields)
    return people


def status_counts(
    _make: Any,
    *,
    board: Organisation,
    course_id: int,
    organisation: Organisation | None = None,
    on: date = date(2026, 10, 31),
    members: int | None = 40,
    completed: int | None = 15,
) -> None:
    """Counts as they may be shown, of a board or of an organisation that is reported by itself."""
    level = Level.UNIT if organisation else Level.AREA
    left = None if members is None or completed is None else members - completed
    shown = {Status.MEMBERS: members, Status.COMPLETED: completed, Status.NOT_STARTED: left}
    for status in Status:
        row = StatusCount(
            as_at=on, level=level, area_id=board.id, place_id=board.id, together="", organisations=1, staff_group="",
            organisation_id=(organisation or board).id, course_id=course_id, module_id="", status=status,
            people=0, shown=shown.get(status, 0),
        )  # fmt: skip
        db.session.add(row)
    db.session.flush()
