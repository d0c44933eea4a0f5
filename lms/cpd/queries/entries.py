"""What the owner wrote, opened; an entry that no key opens comes without content, and is never left out."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Row, Select, func, select

from lms import clock, settings
from lms.accounts.models import Person
from lms.cpd.models import RecordEntry, RecordProfile
from lms.cpd.rules.entries import UNDO, Content, EntryKind, read_content
from lms.cpd.rules.regulators import Regulator
from lms.cpd.rules.sealing import Unreadable, unseal
from lms.db.base import db

PROFILE = "profile"


@dataclass(frozen=True)
class Entry:
    """An entry of one's own; `content` is None where none of the service's keys opens it."""

    key: str
    kind: EntryKind
    changed_at: datetime
    content: Content | None

    @property
    def version(self) -> str:
        """What tells this state of the entry from another: when it was changed, and what it says."""
        return sha256(f"{self.changed_at.isoformat()} {self.content!r}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Profile:
    """Whose register the owner is on; `is_readable` is False where none of the service's keys opens it."""

    regulator: Regulator = Regulator.NONE
    number: str = ""
    is_readable: bool = True


def entries(owner: int) -> list[Entry]:
    """Everything the owner has written, the newest first."""
    found = _own(owner).where(RecordEntry.deleted_at.is_(None))
    return [_opened(row) for row in db.session.execute(found.order_by(RecordEntry.id.desc()))]


def deleted_entries(owner: int) -> list[Entry]:
    """What the owner has deleted and can still put back, the newest first."""
    found = _own(owner).where(RecordEntry.deleted_at > clock.now() - UNDO)
    return [_opened(row) for row in db.session.execute(found.order_by(RecordEntry.deleted_at.desc(), RecordEntry.id))]


def get_entry(owner: int, key: str) -> Entry:
    """The owner's entry of this key; LookupError for anybody else's and for a deleted one as for none."""
    found = _own(owner).where(RecordEntry.key == key, RecordEntry.deleted_at.is_(None))
    row = db.session.execute(found).one_or_none()
    if row is None:
        raise LookupError("no such entry of this person")
    return _opened(row)


def find_page_note(owner: int, page: str) -> Entry | None:
    """The owner's note beside this page."""
    found = _own(owner).where(RecordEntry.page == page, RecordEntry.deleted_at.is_(None))
    row = db.session.execute(found).one_or_none()
    return _opened(row) if row else None


def number_of_entries(owner: int) -> int:
    """How many entries the owner has, those counted that can still be put back."""
    return db.session.scalar(select(func.count()).where(RecordEntry.person_id == owner)) or 0


def profile(owner: int) -> Profile:
    """Whose register the owner is on; nobody's until they say so."""
    query = select(RecordProfile.sealed, Person.key).join(Person, Person.id == RecordProfile.person_id)
    row = db.session.execute(query.where(RecordProfile.person_id == owner)).one_or_none()
    if row is None:
        return Profile()
    try:
        said = unseal(row.sealed, keys=settings.current().record_keys, bound_to=bound(row.key, PROFILE))
    except Unreadable:
        return Profile(is_readable=False)
    return Profile(Regulator(said["regulator"]), said["number"])


def bound(person_key: str, row: str) -> str:
    """What a sealed text is bound to: its person, and the row within their record."""
    return f"{person_key}/{row}"


def _own(owner: int) -> Select[RecordEntry, str]:
    query = select(RecordEntry, Person.key).join(Person, Person.id == RecordEntry.person_id)
    return query.where(RecordEntry.person_id == owner)


def _opened(row: Row[RecordEntry, str]) -> Entry:
    entry, person_key = row
    content = None
    try:
        keys = settings.current().record_keys
        content = read_content(unseal(entry.sealed, keys=keys, bound_to=bound(person_key, entry.key)))
    except Unreadable:
        pass
    return Entry(entry.key, entry.kind, entry.changed_at, content)
