"""What is known of somebody's attempts and answers. The owner comes first in every question."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.assessment.rules.attempts import Drawn, Mark, Result, Sitting
from lms.content.questions import Response
from lms.db.base import db


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
