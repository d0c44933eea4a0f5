"""Courses as learners get them: compiled, with their HTML ready. Reading one touches no Markdown."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from lms.catalogue.models import CourseRevision, CourseRow, DraftFile, Publication, RevisionFile, RevisionIndex
from lms.catalogue.rules import ChangeKind
from lms.content import search
from lms.content.files import Files
from lms.content.revision import image_name, load
from lms.content.schema import Course, Module
from lms.db.base import db

KEPT_REVISIONS = 32


class NoSuchCourse(LookupError):
    """No course of this code is live."""


@dataclass(frozen=True)
class LiveCourse:
    """A course in one of its revisions."""

    course_id: int
    revision_id: int
    revision_number: int
    course: Course


@dataclass(frozen=True)
class MaterialChange:
    """A revision that changed the substance, the one before it, and the reason that was stated."""

    revision_id: int
    before_id: int
    reason: str
    published_at: datetime


@dataclass(frozen=True)
class Revision:
    """A published text: when, by whom (a person's key, or "system"), and why."""

    revision_id: int
    number: int
    change: ChangeKind
    reason: str
    published_by: str
    published_at: datetime


def get_live_course(code: str) -> LiveCourse:
    """The course in its live revision, in one statement once it is warm. Raises `NoSuchCourse`."""
    query = _live().where(CourseRow.code == code)
    found = db.session.execute(query).one_or_none()
    if found is None:
        raise NoSuchCourse(code)
    return get_revision(found.revision_id)


def live_courses() -> list[LiveCourse]:
    """Every course that is live, by code."""
    return [get_revision(row.revision_id) for row in db.session.execute(_live().order_by(CourseRow.code))]


def get_revision(revision_id: int) -> LiveCourse:
    """One revision, live or not: it never changes, so each process reads it once. Raises `NoSuchCourse`."""
    return _compiled(str(db.engine.url), revision_id)


def material_changes(course_id: int) -> list[MaterialChange]:
    """Every change of this course that its learners should know of, the oldest first."""
    before = aliased(CourseRevision)
    query = (
        select(CourseRevision.id, before.id.label("before_id"), CourseRevision.reason, CourseRevision.published_at)
        .join(before, and_(before.course_id == CourseRevision.course_id, before.number == CourseRevision.number - 1))
        .where(CourseRevision.course_id == course_id, CourseRevision.change == ChangeKind.MATERIAL)
        .order_by(CourseRevision.number)
    )
    return [MaterialChange(*row) for row in db.session.execute(query)]


def _live() -> Select[str, int]:
    return select(CourseRow.code, Publication.revision_id).join(Publication, Publication.course_id == CourseRow.id)


@lru_cache(maxsize=KEPT_REVISIONS)
def _compiled(_database: str, revision_id: int) -> LiveCourse:
    query = select(CourseRevision.course_id, CourseRevision.number, CourseRevision.compiled)
    row = db.session.execute(query.where(CourseRevision.id == revision_id)).one_or_none()
    if row is None:
        raise NoSuchCourse(str(revision_id))
    return LiveCourse(row.course_id, revision_id, row.number, load(row.compiled))


def get_index(revision_id: int) -> search.Index:
    """What a search of one revision needs; each process reads it once. Raises `NoSuchCourse`.

    A revision from before there were indexes, or with one in the form of another release, gets its own here.
    """
    return _index(str(db.engine.url), revision_id)


@lru_cache(maxsize=KEPT_REVISIONS)
def _index(_database: str, revision_id: int) -> search.Index:
    stored = db.session.scalar(select(RevisionIndex.data).where(RevisionIndex.revision_id == revision_id))
    return (search.load(stored) if stored else None) or search.build(get_revision(revision_id).course)


def published_at(revision_id: int) -> datetime:
    """When a revision was published."""
    return db.session.scalars(select(CourseRevision.published_at).where(CourseRevision.id == revision_id)).one()


def is_empty() -> bool:
    """Whether no course is live and none is being written."""
    return db.session.scalar(select(CourseRow.id).limit(1)) is None


def find_live_by_fingerprint(fingerprint: str) -> tuple[str, int] | None:
    """The code and number of the live revision that has exactly these files, or None."""
    query = (
        _live().add_columns(CourseRevision.number).join(CourseRevision, CourseRevision.id == Publication.revision_id)
    )
    row = db.session.execute(query.where(CourseRevision.fingerprint == fingerprint)).first()
    return (row.code, row.number) if row else None


def revision_files(revision_id: int) -> dict[str, bytes]:
    """The source files of a revision, byte for byte, by path."""
    query = select(RevisionFile.path, RevisionFile.data).where(RevisionFile.revision_id == revision_id)
    return {row.path: row.data for row in db.session.execute(query.order_by(RevisionFile.path))}


def draft_files(course_id: int) -> dict[str, bytes | None]:
    """The files of a course's draft by path; None for a file that was taken out."""
    query = select(DraftFile.path, DraftFile.data).where(DraftFile.course_id == course_id)
    return {row.path: row.data for row in db.session.execute(query.order_by(DraftFile.path))}


@dataclass(frozen=True)
class WrittenCourse:
    """A course as trainers have it: the live revision, if any, and its files with the draft's in their place."""

    course_id: int
    code: str
    revision_id: int | None
    revision_number: int
    live: Files
    files: Files

    @property
    def has_draft(self) -> bool:
        """Whether anything differs from what is live."""
        return self.live != self.files


def written_courses() -> list[tuple[str, int, int]]:
    """The code of every course, the number of its live revision (0 for none) and how many files its draft changes."""
    drafted = select(DraftFile.course_id, func.count().label("files")).group_by(DraftFile.course_id).subquery()
    query = (
        select(CourseRow.code, CourseRevision.number, drafted.c.files)
        .outerjoin(Publication, Publication.course_id == CourseRow.id)
        .outerjoin(CourseRevision, CourseRevision.id == Publication.revision_id)
        .outerjoin(drafted, drafted.c.course_id == CourseRow.id)
    )
    return [(row.code, row.number or 0, row.files or 0) for row in db.session.execute(query.order_by(CourseRow.code))]


def get_written_course(code: str) -> WrittenCourse:
    """A course with its draft. Raises `NoSuchCourse`."""
    query = (
        select(CourseRow.id, CourseRevision.id.label("revision_id"), CourseRevision.number)
        .outerjoin(Publication, Publication.course_id == CourseRow.id)
        .outerjoin(CourseRevision, CourseRevision.id == Publication.revision_id)
    )
    row = db.session.execute(query.where(CourseRow.code == code)).one_or_none()
    if row is None:
        raise NoSuchCourse(code)
    live = revision_files(row.revision_id) if row.revision_id else {}
    drafted = draft_files(row.id)
    files = {path: data for path, data in {**live, **drafted}.items() if data is not None}
    return WrittenCourse(row.id, code, row.revision_id, row.number or 0, live, files)


def revisions(course_id: int) -> list[Revision]:
    """Every revision of a course, the newest first."""
    columns = (CourseRevision.id, CourseRevision.number, CourseRevision.change, CourseRevision.reason,
               CourseRevision.published_by, CourseRevision.published_at)  # fmt: skip
    query = select(*columns).where(CourseRevision.course_id == course_id).order_by(CourseRevision.number.desc())
    return [Revision(*row) for row in db.session.execute(query)]


def same_questions(live: LiveCourse, module: Module) -> dict[int, frozenset[str]]:
    """For each revision of the course, the ids of those questions of this module that read there as they do now."""
    now = {question.id: question for question in module.quiz.questions}
    return {
        each.revision_id: frozenset(
            question.id
            for other in get_revision(each.revision_id).course.modules
            if other.id == module.id
            for question in other.quiz.questions
            if question == now.get(question.id)
        )
        for each in revisions(live.course_id)
    }


def find_image(fingerprint: str, ending: str) -> bytes | None:
    """An image of any revision by the name it is served under, or None."""
    query = select(RevisionFile.data).where(
        RevisionFile.fingerprint == fingerprint, RevisionFile.path.like(f"%/media/%.{ending}")
    )
    return db.session.scalar(query.order_by(RevisionFile.id).limit(1))


def find_draft_image(fingerprint: str, ending: str) -> bytes | None:
    """An image that is in a draft alone, for whoever writes there, or None."""
    query = select(DraftFile.data).where(DraftFile.path.like(f"%/media/%.{ending}"), DraftFile.data.is_not(None))
    drafted = db.session.scalars(query.order_by(DraftFile.id))
    return next((data for data in drafted if data and image_name(data) == fingerprint), None)


def forget_compiled() -> None:
    """Drop what this process keeps (tests empty the database under it)."""
    _compiled.cache_clear()
    _index.cache_clear()
