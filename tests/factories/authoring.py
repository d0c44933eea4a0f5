"""Drafts, and reviews of them."""

from typing import Any

from lms import clock
from lms.authoring.models import DraftSave, Review, ReviewStep
from lms.authoring.rules.reviews import Aspect, StepKind
from lms.catalogue.models import DraftFile
from lms.catalogue.queries import get_written_course
from lms.content.revision import fingerprint
from lms.db.base import db

PAGES = "01-making-tea/module.md"


def draft(make: Any, *, code: str = "small", path: str = PAGES, data: bytes | None = None, by: str = "a" * 32) -> bytes:
    """A file of the draft that somebody has saved: one more sentence at the end of a page. Returns its bytes."""
    course = get_written_course(code)
    data = data or course.files[path].replace(b"Tea is", b"Good tea is", 1) + b"\n"
    now = clock.now()
    db.session.add(DraftFile(course_id=course.course_id, path=path, data=data, changed_by=by, changed_at=now))
    db.session.add(DraftSave(course_id=course.course_id, path=path, saved_by=by, saved_at=now))
    db.session.flush()
    return data


def review(
    make: Any, *, code: str = "small", by: str = "a" * 32, aspects: str = "text", approved_by: str = ""
) -> Review:
    """The draft as it reads now, sent by somebody, and approved by somebody else where they are named."""
    course = get_written_course(code)
    sent = Review(
        course_id=course.course_id, fingerprint=fingerprint(course.files), aspects=aspects, sent_by=by,
        note="Plainer words", sent_at=clock.now(),
    )  # fmt: skip
    db.session.add(sent)
    db.session.flush()
    if approved_by:
        db.session.add(
            ReviewStep(
                review_id=sent.id, kind=StepKind.APPROVED, aspect=Aspect.TEXT, path="", line=0, words="",
                made_by=approved_by, made_at=clock.now(),
            )
        )  # fmt: skip
        db.session.flush()
    return sent
