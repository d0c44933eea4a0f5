"""Revisions are immutable: the files as they were written, and the course as it was rendered from them, once."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.catalogue.rules import ChangeKind
from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum


class CourseRow(Base):
    """A course, whatever its revision: its code appears in addresses and never changes."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)


class CourseRevision(Base):
    """One published text of a course; `compiled` is `content.schema.Course` as JSON, with its HTML ready."""

    __tablename__ = "course_revision"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    change: Mapped[ChangeKind] = mapped_column(str_enum(ChangeKind))
    reason: Mapped[str] = mapped_column(Text)
    compiled: Mapped[str] = mapped_column(Text)
    reviewed_by: Mapped[str] = mapped_column(Text)  # the reviewers the text names, or empty: not yet reviewed
    published_by: Mapped[str] = mapped_column(String(32))  # a person's key, or "system"
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    files: Mapped[list["RevisionFile"]] = relationship(order_by="RevisionFile.path")


class RevisionIndex(Base):
    """What a search of a revision needs, made once with it: `content.search.Index`, packed."""

    __tablename__ = "revision_index"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"), unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class RevisionFile(Base):
    """A source file of a revision, byte for byte."""

    __tablename__ = "revision_file"
    __table_args__ = (UniqueConstraint("revision_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    path: Mapped[str] = mapped_column(String(400))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str] = mapped_column(String(32), index=True)  # the name under which an image is served


class Publication(Base):
    """Which revision of a course is live."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), unique=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))


class DraftFile(Base):
    """A file of a course's draft: what was imported or written since the live revision. No data: it was taken out."""

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("course_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    path: Mapped[str] = mapped_column(String(400))
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_by: Mapped[str] = mapped_column(String(32))  # a person's key, or "system" for an import
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
