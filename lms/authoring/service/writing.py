"""Writing a course: nothing that somebody typed is lost, nobody approves their own, and only what was approved goes
live."""

from hashlib import sha256

from sqlalchemy import delete

from lms import clock
from lms.access import Actor
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.authoring.models import DraftSave, KeptText, Review, ReviewStep
from lms.authoring.queries import find_kept, find_review, writers
from lms.authoring.rules.changes import changes
from lms.authoring.rules.reviews import Aspect, Sent, State, StepKind, aspects, reason_not_to_approve, state
from lms.authoring.rules.texts import NotText, edited, posted, shown
from lms.catalogue import service as catalogue
from lms.catalogue.models import CourseRevision
from lms.catalogue.queries import WrittenCourse, get_written_course
from lms.catalogue.rules import ChangeKind
from lms.catalogue.service import CourseHasProblems, PreparedCourse
from lms.content.files import Files
from lms.content.revision import changed_paths, fingerprint
from lms.db.base import db
from lms.db.transaction import own_transaction, release

MOST_SECONDS = 20.0  # to render a whole course


class Stale(Exception):
    """Somebody else has saved this file since it was opened; `theirs` is how it reads now."""

    def __init__(self, theirs: bytes) -> None:
        super().__init__("somebody else has saved this file")
        self.theirs = theirs


class Refused(ValueError):
    """This cannot be done now; the message says why, for the person who tried."""


def name_of(data: bytes | None) -> str:
    """What a file is known by, so that a change of it is noticed; empty for one that does not exist."""
    return "" if data is None else sha256(data).hexdigest()


def keep_text(*, actor: Actor, course: WrittenCourse, path: str, text: str, base: str) -> None:
    """Keep what somebody is typing, for them alone, until they save it: at once, whatever becomes of the rest."""
    with own_transaction():
        discard_text(actor=actor, course=course, path=path)
        db.session.add(
            KeptText(
                person_id=actor.person_id,
                course_id=course.course_id,
                path=path,
                text=posted(text),
                base=base,
                kept_at=clock.now(),
            )
        )


def add_text(*, actor: Actor, course: WrittenCourse, path: str, text: str) -> None:
    """Put text behind what somebody is writing in a file, or else behind what is saved of it; it is not saved by it."""
    kept = find_kept(actor.person_id, course.course_id, path)
    saved = course.files.get(path, b"")
    before = kept.text if kept else shown(saved)
    if text:
        joined = f"{before.rstrip()}\n\n{text.strip()}\n"
        keep_text(actor=actor, course=course, path=path, text=joined, base=kept.base if kept else name_of(saved))


def discard_text(*, actor: Actor, course: WrittenCourse, path: str) -> None:
    """Forget what somebody typed into a file and has not saved."""
    db.session.execute(
        delete(KeptText).where(
            KeptText.person_id == actor.person_id, KeptText.course_id == course.course_id, KeptText.path == path
        )
    )


def save_text(*, actor: Actor, code: str, path: str, text: str, base: str) -> None:
    """Save a file of the draft as somebody wrote it into the file called `base`. Raises `Stale` where somebody else has
    saved it since; then nothing of theirs is touched, and the text stays kept for who wrote it."""
    keep_text(actor=actor, course=get_written_course(code), path=path, text=text, base=base)
    course = catalogue.lock_course(code)
    before = course.files.get(path)
    try:
        data = edited(before or b"", text)
    except NotText:
        raise Refused("This file is no text. Upload it anew in its place.") from None
    if name_of(before) != base and data != before:
        raise Stale(before or b"")
    _put(actor, course, path, data)
    discard_text(actor=actor, course=course, path=path)


def add_picture(*, actor: Actor, code: str, path: str, data: bytes) -> None:
    """Put a picture into the draft under a name that nothing has yet. Raises `Refused`."""
    course = catalogue.lock_course(code)
    if course.files.get(path, data) != data:
        raise Refused("There is another picture of this name. Give yours another name.")
    _put(actor, course, path, data)


def begin_file(*, actor: Actor, code: str, path: str) -> None:
    """Put an empty file into the draft, unless there is one of this name."""
    course = catalogue.lock_course(code)
    if path not in course.files:
        _put(actor, course, path, b"\n")


def remove_file(*, actor: Actor, code: str, path: str) -> None:
    """Take a file out of the draft."""
    _put(actor, catalogue.lock_course(code), path, None)


def put_back(*, actor: Actor, code: str, path: str) -> None:
    """Let a file of the draft read as it is live."""
    course = catalogue.lock_course(code)
    _put(actor, course, path, course.live.get(path))


