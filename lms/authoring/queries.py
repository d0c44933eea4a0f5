"""What is kept while a course is written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.authoring.models import DraftSave, KeptText, Review, ReviewStep
from lms.authoring.rules.reviews import Aspect, Sent, Step
from lms.catalogue.queries import revisions
from lms.db.base import db


@dataclass(frozen=True)
class Kept:
    """Text that somebody typed and has not saved, and the file that it was typed into, by its sha256."""

    text: str
    base: str
    kept_at: datetime


def find_kept(owner: int, course_id: int, path: str) -> Kept | None:
    """What this person typed into this file and has not saved, or None."""
    query = select(KeptText.text, KeptText.base, KeptText.kept_at).where(
        KeptText.person_id == owner, KeptText.course_id == course_id, KeptText.path == path
    )
    row = db.session.execute(query).one_or_none()
    return Kept(*row) if row else None


def kept_paths(owner: int, course_id: int) -> list[str]:
    """The files into which this person typed something that they have not saved."""
    query = select(KeptText.path).where(KeptText.person_id == owner, KeptText.course_id == course_id)
    return list(db.session.scalars(query.order_by(KeptText.path)))


def writers(course_id: int) -> frozenset[str]:
    """The keys of everybody who has saved a file since the course was last published."""
    query = select(DraftSave.saved_by).where(DraftSave.course_id == course_id)
    published = revisions(course_id)
    if published:
        query = query.where(DraftSave.saved_at > published[0].published_at)
    return frozenset(db.session.scalars(query))


def find_review(course_id: int) -> Sent | None:
    """The review that was sent last, with its steps, or None."""
    query = select(Review).where(Review.course_id == course_id).order_by(Review.id.desc()).limit(1)
    review = db.session.scalar(query)
    if review is None:
        return None
    steps = db.session.scalars(select(ReviewStep).where(ReviewStep.review_id == review.id).order_by(ReviewStep.id))
    return Sent(
        review.id,
        review.fingerprint,
        tuple(Aspect(each) for each in review.aspects.split()),
        review.sent_by,
        review.note,
        review.sent_at,
        tuple(
            Step(each.kind, each.made_by, each.made_at, each.words, each.aspect, each.path, each.line) for each in steps
        ),
    )
