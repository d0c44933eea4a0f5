"""When an assessment is open, where the next page is, when cases are offered, and what a report can be about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.assessment.rules.attempts import Sitting, opens_at
from lms.content.keys import key_of
from lms.content.schema import Case, Course, Module, Page
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


class PlaceKind(StrEnum):
    """What somebody can say is out of date."""

    COURSE = "course"
    FIGURES = "figures"
    MODULE = "module"
    PAGE = "page"
    CASE = "case"
    QUESTION = "question"


NAMED_BY = {"page": PlaceKind.PAGE, "changed": PlaceKind.PAGE, "case": PlaceKind.CASE, "question": PlaceKind.QUESTION}
"""What an address calls a part of a module, and which kind of part it then names."""


@dataclass(frozen=True)
class Place:
    """A course as a whole, or a part of it, as one revision has it; `name` is what an address calls the part."""

    kind: PlaceKind
    title: str
    where: str  # "Module 4, page 2"
    module_id: str = ""
    part_id: str = ""
    name: str = ""
    said: object = None  # what learners read there: unlike this in another revision, it has been changed

    @property
    def identity(self) -> tuple[PlaceKind, str, str]:
        """What stays the same over revisions."""
        return self.kind, self.module_id, self.part_id


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


def places(course: Course) -> Iterator[Place]:
    """Everything in a course that a report can be about, in the order of the course."""
    yield Place(PlaceKind.COURSE, course.title, "The whole course", said=course)
    yield Place(PlaceKind.FIGURES, "Figures and sources", "The whole course", said=(course.figures, course.sources))
    for module in course.modules:
        yield from _places_in(module)


def _places_in(module: Module) -> Iterator[Place]:
    here, own = f"Module {module.number}", module.id
    yield Place(PlaceKind.MODULE, module.title, here, own, said=module)
    for page in module.pages:
        where, number = f"{here}, page {page.number}", str(page.number)
        yield Place(PlaceKind.PAGE, page.title, where, own, page.id, number, (page.title, page.blocks))
    for case in module.cases:
        where, number = f"{here}, case {case.number}", str(case.number)
        yield Place(PlaceKind.CASE, case.title, where, own, case.id, number, (case.title, case.scenes))
    for each in module.quiz.questions:
        yield Place(PlaceKind.QUESTION, each.title, f"{here}, a question", own, each.id, key_of(each.id), each)


def place_named(asked: Mapping[str, str], found: Sequence[Place]) -> Place | None:
    """The one of these places of a module that an address asks for; the module itself where it names no part."""
    kind, name = next(((NAMED_BY[word], asked[word]) for word in NAMED_BY if word in asked), (PlaceKind.MODULE, ""))
    return next((place for place in found if (place.kind, place.name) == (kind, name)), None)


def is_page_of(code: str, path: str) -> bool:
    """Whether this can only be the address of a page of the course: nothing in it leads out again."""
    return path.startswith(f"/learning/{code}/") and bool(re.fullmatch(r"(?:/[a-z0-9-]+)+", path))
