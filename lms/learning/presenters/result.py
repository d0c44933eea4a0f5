"""The result of an attempt: the score, how each outcome went, and what to look at again with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.assessment.rules.attempts import Mark, Result, Sitting, by_outcome
from lms.content.schema import Module, Page, Question, ShowAnswers
from lms.learning.presenters.question import Explained, briefly, explained


@dataclass(frozen=True)
class OutcomeRow:
    """How one outcome went, as dots and in words."""

    text: str
    won: int  # whole points, as dots
    out_of: int
    words: str
    missed: bool


@dataclass(frozen=True)
class LookAgain:
    """A question that did not win its point: why, and where to read about it."""

    question: Explained
    critical: bool
    won: str  # the part of the point that was won, or nothing
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class ResultPage:
    """Everything the page of a result says about the attempt itself."""

    attempt: str
    submitted_at: datetime
    passed: bool
    score: str
    out_of: int
    pass_score: int
    outcomes: tuple[OutcomeRow, ...]
    critical: tuple[LookAgain, ...]
    again: tuple[LookAgain, ...]
    everything: tuple[Explained, ...]  # empty while what is right is not shown
    read_first: tuple[Page, ...]


def result_page(module: Module, sittings: Sequence[Sitting]) -> ResultPage | None:
    """The result that was handed in last, in the words of the revision it was taken in; None before the first."""
    for sitting in reversed(sittings):
        if sitting.result:
            return _result_page(module, sitting, sitting.result)
    return None


def _result_page(module: Module, sitting: Sitting, result: Result) -> ResultPage:
    show_right = result.passed or module.quiz.show_answers is ShowAnswers.AFTER_EACH_ATTEMPT
    looks = [_look_again(module, sitting, mark, number, show_right) for number, mark in _missed(result.marks)]
    return ResultPage(
        attempt=f"attempt {sitting.number} of {sitting.allowed}",
        submitted_at=result.submitted_at,
        passed=result.passed,
        score=points(result.score),
        out_of=result.out_of,
        pass_score=result.pass_score,
        outcomes=_outcomes(module, result.marks),
        critical=tuple(look for look in looks if look.critical),
        again=tuple(look for look in looks if not look.critical),
        everything=tuple(
            _explain(module, sitting, mark, number, show_right)
            for number, mark in enumerate(result.marks, 1)
            if show_right
        ),
        read_first=module.pages_about(mark.outcome for _, mark in _missed(result.marks)),
    )


def points(score: float) -> str:
    """The points without a needless fraction: `9`, `7.5`."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def _missed(marks: Sequence[Mark]) -> list[tuple[int, Mark]]:
    return [(number, mark) for number, mark in enumerate(marks, 1) if not mark.right]


def _look_again(module: Module, sitting: Sitting, mark: Mark, number: int, show_right: bool) -> LookAgain:
    """A critical question is always shown with what is right, whatever the score and the setting."""
    question = module.quiz.question(mark.question_id)
    whole = _explain(module, sitting, mark, number, show_right or question.critical)
    won = points(float(mark.mark)) if mark.mark else ""
    return LookAgain(briefly(whole), question.critical, won, module.pages_about([question.outcome]))


def _explain(module: Module, sitting: Sitting, mark: Mark, number: int, show_right: bool) -> Explained:
    question: Question = module.quiz.question(mark.question_id)
    order = next(each.options for each in sitting.drawn if each.question_id == mark.question_id)
    return explained(question, mark.options, order, number=number, show_right=show_right)


def _outcomes(module: Module, marks: Sequence[Mark]) -> tuple[OutcomeRow, ...]:
    texts = {outcome.id: outcome.text for outcome in module.outcomes}
    rows = by_outcome(marks, list(texts))
    return tuple(
        OutcomeRow(
            text=texts[row.outcome],
            won=int(row.score),
            out_of=row.out_of,
            words=f"{points(float(row.score))} of {row.out_of}",
            missed=row.missed,
        )
        for row in rows
    )
