"""What is kept while a course is written: text that is not saved yet, who saved what, and reviews step by step."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.authoring.rules.reviews import Aspect, StepKind
from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum


class KeptText(Base):
    """What somebody typed into a file and has not saved: it survives a closed browser and is seen by them alone."""

    __tablename__ = "kept_text"
    __table_args__ = (UniqueConstraint("person_id", "course_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    path: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(String(64))  # the sha256 of the file that it was typed into
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DraftSave(Base):
    """That somebody saved a file of a draft: whoever wrote part of it does not approve it."""

    __tablename__ = "draft_save"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    path: Mapped[str] = mapped_column(String(400))
    saved_by: Mapped[str] = mapped_column(String(32))  # a person's key
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Review(Base):
    """A draft that was sent to be reviewed, as it read then."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # of all the files
    aspects: Mapped[str] = mapped_column(String(100))  # what has to be approved, separated by blanks
    sent_by: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewStep(Base):
    """A comment on a line, an approval, a return or a withdrawal: added, never changed."""

    __tablename__ = "review_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    kind: Mapped[StepKind] = mapped_column(str_enum(StepKind))
    aspect: Mapped[Aspect | None] = mapped_column(str_enum(Aspect))  # of an approval
    path: Mapped[str] = mapped_column(String(400))  # of a comment on a line
    line: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
