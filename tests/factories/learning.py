"""What somebody keeps for themselves, modules on paper, and what is said to be out of date."""

from typing import Any
from uuid import uuid4

from lms import clock
from lms.catalogue.queries import LiveCourse
from lms.db.base import db
from lms.learning.models import KeptPage, ModulePrint, PageReport
from lms.learning.rules import PlaceKind, PrintKind


def kept_page(
    make: Any, *, person: Any = None, course: LiveCourse | None = None, module_id: str = "", page_id: str = ""
) -> KeptPage:
    """A page that somebody keeps: the first of the course, unless another is named."""
    course = course or make.publish(make.plain_course())
    module = course.course.modules[0]
    row = KeptPage(
        person_id=(person or make.person()).id,
        course_id=course.course_id,
        module_id=module_id or module.id,
        page_id=page_id or module.pages[0].id,
        kept_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def module_print(
    make: Any, *, course: LiveCourse | None = None, kind: PrintKind = PrintKind.PLAIN, content: bytes = b"%PDF-1.7"
) -> ModulePrint:
    """The first module of the course as a PDF that was drawn."""
    course = course or make.publish(make.plain_course())
    row = ModulePrint(
        revision_id=course.revision_id,
        module_id=course.course.modules[0].id,
        kind=kind,
        content=content,
        drawn_at=clock.now(),
        attempts=1,
    )
    db.session.add(row)
    db.session.flush()
    return row


def page_report(make: Any, *, course: LiveCourse | None = None, key: str = "", **fields: Any) -> PageReport:
    """That the first page of the course is out of date, unless another place is named."""
    course = course or make.publish(make.plain_course())
    module = course.course.modules[0]
    usual = {
        "kind": PlaceKind.PAGE,
        "module_id": module.id,
        "part_id": module.pages[0].id,
        "words": "The law has changed.",
        "month": clock.today().replace(day=1),
    }
    row = PageReport(
        key=key or uuid4().hex, course_id=course.course_id, revision_id=course.revision_id, **(usual | fields)
    )
    db.session.add(row)
    db.session.flush()
    return row
