"""The record that belongs to the learner alone: what they wrote, sealed, and the time that they counted themselves."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.cpd.rules.entries import EntryKind
from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum


class RecordEntry(Base):
    """A note or a reflection. All that was typed is in `sealed`, which opens for this person and this `key` alone.

    A note that stands beside a page of a course names the page, so that the page has one note. What was deleted can
    be put back for a day, and then goes.
    """

    __tablename__ = "record_entry"
    __table_args__ = (UniqueConstraint("person_id", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[EntryKind] = mapped_column(str_enum(EntryKind))
    page: Mapped[str | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class OwnTime(Base):
    """How many minutes a module took in the learner's own words; what the course counts stays where it was."""

    __tablename__ = "own_time"
    __table_args__ = (CheckConstraint("minutes > 0", name="takes_time"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("module_completion.id"), unique=True)
    minutes: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordProfile(Base):
    """Whose register somebody is on and their number there: sealed, because it says what they are."""

    __tablename__ = "record_profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
