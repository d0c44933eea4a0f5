"""When an assessment is open, where the next page is, and when cases are offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.assessment.rules.attempts import Sitting, opens_at
from lms.content.schema import Case, Module, Page
from lms.progress.rules import FIRST_READING, Run, Standing


class PrintKind(StrEnum):
    """What a printed module holds beside what everybody reads: what may be hard to read, and notes for trainers."""

    PLAIN = "plain"
    WHOLE = "whole"
    NOTES = "notes"
    WHOLE_NOTES = "whole-notes"

    @property
    def whole(self) -> bool:
        """Whether it holds what may be hard to read."""
        return self in {PrintKind.WHOLE, PrintKind.WHOLE_NOTES}

    @property
    def notes(self) -> bool:
        """Whether it holds the notes for trainers, and is for trainers alone."""
        return self in {PrintKind.NOTES, PrintKind.WHOLE_NOTES}


def print_kind(*, whole: bool, notes: bool) -> PrintKind:
    """The kind that has exactly this."""
    return next(kind for kind in PrintKind if (kind.whole, kind.notes) == (whole, notes))


@dataclass(frozen=True)
class Readiness:
    """Whether somebody may begin an attempt now, and if not, what they are waiting for."""

    passed: bool
    open: Sitting | None
    unread: tuple[Page, ...]
    rereading: bool
    opens_at: datetime | None  # only while it lies ahead

    @property
    def may_start(self) -> bool:
        """Whether a new attempt may begin now."""
        return not (self.passed or self.open or self.unread or self.opens_at)


def readiness(module: Module, standing: Standing, sittings: Sequence[Sitting], now: datetime) -> Readiness:
    """How the assessment of a module that was begun stands for this person at this instant."""
    last = sittings[-1] if sittings else None
    opens = opens_at(last.result.submitted_at, module.quiz.wait_hours) if last and last.result else None
    return Readiness(
        passed=standing.completed_at is not None or any(each.result and each.result.passed for each in sittings),
        open=last if last and last.result is None else None,
        unread=pages_of(module, standing.unread(page_ids(module))),
        rereading=standing.reading > FIRST_READING,
        opens_at=opens if opens and opens > now else None,
    )


def page_ids(module: Module) -> tuple[str, ...]:
    """The ids of the module's pages, in order."""
    return tuple(page.id for page in module.pages)


def pages_of(module: Module, ids: Sequence[str]) -> tuple[Page, ...]:
    """The module's pages with these ids, in order."""
    return tuple(page for page in module.pages if page.id in ids)


def changed_pages(before: Module | None, after: Module | None) -> frozenset[str]:
    """The ids of the pages of a module that a revision has added, or has changed in title, text or checks."""
    if after is None:
        return frozenset()
    old = {page.id: (page.title, page.blocks) for page in before.pages} if before else {}
    return frozenset(page.id for page in after.pages if old.get(page.id) != (page.title, page.blocks))


def resume_page(module: Module, standing: Standing) -> Page | None:
    """The exact page to carry on at; None when all is read and the assessment comes next."""
    page_id = standing.resume_at(page_ids(module))
    return next((page for page in module.pages if page.id == page_id), None)


def page_after(module: Module, standing: Standing, page: Page) -> Page | None:
    """Where "continue" leads from a page: the one after it, or in a later reading the next one asked for.

    None when the assessment comes next.
    """
    if standing.reading > FIRST_READING:
        return resume_page(module, standing)
    return next((each for each in module.pages if each.number == page.number + 1), None)


def pages_to_reread(module: Module, missed: Sequence[str]) -> tuple[Page, ...]:
    """The pages that teach the outcomes that were missed; all of them where none says that it does."""
    return module.pages_about(missed) or module.pages


def offers_cases(module: Module, standing: Standing) -> bool:
    """Whether the last page leads on to the module's cases: the first time, not when pages are read again."""
    return bool(module.cases) and standing.reading == FIRST_READING and standing.completed_at is None


def case_after(module: Module, case: Case) -> Case | None:
    """The case that follows; None where the assessment comes next."""
    return next((each for each in module.cases if each.number == case.number + 1), None)


def find_run(case: Case, runs: Sequence[Run], number: int) -> Run | None:
    """The walk of this number through this case, or None."""
    return next((run for run in runs if (run.case_id, run.number) == (case.id, number)), None)


def next_walk(case: Case, runs: Sequence[Run]) -> int:
    """The number of the walk through this case that may be begun next."""
    return max((run.number for run in runs if run.case_id == case.id), default=0) + 1
