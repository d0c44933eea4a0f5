"""From a draft to what learners get: nobody approves their own, and only what was approved goes live."""

from lms import clock
from lms.access import Actor
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.authoring.models import Review, ReviewStep
from lms.authoring.queries import find_review, writers
from lms.authoring.rules.changes import changes
from lms.authoring.rules.reviews import Aspect, Sent, State, StepKind, aspects, reason_not_to_approve, state
from lms.authoring.service.refusals import Refused
from lms.catalogue import service as catalogue
from lms.catalogue.models import CourseRevision
from lms.catalogue.queries import WrittenCourse
from lms.catalogue.rules import ChangeKind
from lms.catalogue.service import CourseHasProblems, PreparedCourse
from lms.content.files import Files
from lms.content.revision import fingerprint
from lms.db.base import db
from lms.db.transaction import release

MOST_SECONDS = 20.0  # to render a whole course


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
    if not 0 < line <= course.files.get(path, b"").count(b"\n") + 1:
        raise Refused("Enter the number of a line that the file has, and select the file.")
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
    if prepared.course.code != code:
        raise Refused(f"This course has another code in course.yaml. Write `code: {code}` there: a code never changes.")
    revision = catalogue.publish_revision(
        actor_key=actor.key, prepared=prepared, change=change, reason=reason, production=production
    )
    catalogue.drop_draft(course.course_id)
    return revision


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
