"""What people have studied, written as the services would have written it, in bulk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.assessment.rules.attempts import Marking
from lms.catalogue.queries import LiveCourse
from lms.demo.rules.study import Sat, Studied
from lms.demo.service.bulk import add_numbered_rows, add_rows
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress, PageCompletion, Rereading
from lms.progress.rules import is_complete

CYCLE = 1


@dataclass(frozen=True)
class History:
    """One person's study of a course; `asked_for` are the modules that the course asks of them, in its order."""

    person_id: int
    live: LiveCourse
    asked_for: tuple[str, ...]
    studied: Sequence[Studied]

    @property
    def is_complete(self) -> bool:
        """Whether every module that is asked for was passed."""
        return is_complete(self.asked_for, [each.module.id for each in self.studied if each.completed_at])

    @property
    def completed_at(self) -> datetime:
        """When the last of the modules was passed; only of a history that is complete."""
        return max(each.completed_at for each in self.studied if each.completed_at)


def add_histories(histories: Sequence[History]) -> None:
    """Everything that these people have done."""
    modules = [(history, each) for history in histories for each in history.studied]
    progress_ids = add_numbered_rows(ModuleProgress, [_progress(*each) for each in modules])
    begun = [(row_id, each) for row_id, (_, each) in zip(progress_ids, modules, strict=True)]
    add_rows(PageCompletion, list(chain.from_iterable(_pages(*each) for each in begun)))
    add_rows(Rereading, list(chain.from_iterable(_rereadings(*each) for each in begun)))
    _add_attempts([(history, each, sat) for history, each in modules for sat in each.sat])
    add_rows(ModuleCompletion, [_passed(*each) for each in modules if each[1].completed_at])
    add_rows(CourseCompletion, [_completed(history) for history in histories if history.is_complete])


def _add_attempts(attempts: Sequence[tuple[History, Studied, Sat]]) -> None:
    ids = add_numbered_rows(Attempt, [_attempt(*each) for each in attempts])
    sat = [(row_id, each) for row_id, (_, _, each) in zip(ids, attempts, strict=True)]
    add_rows(SavedAnswer, list(chain.from_iterable(_answers(*each) for each in sat)))
    add_rows(Submission, [_submission(row_id, each, each.marking) for row_id, each in sat if each.marking])


def _place(history: History, studied: Studied) -> dict[str, Any]:
    """Whose module it is, and in which revision they study it."""
    return {
        "person_id": history.person_id,
        "course_id": history.live.course_id,
        "module_id": studied.module.id,
        "cycle": CYCLE,
        "revision_id": history.live.revision_id,
    }


def _progress(history: History, studied: Studied) -> dict[str, Any]:
    return {**_place(history, studied), "started_at": studied.started_at}


def _pages(progress_id: int, studied: Studied) -> Iterator[dict[str, Any]]:
    for page_id, reading, at in studied.pages:
        yield {"progress_id": progress_id, "page_id": page_id, "reading": reading, "completed_at": at}


def _rereadings(progress_id: int, studied: Studied) -> Iterator[dict[str, Any]]:
    for reading, page_ids, at in studied.rereadings:
        yield {"progress_id": progress_id, "reading": reading, "page_ids": list(page_ids), "asked_at": at}


def _attempt(history: History, studied: Studied, sat: Sat) -> dict[str, Any]:
    return {
        **_place(history, studied),
        "round": sat.round,
        "number": sat.number,
        "allowed": studied.module.quiz.attempts,
        "open": sat.submitted_at is None,
        "seed": sat.seed,
        "drawn": [each.to_json() for each in sat.drawn],
        "started_at": sat.started_at,
    }


def _answers(attempt_id: int, sat: Sat) -> Iterator[dict[str, Any]]:
    for question_id, response, at in sat.answers:
        yield {"attempt_id": attempt_id, "question_id": question_id, "options": list(response), "saved_at": at}


def _submission(attempt_id: int, sat: Sat, marking: Marking) -> dict[str, Any]:
    return {
        "attempt_id": attempt_id,
        "score": float(marking.score),
        "out_of": len(marking.marks),
        "pass_score": marking.pass_score,
        "passed": marking.passed,
        "marks": [each.to_json() for each in marking.marks],
        "submitted_at": sat.submitted_at,
    }


def _passed(history: History, studied: Studied) -> dict[str, Any]:
    minutes = studied.module.minutes
    return {**_place(history, studied), "minutes": minutes, "completed_at": studied.completed_at}


def _completed(history: History) -> dict[str, Any]:
    passed = {each.module.id: each for each in history.studied}
    return {
        "person_id": history.person_id,
        "course_id": history.live.course_id,
        "cycle": CYCLE,
        "revision_id": history.live.revision_id,
        "modules": [
            {"module_id": each, "revision_id": history.live.revision_id, "minutes": passed[each].module.minutes}
            for each in history.asked_for
        ],
        "completed_at": history.completed_at,
    }
