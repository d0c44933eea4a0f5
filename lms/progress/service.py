"""Recording study. Every step may be sent twice: the second time finds what the first one left."""

from collections.abc import Sequence
from secrets import randbits

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.content.walk import Step
from lms.db.base import Base, db
from lms.db.transaction import savepoint
from lms.progress import queries, rules
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


def hold(*, owner: int, course_id: int, cycle: int = 1) -> None:
    """Make this person's other requests about the course wait until this one is through.

    So two modules that are passed in the same moment see each other, and one answer follows another.
    """
    statement = select(ModuleProgress.id).where(
        ModuleProgress.person_id == owner,
        ModuleProgress.course_id == course_id,
        ModuleProgress.cycle == cycle,
    )
    db.session.execute(statement.order_by(ModuleProgress.id).with_for_update()).all()


def start_module(*, owner: int, course_id: int, module_id: str, revision_id: int, cycle: int = 1) -> None:
    """Begin a module and pin it to this revision; one that has been begun keeps the revision it has."""
    _add_once(
        ModuleProgress(
            person_id=owner, course_id=course_id, module_id=module_id, cycle=cycle, revision_id=revision_id,
            started_at=clock.now(),
        )
    )  # fmt: skip


def read_page(*, owner: int, standing: Standing, page_id: str) -> None:
    """Mark a page as read in the reading that the owner is in."""
    _refuse_anothers(owner, standing)
    if page_id not in standing.read.get(standing.reading, ()):
        _add_once(
            PageCompletion(
                progress_id=standing.progress_id,
                page_id=page_id,
                reading=standing.reading,
                completed_at=clock.now(),
            )
        )


def read_changed_page(*, owner: int, standing: Standing, page_id: str, revision_id: int) -> None:
    """Mark a page that has changed since the module was passed as read in this revision."""
    _refuse_anothers(owner, standing)
    _add_once(
        RefreshedPage(
            progress_id=standing.progress_id, page_id=page_id, revision_id=revision_id, read_at=clock.now()
        )
    )  # fmt: skip


def ask_to_reread(*, owner: int, standing: Standing, page_ids: Sequence[str]) -> None:
    """Ask for these pages to be read again before the next round of attempts."""
    _refuse_anothers(owner, standing)
    _add_once(
        Rereading(
            progress_id=standing.progress_id, reading=standing.reading + 1, page_ids=list(page_ids),
            asked_at=clock.now(),
        )
    )  # fmt: skip


def complete_module(*, owner: int, course_id: int, standing: Standing, minutes: int, cycle: int = 1) -> None:
    """Record that the module was passed, and the minutes it counts for."""
    _add_once(
        ModuleCompletion(
            person_id=owner, course_id=course_id, module_id=standing.module_id, cycle=cycle,
            revision_id=standing.revision_id, minutes=minutes, completed_at=clock.now(),
        )
    )  # fmt: skip


def complete_course(
    *, owner: int, course_id: int, required: Sequence[str], revision_id: int, cycle: int = 1
) -> CourseCompletion | None:
    """Record that the course is complete, once all that it asks of this person is; None while it is not.

    A completion that is there already stays as it was made, whatever is asked for now.
    """
    completion = queries.find_course_completion(owner, course_id, cycle)
    passed = {each.module_id: each for each in queries.module_completions(owner, course_id, cycle)}
    if completion or not rules.is_complete(required, passed):
        return completion
    modules = [
        {
            "module_id": module_id,
            "revision_id": passed[module_id].revision_id,
            "minutes": passed[module_id].minutes,
        }
        for module_id in required
    ]
    _add_once(
        CourseCompletion(
            person_id=owner, course_id=course_id, cycle=cycle, revision_id=revision_id, modules=modules,
            completed_at=clock.now(),
        )
    )  # fmt: skip
    return queries.find_course_completion(owner, course_id, cycle)


def start_run(*, owner: int, standing: Standing, case_id: str, number: int) -> None:
    """Begin the walk of this number through a case; one that was begun stays as it is."""
    _refuse_anothers(owner, standing)
    _add_once(
        CaseRun(
            progress_id=standing.progress_id, case_id=case_id, number=number, seed=randbits(31),
            started_at=clock.now(),
        )
    )  # fmt: skip


def take_step(*, owner: int, run: Run, step: Step) -> None:
    """Add a choice at the end of this path; where somebody was quicker in another window, theirs stays."""
    owned = select(CaseRun.id).join(ModuleProgress, ModuleProgress.id == CaseRun.progress_id)
    if db.session.scalar(owned.where(CaseRun.id == run.run_id, ModuleProgress.person_id == owner)) is None:
        raise LookupError("this person has not begun this walk")
    _add_once(
        CaseStep(
            run_id=run.run_id, number=len(run.steps) + 1, scene_id=step.scene_id, choice_id=step.choice_id,
            chosen_at=clock.now(),
        )
    )  # fmt: skip


def erase_runs(*, owner: int) -> None:
    """Let go of every walk of a person who is being erased: nothing of it is counted, so nothing stays."""
    theirs = select(CaseRun.id).join(ModuleProgress, ModuleProgress.id == CaseRun.progress_id)
    runs = list(db.session.scalars(theirs.where(ModuleProgress.person_id == owner).order_by(CaseRun.id)))
    db.session.execute(delete(CaseStep).where(CaseStep.run_id.in_(runs)))
    db.session.execute(delete(CaseRun).where(CaseRun.id.in_(runs)))


def _add_once(row: Base) -> None:
    """Add a row unless its natural key is taken: then it was done before."""
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as refused:
        if "unique" not in str(refused.orig).lower():
            raise


def _refuse_anothers(owner: int, standing: Standing) -> None:
    progress = db.session.get(ModuleProgress, standing.progress_id)
    if progress is None or progress.person_id != owner:
        raise LookupError("this person has not begun this module")
