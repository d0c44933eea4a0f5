"""Counts as they were taken on a date. Nobody is in them: whoever reads them reads no person's row."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import str_enum
from lms.reporting.rules.words import Level, Status


class StatusCount(Base):
    """How many people were so far with a course at the end of a day, each counted once in this row's organisation.

    `area_id` is the board over it on that day. A row of level `unit` or `place` with a word in `together` is what is
    too small to stand alone: `practice` at a place, say. `shown` is what a lead may read; None: not shown.
    """

    __tablename__ = "status_count"
    __table_args__ = (
        UniqueConstraint(
            "as_at", "level", "organisation_id", "together", "staff_group", "course_id", "module_id", "status",
            name="uq_status_count_key",
        ),
        Index("ix_status_count_report", "area_id", "course_id", "as_at", "level"),
        Index("ix_status_count_months", "course_id", "level", "organisation_id", "together", "as_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    as_at: Mapped[date]
    level: Mapped[Level] = mapped_column(str_enum(Level))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    together: Mapped[str] = mapped_column(String(20))
    organisations: Mapped[int]  # how many organisations stand together here; 1 for one alone
    staff_group: Mapped[str] = mapped_column(String(40))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_id: Mapped[str]
    status: Mapped[Status] = mapped_column(str_enum(Status))
    people: Mapped[int]
    shown: Mapped[int | None]
