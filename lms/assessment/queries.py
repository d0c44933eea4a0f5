"""What is known of somebody's attempts: there the owner comes first. And what first attempts say, without any name."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.assessment.rules.attempts import Drawn, Mark, Result, Sitting
from lms.assessment.rules.first_attempts import FEWEST, Answer, FirstAttempt
from lms.content.questions import Response
from lms.db.base import db

AT_ONCE = 1000


def sittings(owner: int, course_id: int, module_id: str, *, cycle: int = 1) -> list[Sitting]:
    """The owner's attempts at this module with their results, in the order they were begun: one statement."""
    rows = db.session.execute(
        select(Attempt, Submission)
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .where(
            Attempt.person_id == owner,
            Attempt.course_id == course_id,
            Attempt.module_id == module_id,
            Attempt.cycle == cycle,
        )
        .order_by(Attempt.round, Attempt.number)
    )
    return [_sitting(attempt, submission) for attempt, submission in rows]


def answers(owner: int, attempt_id: int) -> dict[str, Response]:
    """The latest answer to each question that the owner has answered in this attempt, by question id."""
    latest = (
        select(func.max(SavedAnswer.id))
        .join(Attempt, Attempt.id == SavedAnswer.attempt_id)
        .where(Attempt.person_id == owner, SavedAnswer.attempt_id == attempt_id)
        .group_by(SavedAnswer.question_id)
    )
    rows = db.session.scalars(select(SavedAnswer).where(SavedAnswer.id.in_(latest)).order_by(SavedAnswer.id))
    return {answer.question_id: tuple(answer.options) for answer in rows if answer.options}


def first_attempts(course_id: int, module_id: str, unchanged: Mapping[int, Collection[str]]) -> list[FirstAttempt]:
    """Everybody's first attempt at this module that was handed in and sat in one of these revisions: one statement.

    `unchanged` says of each revision, by its id, which questions read there as they do today; of the others only the
    points come along. No person, name or time is asked for. Attempts come by whole tens, as they were handed in: the
    last nine at most wait until ten are there, so that no two answers to this differ by one person. Of 20,000 attempts
    1,000 are read at a time, and what many say alike is held once.
    """
    found: list[tuple[int, FirstAttempt]] = []
    said: dict[tuple[str, Response, str], Answer] = {}
    points: dict[str, Fraction] = {}
    whole = {"0": 0, "1": 1}  # most are: whole numbers add up quicker than fractions
    for place, revision_id, marks in db.session.execute(_first_handed_in(course_id, module_id, list(unchanged))):
        kept: list[Answer] = []
        score: Fraction | int = 0
        for each in marks:
            if each["mark"] not in points:
                points[each["mark"]] = Fraction(each["mark"])
            score += whole.get(each["mark"], points[each["mark"]])
            if each["question"] in unchanged[revision_id]:
                key = (each["question"], tuple(each["options"]), each["mark"])
                if key not in said:
                    said[key] = Answer(key[0], key[1], points[key[2]])
                kept.append(said[key])
        found.append((place, FirstAttempt(tuple(kept), Fraction(score), len(marks))))
    found.sort(key=itemgetter(0))
    return [attempt for _, attempt in found[: len(found) // FEWEST * FEWEST]]


def _first_handed_in(
    course_id: int, module_id: str, revision_ids: Sequence[int]
) -> Select[int, int, list[dict[str, Any]]]:
    own = aliased(Attempt)
    first_cycle = select(func.min(own.cycle)).where(
        own.person_id == Attempt.person_id,
        own.course_id == Attempt.course_id,
        own.module_id == Attempt.module_id,
    )
    # Sorted afterwards: PostgreSQL plans a cursor for its first rows, and to have them in order it compared each of
    # 50,000 submissions with each of 20,000 attempts, which took 100 seconds in place of 3.
    return (
        select(Submission.id, Attempt.revision_id, Submission.marks)
        .join(Submission, Submission.attempt_id == Attempt.id)
        .where(
            Attempt.course_id == course_id,
            Attempt.module_id == module_id,
            Attempt.revision_id.in_(revision_ids),
            Attempt.round == 1,
            Attempt.number == 1,
            Attempt.cycle == first_cycle.scalar_subquery(),
        )
        .execution_options(yield_per=AT_ONCE)
    )


def _sitting(attempt: Attempt, submission: Submission | None) -> Sitting:
    return Sitting(
        attempt_id=attempt.id,
        revision_id=attempt.revision_id,
        round=attempt.round,
        number=attempt.number,
        allowed=attempt.allowed,
        drawn=tuple(Drawn(each["question"], tuple(each["options"])) for each in attempt.drawn),
        result=_result(submission) if submission else None,
    )


def _result(submission: Submission) -> Result:
    return Result(
        score=submission.score,
        out_of=submission.out_of,
        pass_score=submission.pass_score,
        passed=submission.passed,
        marks=_marks(submission.marks),
        submitted_at=submission.submitted_at,
    )


def _marks(stored: Sequence[dict[str, Any]]) -> tuple[Mark, ...]:
    return tuple(
        Mark(each["question"], each["outcome"], tuple(each["options"]), Fraction(each["mark"])) for each in stored
    )
