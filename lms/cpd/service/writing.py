"""Writing, changing, deleting and putting back. What cannot be opened is never written over."""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms import clock, settings
from lms.access import Actor
from lms.cpd.models import RecordEntry, RecordProfile
from lms.cpd.queries.entries import PROFILE, bound, find_page_note, get_entry, number_of_entries, profile
from lms.cpd.rules.entries import MOST_ENTRIES, UNDO, Content, EntryKind
from lms.cpd.rules.regulators import Regulator
from lms.cpd.rules.sealing import Unreadable, seal
from lms.db.base import db
from lms.db.transaction import savepoint


class ChangedMeanwhile(RuntimeError):
    """The entry is not any more what the writer was looking at; nothing was saved."""


class TooManyEntries(RuntimeError):
    """This person has as many entries as anybody may have."""


def write(*, actor: Actor, kind: EntryKind, key: str, content: Content) -> str:
    """Keep a new entry; returns its key. Sent again under the same key, it is the same entry.

    A page has one note: one written meanwhile in another window is kept as a note of its own. Raises
    `TooManyEntries`, and `Unreadable` for an entry of this key that does not open any more.
    """
    if _find(actor.person_id, key) is not None:
        change(actor=actor, key=key, content=content)
        return key
    if number_of_entries(actor.person_id) >= MOST_ENTRIES:
        raise TooManyEntries
    page = content.place.name if content.place and kind is EntryKind.NOTE else None
    for page_of_its_own, unused_key in ((page, key), (None, key), (None, uuid4().hex)):
        if _is_added(actor, kind, unused_key, page_of_its_own, content):
            return unused_key
        if _find(actor.person_id, unused_key) is not None:  # the same form was sent twice at once
            return unused_key
    raise RuntimeError("a random key was taken")


def change(*, actor: Actor, key: str, content: Content, seen: str = "") -> None:
    """Put this in the place of what the entry says.

    Raises LookupError for anybody else's, `Unreadable` for one that cannot be opened, and `ChangedMeanwhile` when
    it is not the `version` any more that was `seen`.
    """
    entry = get_entry(actor.person_id, key)
    if entry.content is None:
        raise Unreadable
    if seen and seen != entry.version:
        raise ChangedMeanwhile
    row = _row(actor.person_id, key)
    row.sealed, row.changed_at = _sealed(actor, key, content), clock.now()
    db.session.flush()


def delete(*, actor: Actor, key: str) -> None:
    """Take the entry out of the record; it can be put back for a day. Raises LookupError, and `Unreadable`."""
    if get_entry(actor.person_id, key).content is None:
        raise Unreadable
    row = _row(actor.person_id, key)
    row.deleted_at, row.page = clock.now(), None
    db.session.flush()


def put_back(*, actor: Actor, key: str) -> None:
    """Undo deleting. Where the page has another note by now, this one stands beside no page. Raises LookupError."""
    row = _row(actor.person_id, key)
    if row.deleted_at is not None and row.deleted_at <= clock.now() - UNDO:
        raise LookupError("deleted too long ago")
    row.deleted_at = None
    db.session.flush()
    content = get_entry(actor.person_id, key).content
    here = content.place.name if content and content.place and row.kind is EntryKind.NOTE else None
    if here and find_page_note(actor.person_id, here) is None:
        row.page = here
        db.session.flush()


def change_profile(*, actor: Actor, regulator: Regulator, number: str) -> None:
    """Whose register the actor is on, and their number there. Raises `Unreadable` where what is there does not open."""
    if not profile(actor.person_id).is_readable:
        raise Unreadable
    said = {"regulator": regulator.value, "number": number}
    sealed = seal(said, keys=settings.current().record_keys, bound_to=bound(actor.key, PROFILE))
    row = db.session.scalar(select(RecordProfile).where(RecordProfile.person_id == actor.person_id))
    if row is None:
        row = RecordProfile(person_id=actor.person_id)
        db.session.add(row)
    row.sealed, row.changed_at = sealed, clock.now()
    db.session.flush()


def _find(owner: int, key: str) -> RecordEntry | None:
    found = select(RecordEntry).where(RecordEntry.person_id == owner, RecordEntry.key == key)
    return db.session.scalar(found.where(RecordEntry.deleted_at.is_(None)))


def _row(owner: int, key: str) -> RecordEntry:
    row = db.session.scalar(select(RecordEntry).where(RecordEntry.person_id == owner, RecordEntry.key == key))
    if row is None:
        raise LookupError("no such entry of this person")
    return row


def _is_added(actor: Actor, kind: EntryKind, key: str, page: str | None, content: Content) -> bool:
    """Whether the entry is there now; not where its key, or its page, is taken."""
    now = clock.now()
    row = RecordEntry(
        key=key, person_id=actor.person_id, kind=kind, page=page, sealed=_sealed(actor, key, content),
        written_at=now, changed_at=now,
    )  # fmt: skip
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as refused:
        if "unique" not in str(refused.orig).lower():
            raise
        return False
    return True


def _sealed(actor: Actor, key: str, content: Content) -> bytes:
    return seal(content.to_json(), keys=settings.current().record_keys, bound_to=bound(actor.key, key))
