"""What the owner has learnt: modules passed, with what they count for and what the owner says they took."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select

from lms.catalogue.queries import LiveCourse, get_revision
from lms.content.schema import Module
from lms.cpd.models import OwnTime
from lms.db.base import db
from lms.progress.models import ModuleCompletion


@dataclass(frozen=True)
class Learnt:
    """A module that was passed: in which revision, for how many minutes, and the owner's own minutes if they differ."""

    completion_id: int
    revision: LiveCourse
    module: Module
    counted: int
    own: int | None
    completed_at: datetime


def learnt(owner: int) -> list[Learnt]:
    """Every module the owner has passed, the latest first: one statement."""
    rows = db.session.execute(_passed(owner).order_by(ModuleCompletion.completed_at.desc(), ModuleCompletion.id))
    return [_learnt(row) for row in rows]


def get_learnt(owner: int, completion_id: int) -> Learnt:
    """One of them; LookupError for anybody else's as for none."""
    row = db.session.execute(_passed(owner).where(ModuleCompletion.id == completion_id)).one_or_none()
    if row is None:
        raise LookupError("this person has passed no such module")
    return _learnt(row)


def _passed(owner: int) -> Select[ModuleCompletion, int]:
    query = select(ModuleCompletion, OwnTime.minutes)
    query = query.outerjoin(OwnTime, OwnTime.completion_id == ModuleCompletion.id)
    return query.where(ModuleCompletion.person_id == owner)


def _learnt(row: Row[ModuleCompletion, int]) -> Learnt:
    passed, own = row  # None beside a module whose time nobody has changed
    revision = get_revision(passed.revision_id)
    module = revision.course.module_of(passed.module_id)
    return Learnt(passed.id, revision, module, passed.minutes, own, passed.completed_at)
