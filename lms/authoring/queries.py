"""What is kept while a course is written, and what learners say is out of date in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Select, func, select

from lms.authoring.models import DraftSave, KeptText, Review, ReviewStep
from lms.authoring.rules.reports import Identity
from lms.authoring.rules.reviews import Aspect, Sent, Step, StepKind
from lms.catalogue.models import CourseRevision, CourseRow
from lms.catalogue.queries import revisions
from lms.db.base import db
from lms.learning.models import PageReport

MOST_SETTLED = 50


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
    query = select(DraftSave.saved_by).where(
        DraftSave.course_id == course_id, DraftSave.saved_at > _last_published(course_id)
    )
    return frozenset(db.session.scalars(query))


def find_review(course_id: int) -> Sent | None:
    """The review that was sent last since the course was published, with its steps, or None."""
    return next(iter(find_reviews(course_id)), None)


def find_reviews(course_id: int) -> list[Sent]:
    """Every review since the course was last published, the latest first."""
    query = select(Review).where(Review.course_id == course_id, Review.sent_at >= _last_published(course_id))
    reviews = list(db.session.scalars(query.order_by(Review.id.desc())))
    steps: dict[int, list[Step]] = {review.id: [] for review in reviews}
    for each in db.session.scalars(select(ReviewStep).where(ReviewStep.review_id.in_(steps)).order_by(ReviewStep.id)):
        steps[each.review_id].append(
            Step(each.kind, each.made_by, each.made_at, each.words, each.aspect, each.path, each.line)
        )
    return [
        Sent(
            review.id, review.fingerprint, tuple(Aspect(each) for each in review.aspects.split()), review.sent_by,
            review.note, review.sent_at, tuple(steps[review.id]),
        )
        for review in reviews
    ]  # fmt: skip


def codes_in_review() -> frozenset[str]:
    """The courses whose last review has neither ended nor been published, by code."""
    ended = select(ReviewStep.id).where(
        ReviewStep.review_id == Review.id, ReviewStep.kind.in_((StepKind.RETURNED, StepKind.WITHDRAWN))
    )
    published = select(CourseRevision.id).where(
        CourseRevision.course_id == Review.course_id, CourseRevision.published_at > Review.sent_at
    )
    last = select(func.max(Review.id)).group_by(Review.course_id)
    query = select(CourseRow.code).join(Review, Review.course_id == CourseRow.id)
    return frozenset(db.session.scalars(query.where(Review.id.in_(last), ~ended.exists(), ~published.exists())))


def _last_published(course_id: int) -> datetime:
    published = revisions(course_id)
    return published[0].published_at if published else datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Report:
    """What some learner says is out of date, and what was done about it. There is nothing to know of the learner."""

    key: str
    revision_id: int
    place: Identity
    words: str
    month: date
    settled_on: date | None
    settled_by: str | None
    answer: str


def open_reports(course_id: int) -> list[Report]:
    """What waits to be looked at, the oldest month first; within a month in no order that means anything."""
    query = _reports(course_id).where(PageReport.settled_on.is_(None))
    return _read(query.order_by(PageReport.month, PageReport.key))


def settled_reports(course_id: int) -> list[Report]:
    """What was seen to, the latest first, and no more than somebody reads."""
    query = _reports(course_id).where(PageReport.settled_on.is_not(None))
    return _read(query.order_by(PageReport.settled_on.desc(), PageReport.key).limit(MOST_SETTLED))


def count_open_reports() -> dict[str, int]:
    """How many reports wait, by the code of the course; courses without one are left out."""
    query = select(CourseRow.code, func.count()).join(PageReport, PageReport.course_id == CourseRow.id)
    waiting = query.where(PageReport.settled_on.is_(None)).group_by(CourseRow.code).order_by(CourseRow.code)
    return {code: count for code, count in db.session.execute(waiting)}


def _reports(course_id: int) -> Select[PageReport]:
    return select(PageReport).where(PageReport.course_id == course_id)


def _read(query: Select[PageReport]) -> list[Report]:
    return [
        Report(
            each.key, each.revision_id, (each.kind, each.module_id, each.part_id), each.words, each.month,
            each.settled_on, each.settled_by, each.answer,
        )
        for each in db.session.scalars(query)
    ]  # fmt: skip
