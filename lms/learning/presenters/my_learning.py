"""My learning: what to carry on with, the modules of each course, and what is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from lms.content.schema import STAFF_GROUPS, Module
from lms.learning import rules
from lms.learning.presenters import thread
from lms.learning.queries import CourseStudy, Study
from lms.progress.rules import Standing

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class ModuleRow:
    """A module on the thread of its course."""

    number: int
    title: str
    minutes: int
    look: str
    state: str
    detail: str
    completed_at: datetime | None
    changed: int = 0  # pages that have changed since, and were not read again


@dataclass(frozen=True)
class CourseSection:
    """A course that is under way or not begun: what is asked for, and what may be taken besides."""

    code: str
    title: str
    groups: str
    minutes: int
    done: int
    completed_at: datetime | None
    may_complete: bool  # all is done and it is not recorded yet: what was asked for has become less
    required: tuple[ModuleRow, ...]
    optional: tuple[ModuleRow, ...]


@dataclass(frozen=True)
class CarryOn:
    """The one panel with the one button: where to go on, in words and as an address."""

    above: str
    heading: str
    line: str
    button: str
    endpoint: str
    values: dict[str, str | int]
    steps: list[str]


def sections(studies: Sequence[CourseStudy], groups: Collection[str]) -> list[CourseSection]:
    """Every live course as this person takes it."""
    return [_section(study, groups) for study in studies]


def _section(course: CourseStudy, groups: Collection[str]) -> CourseSection:
    required = _required(course, groups)
    rows = [row(study, _still_to_read(course, study)) for study in required]
    return CourseSection(
        code=course.live.course.code,
        title=course.live.course.neutral_title,
        groups=" and ".join(STAFF_GROUPS[group].lower() for group in sorted(groups) if group in STAFF_GROUPS),
        minutes=sum(study.module.minutes for study in required),
        done=sum(each.state == "Done" for each in rows),
        completed_at=course.completion.completed_at if course.completion else None,
        may_complete=course.completion is None and all(each.state == "Done" for each in rows),
        required=tuple(rows),
        optional=tuple(row(study, _still_to_read(course, study)) for study in course.modules if study not in required),
    )


def _still_to_read(course: CourseStudy, study: Study) -> int:
    return sum(not each.read for each in course.changed.get(study.module.id, ()))


def _required(course: CourseStudy, groups: Collection[str]) -> list[Study]:
    wanted = {module.id for module in course.live.course.required_modules(groups)}
    return [study for study in course.modules if study.module.id in wanted]


def row(study: Study, changed: int = 0) -> ModuleRow:
    """A module with its progress in words, and how many of its pages have changed since it was passed."""
    look, state, detail = _progress(study.module, study.standing)
    return ModuleRow(
        number=study.number,
        title=study.module.neutral_title,
        minutes=study.module.minutes,
        look=look,
        state=state,
        detail=detail,
        completed_at=study.standing.completed_at if study.standing else None,
        changed=changed,
    )


def _progress(module: Module, standing: Standing | None) -> tuple[str, str, str]:
    if standing is None:
        return thread.TO_COME, "Not started", ""
    if standing.completed_at:
        return thread.DONE, "Done", ""
    page = rules.resume_page(module, standing)
    return thread.NOW, "In progress", f"Page {page.number} of {len(module.pages)}" if page else "Questions next"


def carry_on(studies: Sequence[CourseStudy], groups: Collection[str]) -> CarryOn | None:
    """What to do next: the module that was studied last and is not done, or else the first one that is asked for
    and not begun; None when nothing is left."""
    under_way = [
        (study, study.standing)
        for course in studies
        for study in course.modules
        if study.standing and not study.standing.completed_at
    ]
    if under_way:
        return _resume(*max(under_way, key=lambda pair: pair[1].active_at))
    to_begin = [study for course in studies for study in _required(course, groups) if not study.standing]
    return _begin(to_begin[0]) if to_begin else None


def _resume(study: Study, standing: Standing) -> CarryOn:
    page = rules.resume_page(study.module, standing)
    values: dict[str, str | int] = {"code": study.code, "module": study.number}
    if page is None:
        return CarryOn(
            "Carry on where you stopped", f"Module {study.number} questions", "You have read all pages.",
            "Continue", "learning.show_questions", values, [],
        )  # fmt: skip
    left = minutes_left(study.module, standing)
    place = f"Module {study.number}, page {page.number} of {len(study.module.pages)}."
    return CarryOn(
        "Carry on where you stopped", page.title, f"{place} About {left} minutes left in this module.",
        "Continue", "learning.show_page", values | {"page": page.number},
        thread.steps(thread.pages(study.module, standing, page)),
    )  # fmt: skip


def _begin(study: Study) -> CarryOn:
    return CarryOn(
        "Next", study.module.neutral_title,
        f"Module {study.number}. About {study.module.minutes} minutes, and you can stop at any time.",
        "See what is in it", "learning.show_module", {"code": study.code, "module": study.number}, [],
    )  # fmt: skip


def minutes_left(module: Module, standing: Standing) -> int:
    """About how long the rest of the module takes: the pages still to be read and the questions, to the next 5."""
    words = sum(page.words for page in rules.pages_of(module, standing.unread(rules.page_ids(module))))
    return ceil((words / WORDS_A_MINUTE + module.quiz.draw) / 5) * 5


def following(study: Study, groups: Collection[str]) -> Module | None:
    """The next module that is asked for and not done."""
    for module in study.live.course.required_modules(groups):
        standing = study.begun.get(module.id)
        if module.id != study.module.id and not (standing and standing.completed_at):
            return module
    return None
