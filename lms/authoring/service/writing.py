"""Writing the files of a draft: nothing that somebody typed is lost, and nobody overwrites what they have not seen."""

from sqlalchemy import delete

from lms import clock
from lms.access import Actor
from lms.authoring.models import DraftSave, KeptText
from lms.authoring.queries import find_kept
from lms.authoring.rules.order import NoSuchPlace, moved
from lms.authoring.rules.texts import NotText, edited, name_of, posted, shown
from lms.authoring.service.refusals import Refused, Stale
from lms.catalogue import service as catalogue
from lms.catalogue.queries import WrittenCourse, get_written_course
from lms.content.files import Files
from lms.content.revision import changed_paths
from lms.content.starter import starter
from lms.db.base import db
from lms.db.transaction import own_transaction


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


def begin_course(*, actor: Actor, code: str, title: str) -> None:
    """Start a course, with the starter as its draft: whoever starts it has written part of it. Raises `CodeTaken`."""
    catalogue.begin_course(actor_key=actor.key, code=code)
    replace_draft(actor=actor, code=code, files=starter(code, title, clock.today()))


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


def move_question(
    *, actor: Actor, code: str, path: str, base: str, starts: tuple[int, ...], number: int, by: int
) -> None:
    """Let a question of the file called `base`, whose questions begin at these lines, change places with the one before
    it (`by` -1) or after it (1). Raises `Refused`."""
    course = catalogue.lock_course(code)
    before = course.files.get(path, b"")
    if name_of(before) != base:
        raise Refused("Somebody has changed these questions meanwhile. Look at them, and move it again.")
    try:
        _put(actor, course, path, edited(before, moved(shown(before), starts, number, by)))
    except NoSuchPlace:
        raise Refused("This question has no place to go there.") from None


def remove_file(*, actor: Actor, code: str, path: str) -> None:
    """Take a file out of the draft."""
    _put(actor, catalogue.lock_course(code), path, None)


def put_back(*, actor: Actor, code: str, path: str) -> None:
    """Let a file of the draft read as it is live."""
    course = catalogue.lock_course(code)
    _put(actor, course, path, course.live.get(path))


def replace_draft(*, actor: Actor, code: str, files: Files) -> None:
    """Let the draft read as these files: an older revision, or what was uploaded."""
    course = catalogue.lock_course(code)
    for path in changed_paths(course.files, files):
        _put(actor, course, path, files.get(path))


def _put(actor: Actor, course: WrittenCourse, path: str, data: bytes | None) -> None:
    """Put a file into a locked draft, or take it out (None); who did it may then not approve the draft."""
    if course.files.get(path) == data:
        return
    catalogue.write_draft(actor_key=actor.key, course=course, path=path, data=data)
    db.session.add(DraftSave(course_id=course.course_id, path=path, saved_by=actor.key, saved_at=clock.now()))
    db.session.flush()
