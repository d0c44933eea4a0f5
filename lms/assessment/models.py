"""What is kept of an assessment. Limits on attempts are constraints: no race and no re-sent form passes them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Json, UtcDateTime


class Attempt(Base):
    """One sitting: the questions and the order of their options as they were drawn, from one revision.

    `drawn` is a list of `{"question": id, "options": [option id]}`. It is `open` until it is submitted, and at
    most one of a person's attempts at a module is. `number` counts within a `round`; a new round begins after
    re-reading.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "course_id", "module_id", "cycle", "round", "number"),
        CheckConstraint("number >= 1 AND number <= allowed", name="number_allowed"),
        Index(
            "uq_attempt_open", "person_id", "course_id", "module_id", "cycle",
            unique=True, sqlite_where=text("open"), postgresql_where=text("open"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_id: Mapped[str]
    cycle: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("course_revision.id"))
    round: Mapped[int]
    number: Mapped[int]
    allowed: Mapped[int]
    open: Mapped[bool] = mapped_column(default=True)
    seed: Mapped[int]
    drawn: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedAnswer(Base):
    """An answer as it was given, in the form of `content.questions.Response`; the latest for a question counts, and an
    empty one clears it."""

    __tablename__ = "saved_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)
    question_id: Mapped[str]
    options: Mapped[list[str]] = mapped_column(Json)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Submission(Base):
    """An attempt that was handed in, once, and its mark.

    `marks` is a list of `{"question": id, "outcome": id, "options": [chosen], "mark": "1"}` in the order
    drawn; a mark is an exact fraction of one point.
    """

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)
    score: Mapped[float]
    out_of: Mapped[int]
    pass_score: Mapped[int]
    passed: Mapped[bool]
    marks: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
