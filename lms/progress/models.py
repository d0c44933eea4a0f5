"""What is kept of a person's study. Rows are added and never changed; a completion is never taken away."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Json, UtcDateTime


class ModuleProgress(Base):
    """A module that somebody has begun, pinned to the revision of the course that was live then."""

    __tablename__ = "module_progress"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "module_id", "cycle"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_id: Mapped[str]
    cycle: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PageCompletion(Base):
    """A page that was marked as read, once in each reading of the module."""

    __tablename__ = "page_completion"
    __table_args__ = (UniqueConstraint("progress_id", "page_id", "reading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    progress_id: Mapped[int] = mapped_column(ForeignKey("module_progress.id"))
    page_id: Mapped[str]
    reading: Mapped[int]
    completed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Rereading(Base):
    """The pages to read again after the last attempt of a round; reading 1 is the first and needs no row."""

    __tablename__ = "rereading"
    __table_args__ = (UniqueConstraint("progress_id", "reading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    progress_id: Mapped[int] = mapped_column(ForeignKey("module_progress.id"))
    reading: Mapped[int]
    page_ids: Mapped[list[str]] = mapped_column(Json)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RefreshedPage(Base):
    """A page that had changed in substance since the module was passed, read again as this revision has it."""

    __tablename__ = "refreshed_page"
    __table_args__ = (UniqueConstraint("progress_id", "page_id", "revision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    progress_id: Mapped[int] = mapped_column(ForeignKey("module_progress.id"))
    page_id: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ModuleCompletion(Base):
    """A module that was passed: under which revision, and how many minutes of learning it counts for."""

    __tablename__ = "module_completion"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "module_id", "cycle"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_id: Mapped[str]
    cycle: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    minutes: Mapped[int]
    completed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CourseCompletion(Base):
    """A course that was completed: `modules` holds what was asked for then, in the course's order.

    Each entry is `{"module_id", "revision_id", "minutes"}`, the revision being the one that was studied;
    `revision_id` is the revision that was live at completion.
    """

    __tablename__ = "course_completion"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "cycle"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    cycle: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    modules: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    completed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseRun(Base):
    """A walk through a branching case, in the revision that the module is pinned to: the first, the second, and so on.

    `seed` settles in which order choices are shown. What the path has come to is worked out from its steps.
    """

    __tablename__ = "case_run"
    __table_args__ = (UniqueConstraint("progress_id", "case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    progress_id: Mapped[int] = mapped_column(ForeignKey("module_progress.id"))
    case_id: Mapped[str]
    number: Mapped[int]
    seed: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseStep(Base):
    """One choice of a run; each place in the path is taken once, whoever is quicker."""

    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("run_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("case_run.id"))
    number: Mapped[int]
    scene_id: Mapped[str]
    choice_id: Mapped[str]
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)
