"""What is known of somebody's study. The owner comes first in every question."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from lms.catalogue.models import CourseRow, Publication
from lms.content.walk import Step
from lms.db.base import db
from lms.progress.models import (
    CaseRun,
    CaseStep,
    CourseCompletion,
    ModuleCompletion,
    ModuleProgress,
    PageCompletion,
    RefreshedPage,
    Rereading,
)
from lms.progress.rules import Run, Standing

Study = Select[Any, Any, Any, Any, Any, Any, Any, Any]


# The completion of the same module in the same cycle.
_ITS_COMPLETION = and_(
    ModuleCompletion.person_id == ModuleProgress.person_id,
    ModuleCompletion.course_id == ModuleProgress.course_id,
    ModuleCompletion.module_id == ModuleProgress.module_id,
    ModuleCompletion.cycle == ModuleProgress.cycle,
)

# Live courses with progress, pages read, readings asked for and completion: a module has few of each. Made once: making
# it anew for each request cost more than asking it.
_STUDY: Study = (
    select(
        Publication.revision_id,
        ModuleProgress,
        PageCompletion.reading,
        PageCompletion.page_id,
        PageCompletion.completed_at,
        Rereading.reading,
        Rereading.page_ids,
        ModuleCompletion.completed_at,
    )
    .select_from(CourseRow)
    .join(Publication, Publication.course_id == CourseRow.id)
    .outerjoin(
        ModuleProgress,
        and_(
            ModuleProgress.course_id == CourseRow.id,
            ModuleProgress.person_id == bindparam("owner"),
            ModuleProgress.cycle == bindparam("cycle"),
        ),
    )
    .outerjoin(PageCompletion, PageCompletion.progress_id == ModuleProgress.id)
    .outerjoin(Rereading, Rereading.progress_id == ModuleProgress.id)
    .outerjoin(
        ModuleCompletion,
        _ITS_COMPLETION,
    )
    .order_by(CourseRow.code, ModuleProgress.id, PageCompletion.id, Rereading.reading)
)
_STUDY_BY_ID = _STUDY.where(CourseRow.id == bindparam("course_id"))
_STUDY_BY_CODE = _STUDY.where(CourseRow.code == bindparam("code"))


def standings(owner: int, course_id: int, *, cycle: int = 1) -> dict[str, Standing]:
    """Every module of the course that the owner has begun, by module id: one statement."""
    found = _by_revision(_STUDY_BY_ID, owner=owner, cycle=cycle, course_id=course_id)
    return next(iter(found.values()), {})


def live_standings(owner: int, code: str | None = None, *, cycle: int = 1) -> dict[int, dict[str, Standing]]:
    """The same for every live course, or the one of this code, by the id of its live revision: one statement."""
    if code is None:
        return _by_revision(_STUDY, owner=owner, cycle=cycle)
    return _by_revision(_STUDY_BY_CODE, owner=owner, cycle=cycle, code=code)


def refreshed_pages(owner: int, course_id: int, *, cycle: int = 1) -> dict[str, dict[str, int]]:
    """The pages that the owner has read again since passing: by module id and page id, the latest revision read."""
    statement = (
        select(ModuleProgress.module_id, RefreshedPage.page_id, func.max(RefreshedPage.revision_id))
        .join(ModuleProgress, ModuleProgress.id == RefreshedPage.progress_id)
        .where(ModuleProgress.person_id == owner, ModuleProgress.course_id == course_id, ModuleProgress.cycle == cycle)
        .group_by(ModuleProgress.module_id, RefreshedPage.page_id)
        .order_by(ModuleProgress.module_id, RefreshedPage.page_id)
    )
    found: dict[str, dict[str, int]] = {}
    for module_id, page_id, revision_id in db.session.execute(statement):
        found.setdefault(module_id, {})[page_id] = revision_id
    return found


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


def case_runs(owner: int, progress_id: int) -> list[Run]:
    """The owner's walks through the cases of a module, by case in the order they were begun: one statement."""
    statement = (
        select(CaseRun, CaseStep.scene_id, CaseStep.choice_id)
        .join(ModuleProgress, ModuleProgress.id == CaseRun.progress_id)
        .outerjoin(CaseStep, CaseStep.run_id == CaseRun.id)
        .where(ModuleProgress.person_id == owner, CaseRun.progress_id == progress_id)
        .order_by(CaseRun.case_id, CaseRun.number, CaseStep.number)
    )
    return [_run(run, list(rows)) for run, rows in groupby(db.session.execute(statement), key=lambda row: row[0])]


def _run(run: CaseRun, rows: Sequence[Any]) -> Run:
    return Run(
        run_id=run.id,
        case_id=run.case_id,
        number=run.number,
        seed=run.seed,
        started_at=run.started_at,
        steps=tuple(Step(scene, choice) for _, scene, choice in rows if scene is not None),
    )


@dataclass(frozen=True)
class Learners:
    """How many people a change of a course would meet: under way in a module, and through with the course."""

    under_way: int
    finished: int


def count_learners(course_id: int, *, cycle: int = 1) -> Learners:
    """People under way and through, as counts alone."""
    under_way = (
        select(func.count(func.distinct(ModuleProgress.person_id)))
        .outerjoin(
            ModuleCompletion,
            _ITS_COMPLETION,
        )
        .where(ModuleProgress.course_id == course_id, ModuleProgress.cycle == cycle, ModuleCompletion.id.is_(None))
    )
    finished = select(func.count(func.distinct(CourseCompletion.person_id))).where(
        CourseCompletion.course_id == course_id, CourseCompletion.cycle == cycle
    )
    return Learners(db.session.scalar(under_way) or 0, db.session.scalar(finished) or 0)


def _by_revision(statement: Study, **asked: int | str) -> dict[int, dict[str, Standing]]:
    found: dict[int, dict[str, Standing]] = {}
    answer = db.session.execute(statement, asked)
    for (revision_id, progress), rows in groupby(answer, key=lambda row: (row[0], row[1])):
        modules = found.setdefault(revision_id, {})
        if progress is not None:
            modules[progress.module_id] = _standing(progress, list(rows))
    return found


def _standing(progress: ModuleProgress, rows: Sequence[Any]) -> Standing:
    """One module's standing; each page stands in the rows once for each reading that was asked for."""
    read: dict[int, dict[str, None]] = {}
    to_reread: dict[int, tuple[str, ...]] = {}
    active_at = progress.started_at
    for _, _, reading, page_id, read_at, reread, page_ids, _ in rows:
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
        completed_at=rows[0][-1],
    )
