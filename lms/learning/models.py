"""What a learner keeps for themselves, and modules as they are printed for everybody."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum
from lms.learning.rules import PrintKind


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
