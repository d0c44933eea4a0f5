"""What is known of somebody's study. The owner comes first in every question."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, select

from lms.db.base import db
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress, PageCompletion, Rereading
from lms.progress.rules import Standing


def standings(owner: int, course_id: int, *, cycle: int = 1) -> dict[str, Standing]:
    """Every module of the course that the owner has begun, by module id: one statement."""
    rows = db.session.execute(
        _study_of(owner).where(ModuleProgress.course_id == course_id, ModuleProgress.cycle == cycle)
    ).all()
    found = [_standing(list(group)) for _, group in groupby(rows, key=lambda row: row[0].id)]
    return {standing.module_id: standing for standing in found}


def course_completions(owner: int) -> list[CourseCompletion]:
    """The courses that the owner has completed, the latest first."""
    statement = select(CourseCompletion).where(CourseCompletion.person_id == owner)
    return list(db.session.scalars(statement.order_by(CourseCompletion.completed_at.desc(), CourseCompletion.id)))


def find_course_completion(owner: int, course_id: int, cycle: int = 1) -> CourseCompletion | None:
    """The owner's completion of this course in this cycle, if there is one."""
    return db.session.scalar(
        select(CourseCompletion).where(
            CourseCompletion.person_id == owner,
            CourseCompletion.course_id == course_id,
            CourseCompletion.cycle == cycle,
        )
    )


def get_course_completion(owner: int, course_id: int, cycle: int = 1) -> CourseCompletion:
    """The owner's completion of this course in this cycle; LookupError where there is none."""
    completion = find_course_completion(owner, course_id, cycle)
    if completion is None:
        raise LookupError("this course is not completed")
    return completion


def module_completions(owner: int, course_id: int, cycle: int = 1) -> list[ModuleCompletion]:
    """The modules of the course that the owner has passed, in the order they were."""
    statement = select(ModuleCompletion).where(
        ModuleCompletion.person_id == owner,
        ModuleCompletion.course_id == course_id,
        ModuleCompletion.cycle == cycle,
    )
    return list(db.session.scalars(statement.order_by(ModuleCompletion.id)))


def _study_of(owner: int) -> Select[ModuleProgress, int, str, datetime, int, list[str], datetime]:
    """Progress with pages read, readings asked for and completion: a module has few of each."""
    completion = and_(
        ModuleCompletion.person_id == ModuleProgress.person_id,
        ModuleCompletion.course_id == ModuleProgress.course_id,
        ModuleCompletion.module_id == ModuleProgress.module_id,
        ModuleCompletion.cycle == ModuleProgress.cycle,
    )
    return (
        select(
            ModuleProgress, PageCompletion.reading, PageCompletion.page_id, PageCompletion.completed_at,
            Rereading.reading, Rereading.page_ids, ModuleCompletion.completed_at,
        )
        .outerjoin(PageCompletion, PageCompletion.progress_id == ModuleProgress.id)
        .outerjoin(Rereading, Rereading.progress_id == ModuleProgress.id)
        .outerjoin(ModuleCompletion, completion)
        .where(ModuleProgress.person_id == owner)
        .order_by(ModuleProgress.course_id, ModuleProgress.id, PageCompletion.id, Rereading.reading)
    )  # fmt: skip


def _standing(rows: Sequence[Any]) -> Standing:
    """One module's standing; each page stands in the rows once for each reading that was asked for."""
    progress, *_, completed_at = rows[0]
    read: dict[int, dict[str, None]] = {}
    to_reread: dict[int, tuple[str, ...]] = {}
    active_at = progress.started_at
    for _, reading, page_id, read_at, reread, page_ids, _ in rows:
        if page_id is not None:
            read.setdefault(reading, {})[page_id] = None
            active_at = max(active_at, read_at)
        if page_ids is not None:
            to_reread[reread] = tuple(page_ids)
    return Standing(
        progress_id=progress.id,
        module_id=progress.module_id,
        revision_id=progress.revision_id,
        active_at=active_at,
        read={reading: tuple(pages) for reading, pages in read.items()},
        to_reread=to_reread,
        completed_at=completed_at,
    )
