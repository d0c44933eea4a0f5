"""What a learner keeps for themselves, printed modules, the same for everybody, and what is said to be out of date."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum
from lms.learning.rules import PlaceKind, PrintKind


class KeptPage(Base):
    """A page that somebody wants to find again, by its id, so that it outlives a revision.

    It is a wish and no history: taken off, it is gone. It says nothing of how far somebody is, so it stands here and
    not in progress, which reports are drawn from.
    """

    __tablename__ = "kept_page"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "module_id", "page_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_id: Mapped[str]
    page_id: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ModulePrint(Base):
    """A module of a revision as a PDF, the same for everybody: first the work to do, then, once, its bytes.

    Nothing says who asked for it.
    """

    __tablename__ = "module_print"
    __table_args__ = (
        UniqueConstraint("revision_id", "module_id", "kind"),
        CheckConstraint("(content IS NULL) = (drawn_at IS NULL)", name="content_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    module_id: Mapped[str]
    kind: Mapped[PrintKind] = mapped_column(str_enum(PrintKind))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class PageReport(Base):
    """That something in a course is out of date: which place, in which revision, in whose month, and the words.

    Nothing says who sent it, or when in that month. Its key is random and its only name: numbers that count up would
    tell in which order reports came, and so which of them came together.
    """

    __tablename__ = "page_report"
    __table_args__ = (
        CheckConstraint("(settled_on IS NULL) = (settled_by IS NULL)", name="settled_by_somebody"),
        Index("ix_page_report_open", "course_id", "settled_on"),
        {"sqlite_with_rowid": False},  # or SQLite would count up in secret
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)  # its form made it: sent twice, it is one report
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    kind: Mapped[PlaceKind] = mapped_column(str_enum(PlaceKind))
    module_id: Mapped[str]  # empty for the course as a whole
    part_id: Mapped[str]  # of a page, case or question
    words: Mapped[str] = mapped_column(Text)
    month: Mapped[date]  # its first day
    settled_on: Mapped[date | None]
    settled_by: Mapped[str | None] = mapped_column(String(32))  # a trainer's key
    answer: Mapped[str] = mapped_column(Text, default="")  # what was done, for those who write the course
