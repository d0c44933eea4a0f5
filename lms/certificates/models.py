"""Certificates as they were issued, and the PDF of each. Rows are added; only a PDF that is drawn fills one."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.certificates.rules.number import LENGTH
from lms.db.base import Base
from lms.db.types import Json, UtcDateTime


class Certificate(Base):
    """One certificate. `key` stands in its owner's addresses; `number` is on paper alone and in no address.

    A corrected one says which it supersedes: one chain a person, course and cycle, so one that nothing supersedes.
    When its holder is erased, `person_id` and `printed` go; all that a check needs stays.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("person_id", "course_id", "cycle", "issue"),
        CheckConstraint("(issue = 1) = (supersedes_id IS NULL)", name="first_supersedes_none"),
        CheckConstraint("person_id IS NULL OR printed IS NOT NULL", name="holder_has_sheet"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    number: Mapped[str] = mapped_column(String(LENGTH), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    cycle: Mapped[int]
    issue: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    title: Mapped[str]
    completed_on: Mapped[date]
    valid_until: Mapped[date]
    confirmable: Mapped[bool] = mapped_column(default=True)
    printed: Mapped[dict[str, Any] | None] = mapped_column(Json)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CertificateFile(Base):
    """The PDF of a certificate: first the work to do, then, once and for ever, its bytes and their sha256."""

    __tablename__ = "certificate_file"
    __table_args__ = (
        CheckConstraint("content IS NULL OR sha256 IS NOT NULL", name="content_has_hash"),
        CheckConstraint("(sha256 IS NULL) = (rendered_at IS NULL)", name="hash_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), unique=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    rendered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
