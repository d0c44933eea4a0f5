"""How far each person of one organisation is, for its managers: never a score, an attempt, or a time of day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, select

from lms import clock
from lms.access import Scope
from lms.accounts.models import Membership, Person
from lms.accounts.queries.people import membership_in_force
from lms.catalogue.queries import LiveCourse
from lms.db.base import db
from lms.progress.models import CourseCompletion, ModuleProgress
from lms.reporting.rules.dates import end_of, good_since
from lms.reporting.rules.words import Status

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Whom a list names: of one organisation, perhaps only of one staff group or status; after whom it goes on."""

    organisation_id: int
    staff_group: str = ""
    status: Status | None = None
    after: int = 0


@dataclass(frozen=True)
class Progress:
    """One line of a named list."""

    membership_id: int
    person_id: int
    name: str
    staff_group: str
    status: Status
    completed_on: date | None


def progress_of(scope: Scope, wanted: Wanted, course: LiveCourse, *, most: int = PAGE) -> list[Progress]:
    """At most so many listed members, in the order in which they joined, beginning after `wanted.after`: one
    statement, as quick at the end of a long list as at its beginning."""
    done, status = _last_completion(course), _status(course)
    people = select(Membership.id, Person.id, Person.name, Membership.staff_group, status, done)
    people = people.join(Person, Person.id == Membership.person_id)
    people = _narrowed(scope, wanted, people).where(Person.listed.is_(True), Membership.id > wanted.after)
    if wanted.status is not None:
        people = people.where(status == wanted.status.value)
    rows = db.session.execute(people.order_by(Membership.id).limit(most))
    return [_progress(*row) for row in rows]


def _narrowed(scope: Scope, wanted: Wanted, people: Select[Any]) -> Select[Any]:
    there = Membership.organisation_id == wanted.organisation_id if scope.holds(wanted.organisation_id) else false()
    people = people.where(there, membership_in_force(clock.today()))
    return people.where(Membership.staff_group == wanted.staff_group) if wanted.staff_group else people


def _last_completion(course: LiveCourse) -> ColumnElement[Any]:
    last = select(func.max(CourseCompletion.completed_at)).where(CourseCompletion.course_id == course.course_id)
    return last.where(CourseCompletion.person_id == Person.id).correlate(Person).scalar_subquery()


def _status(course: LiveCourse) -> ColumnElement[str]:
    day = good_since(clock.today(), course.course.certificate.valid_months) - timedelta(days=1)
    # Not EXISTS: for that, PostgreSQL reads everybody's progress in order to show fifty.
    begun = select(func.min(ModuleProgress.id)).where(
        ModuleProgress.course_id == course.course_id, ModuleProgress.person_id == Person.id
    )
    done = _last_completion(course)
    return case(
        (done >= end_of(day), Status.COMPLETED.value),
        (done.is_not(None), Status.EXPIRED.value),
        (begun.correlate(Person).scalar_subquery().is_not(None), Status.IN_PROGRESS.value),
        else_=Status.NOT_STARTED.value,
    )


def _progress(
    membership_id: int, person_id: int, name: str, staff_group: str, status: str, completed_at: Any
) -> Progress:
    completed_on = clock.in_london(completed_at).date() if completed_at is not None else None
    return Progress(membership_id, person_id, name, staff_group, Status(status), completed_on)
