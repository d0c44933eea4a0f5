"""Importing and publishing: every revision is added, none is changed, and nothing with a problem goes live."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.audit.service import SYSTEM
from lms.catalogue.models import CourseRevision, CourseRow, DraftFile, Publication, RevisionFile, RevisionIndex
from lms.catalogue.queries import WrittenCourse, draft_files, get_written_course, is_empty, revision_files
from lms.catalogue.rules import ChangeKind, ImportOutcome, reasons_not_to_publish, reviewers
from lms.content import search
from lms.content.bounded import compile_within
from lms.content.files import Files
from lms.content.report import Report
from lms.content.revision import changed_paths, fingerprint, image_name, load
from lms.content.schema import Course, ServiceEntry
from lms.db.base import db
from lms.db.transaction import savepoint
from lms.referrals.service import fill_directory


class CourseHasProblems(ValueError):
    """Something stops this text from being published; the report says what, at each line."""

    def __init__(self, report: Report) -> None:
        super().__init__("the course has problems")
        self.report = report


class CodeTaken(ValueError):
    """There is a course of this code."""


class MayNotPublish(ValueError):
    """The text is sound and still may not go live; the message says why."""


@dataclass(frozen=True)
class PreparedCourse:
    """A text that nothing stops, rendered and ready to be stored."""

    files: Files
    fingerprint: str
    stored: str
    course: Course
    report: Report
    services: tuple[ServiceEntry, ...] = ()

    @cached_property
    def index(self) -> bytes:
        """What a search needs, as it is stored; worked out once."""
        return search.dump(search.build(self.course))


@dataclass(frozen=True)
class Imported:
    """What became of an import: the revision that is live now, if any, and the draft's files."""

    outcome: ImportOutcome
    revision_id: int | None = None
    revision_number: int | None = None
    drafted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # drafted on the web, and therefore left alone


def prepare_course(files: Files, *, seconds: float) -> PreparedCourse:
    """Check and render in a child process, outside any transaction. Raises `CourseHasProblems`."""
    compiled = compile_within(files, seconds)
    if compiled.course is None:
        raise CourseHasProblems(compiled.report)
    stored, course = compiled.course, load(compiled.course)
    prepared = PreparedCourse(files, fingerprint(files), stored, course, compiled.report, compiled.services)
    assert prepared.index  # now, and not in the transaction that stores it
    return prepared


def import_course(
    *,
    prepared: PreparedCourse,
    actor_key: str = SYSTEM,
    publish: ChangeKind | None = None,
    reason: str = "",
    into_empty: bool | None = None,
    production: bool = False,
) -> Imported:
    """Publish into an empty catalogue, or where asked; otherwise keep what differs from the live revision
    as a draft; nothing where nothing differs. `into_empty` says what was so before a run of several imports.

    Whatever becomes of the text, its services fill a directory that has never held any."""
    fill_directory(prepared.services, actor_key=actor_key)
    empty = is_empty() if into_empty is None else into_empty
    course = _course_row(prepared.course.code)
    live = _live_revision(course.id)
    if live and live.fingerprint == prepared.fingerprint:
        return Imported(ImportOutcome.UNCHANGED, live.id, live.number)
    if publish or empty:
        revision = publish_revision(
            actor_key=actor_key,
            prepared=prepared,
            change=publish or ChangeKind.FIRST,
            reason=reason,
            production=production,
        )
        return Imported(ImportOutcome.PUBLISHED, revision.id, revision.number)
    drafted, kept = _keep_as_draft(course.id, live, prepared.files, actor_key)
    audit.record(actor_key, Action.COURSE_IMPORTED, details={"code": course.code, "files": len(drafted)})
    return Imported(
        ImportOutcome.DRAFTED,
        live.id if live else None,
        live.number if live else None,
        tuple(drafted),
        tuple(kept),
    )


def begin_course(*, actor_key: str, code: str) -> None:
    """A course of which nothing is live and nothing is written yet. Raises `CodeTaken`."""
    try:
        with savepoint():
            db.session.add(CourseRow(code=code))
    except IntegrityError:
        raise CodeTaken("There is a course with this code. Choose another") from None
    audit.record(actor_key, Action.COURSE_BEGUN, details={"code": code})