def send_for_review(*, actor: Actor, code: str, note: str, own_approver: tuple[str, ...]) -> None:
    """Send the draft as it reads now; a review that was open before ends with it. Raises `Refused`."""
    course = catalogue.lock_course(code)
    if not course.has_draft:
        raise Refused("Nothing has been changed yet.")
    found = [(change.path, change.lines) for change in changes(course.live, course.files)]
    db.session.add(
        Review(
            course_id=course.course_id,
            fingerprint=fingerprint(course.files),
            sent_by=actor.key,
            note=note,
            aspects=" ".join(aspects(found, own_approver)),
            sent_at=clock.now(),
        )
    )
    db.session.flush()
    audit.record(actor.key, Action.REVIEW_SENT, details={"code": code})


def comment(*, actor: Actor, code: str, path: str, line: int, words: str) -> None:
    """Say something about a line of what was sent. Raises `Refused`."""
    course = catalogue.lock_course(code)
    if path not in course.files or not line:
        raise Refused("Enter the number of a line, and select the file that it is in.")
    _step(_open_review(course), actor, StepKind.COMMENTED, words, path=path, line=line)


def approve(*, actor: Actor, code: str, aspect: Aspect, words: str) -> None:
    """Approve one aspect of what was sent. Raises `Refused`, above all for those who wrote part of it."""
    course = catalogue.lock_course(code)
    sent = _open_review(course)
    if reason := reason_not_to_approve(sent, aspect, actor.key, writers(course.course_id)):
        raise Refused(reason)
    _step(sent, actor, StepKind.APPROVED, words, aspect=aspect)
    audit.record(actor.key, Action.REVIEW_APPROVED, details={"code": code, "aspect": aspect.value})


def return_draft(*, actor: Actor, code: str, words: str) -> None:
    """Give the draft back to those who wrote it, with the reason. Raises `Refused`."""
    course = catalogue.lock_course(code)
    sent = _open_review(course)
    own = actor.key == sent.sent_by
    _step(sent, actor, StepKind.WITHDRAWN if own else StepKind.RETURNED, words)
    audit.record(actor.key, Action.REVIEW_WITHDRAWN if own else Action.REVIEW_RETURNED, details={"code": code})


def let_others_write() -> None:
    """Before slow work: nothing has been changed yet, so nobody needs to wait for it."""
    release()


def prepare(files: Files) -> PreparedCourse:
    """The draft rendered, outside any transaction. Raises `Refused` where something stops it."""
    release()
    try:
        return catalogue.prepare_course(files, seconds=MOST_SECONDS)
    except CourseHasProblems:
        raise Refused("Something stops this draft. Put it right first.") from None


def publish(
    *, actor: Actor, code: str, prepared: PreparedCourse, change: ChangeKind, reason: str, production: bool
) -> CourseRevision:
    """Make the draft live, exactly as it was approved. Raises `Refused`, or the catalogue's `MayNotPublish`."""
    course = catalogue.lock_course(code)
    sent = find_review(course.course_id)
    if sent is None or state(sent, fingerprint(course.files)) is not State.APPROVED:
        raise Refused("This draft has not been approved as it reads now. Send it for review.")
    if prepared.fingerprint != fingerprint(course.files):
        raise Refused("The draft was changed while it was being prepared. Look at it again.")
    revision = catalogue.publish_revision(
        actor_key=actor.key, prepared=prepared, change=change, reason=reason, production=production
    )
    catalogue.drop_draft(course.course_id)
    return revision


def replace_draft(*, actor: Actor, code: str, files: Files) -> None:
    """Let the draft read as these files: an older revision, or what was uploaded."""
    course = catalogue.lock_course(code)
    for path in changed_paths(course.files, files):
        _put(actor, course, path, files.get(path))


def shown_or_none(data: bytes) -> str | None:
    """The text of a file, or None where it is none."""
    try:
        return shown(data)
    except NotText:
        return None


def _put(actor: Actor, course: WrittenCourse, path: str, data: bytes | None) -> None:
    """Put a file into a locked draft, or take it out (None); who did it may then not approve the draft."""
    if course.files.get(path) == data:
        return
    catalogue.write_draft(actor_key=actor.key, course=course, path=path, data=data)
    db.session.add(DraftSave(course_id=course.course_id, path=path, saved_by=actor.key, saved_at=clock.now()))
    db.session.flush()


def _open_review(course: WrittenCourse) -> Sent:
    sent = find_review(course.course_id)
    if sent is None or state(sent, fingerprint(course.files)) not in (State.OPEN, State.APPROVED):
        raise Refused("There is nothing to review: the draft was changed, returned or withdrawn.")
    return sent


def _step(
    sent: Sent, actor: Actor, kind: StepKind, words: str, *, aspect: Aspect | None = None, path: str = "", line: int = 0
) -> None:
    db.session.add(
        ReviewStep(
            review_id=sent.review_id,
            kind=kind,
            aspect=aspect,
            path=path,
            line=line,
            words=words,
            made_by=actor.key,
            made_at=clock.now(),
        )
    )
    db.session.flush()
