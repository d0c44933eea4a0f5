"""Seeing to what learners say is out of date."""

from lms import clock
from lms.access import Actor
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.catalogue.queries import WrittenCourse
from lms.db.base import db
from lms.learning.models import PageReport


def settle_report(*, actor: Actor, course: WrittenCourse, key: str, answer: str) -> None:
    """Note that a report was seen to, and what was done; one that is settled stays as it is. Raises LookupError."""
    report = _report(course, key)
    if report.settled_on is None:
        report.settled_on, report.settled_by, report.answer = clock.today(), actor.key, answer
        audit.record(actor.key, Action.REPORT_SETTLED, details={"code": course.code, "report": key})


def reopen_report(*, actor: Actor, course: WrittenCourse, key: str) -> None:
    """Let a report wait again; what was done stays beside it, to be written on. Raises LookupError."""
    report = _report(course, key)
    if report.settled_on is not None:
        report.settled_on = report.settled_by = None
        audit.record(actor.key, Action.REPORT_REOPENED, details={"code": course.code, "report": key})


def _report(course: WrittenCourse, key: str) -> PageReport:
    """The row, held so that two people who settle it at once do so one after the other."""
    found = db.session.get(PageReport, key, with_for_update=True)
    if found is None or found.course_id != course.course_id:
        raise LookupError(f"no report {key}")
    return found