def write_draft(*, actor_key: str, course: WrittenCourse, path: str, data: bytes | None) -> None:
    """Put a file into the draft, or take it out (None). What is then as it is live needs no place in the draft."""
    where = DraftFile.course_id == course.course_id, DraftFile.path == path
    db.session.execute(delete(DraftFile).where(*where))
    if course.live.get(path) != data:
        changed_at = clock.now()
        db.session.add(
            DraftFile(course_id=course.course_id, path=path, data=data, changed_by=actor_key, changed_at=changed_at)
        )
    db.session.flush()


def lock_course(code: str) -> WrittenCourse:
    """The course with its draft, which nobody else can change until the transaction ends. Raises `NoSuchCourse`."""
    db.session.execute(select(CourseRow.id).where(CourseRow.code == code).with_for_update())
    return get_written_course(code)


def drop_draft(course_id: int) -> None:
    """Nothing of the course is being written any more: it reads as it is live."""
    db.session.execute(delete(DraftFile).where(DraftFile.course_id == course_id))


def publish_revision(
    *, actor_key: str, prepared: PreparedCourse, change: ChangeKind, reason: str, production: bool
) -> CourseRevision:
    """Add a revision and make it the live one. Learners under way stay where they are. Raises `MayNotPublish`."""
    why_not = reasons_not_to_publish(prepared.course, production=production)
    if why_not:
        raise MayNotPublish(f"This course may not be published: {'; '.join(why_not)}.")
    course = _course_row(prepared.course.code)
    number = _next_number(course.id)
    if number > 1 and not reason.strip():
        raise MayNotPublish("Say why: a change to a live course needs a reason.")
    revision = CourseRevision(
        course_id=course.id,
        number=number,
        fingerprint=prepared.fingerprint,
        change=change if number > 1 else ChangeKind.FIRST,
        reason=reason.strip(),
        compiled=prepared.stored,
        reviewed_by=reviewers(prepared.course),
        published_by=actor_key,
        published_at=clock.now(),
        files=[
            RevisionFile(path=path, data=data, fingerprint=image_name(data))
            for path, data in sorted(prepared.files.items())
        ],
    )
    db.session.add(revision)
    db.session.flush()
    db.session.add(RevisionIndex(revision_id=revision.id, data=prepared.index))
    _make_live(course.id, revision.id)
    db.session.execute(delete(DraftFile).where(DraftFile.course_id == course.id, DraftFile.changed_by == SYSTEM))
    audit.record(
        actor_key,
        Action.COURSE_PUBLISHED,
        details={"code": course.code, "revision": number, "change": revision.change.value, "reason": revision.reason},
    )
    return revision


def _course_row(code: str) -> CourseRow:
    """The course of this code, locked until the transaction ends: two imports at once follow one another."""
    course = db.session.scalar(select(CourseRow).where(CourseRow.code == code).with_for_update())
    if course is None:
        course = CourseRow(code=code)
        db.session.add(course)
        db.session.flush()
    return course


def _next_number(course_id: int) -> int:
    last = select(func.max(CourseRevision.number)).where(CourseRevision.course_id == course_id)
    return (db.session.scalar(last) or 0) + 1


def _live_revision(course_id: int) -> CourseRevision | None:
    return db.session.scalar(
        select(CourseRevision)
        .join(Publication, Publication.revision_id == CourseRevision.id)
        .where(Publication.course_id == course_id)
    )


def _make_live(course_id: int, revision_id: int) -> None:
    publication = db.session.scalar(select(Publication).where(Publication.course_id == course_id))
    if publication is None:
        db.session.add(Publication(course_id=course_id, revision_id=revision_id))
    else:
        publication.revision_id = revision_id
    db.session.flush()


def _keep_as_draft(
    course_id: int, live: CourseRevision | None, files: Files, actor_key: str
) -> tuple[list[str], list[str]]:
    """What differs from the live revision becomes a draft, in place of an earlier import's; what somebody wrote on the
    web stays as they wrote it. Returns the paths of both."""
    before = revision_files(live.id) if live else {}
    db.session.execute(delete(DraftFile).where(DraftFile.course_id == course_id, DraftFile.changed_by == SYSTEM))
    theirs = draft_files(course_id)
    changed = changed_paths(before, files)
    drafted = [path for path in changed if path not in theirs]
    db.session.add_all(
        DraftFile(course_id=course_id, path=path, data=files.get(path), changed_by=actor_key, changed_at=clock.now())
        for path in drafted
    )
    db.session.flush()
    return drafted, [path for path in changed if path in theirs]
