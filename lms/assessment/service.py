"""Sitting an assessment: begin, save each answer, hand in. Whatever is sent twice counts once."""

from secrets import randbits

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.assessment import queries
from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.assessment.rules.attempts import Marking, Sitting, draw, mark, next_attempt
from lms.content.questions import Response
from lms.content.schema import Quiz
from lms.db.base import db
from lms.db.transaction import savepoint


class AlreadySubmitted(RuntimeError):
    """The attempt was handed in before: it takes no more answers."""


def start_attempt(*, owner: int, course_id: int, module_id: str, revision_id: int, quiz: Quiz, cycle: int = 1) -> None:
    """Draw the questions of the next attempt; an attempt that is open is kept instead."""
    before = queries.sittings(owner, course_id, module_id, cycle=cycle)
    last = (before[-1].round, before[-1].number) if before else None
    round_, number = next_attempt(last, quiz.attempts)
    seed = randbits(31)
    attempt = Attempt(
        person_id=owner, course_id=course_id, module_id=module_id, cycle=cycle, revision_id=revision_id,
        round=round_, number=number, allowed=quiz.attempts, seed=seed, started_at=clock.now(),
        drawn=[each.to_json() for each in draw(quiz, seed)],
    )  # fmt: skip
    try:
        with savepoint():
            db.session.add(attempt)
    except IntegrityError as refused:
        if "unique" not in str(refused.orig).lower():
            raise


def save_answer(*, owner: int, sitting: Sitting, question_id: str, response: Response) -> None:
    """Keep an answer as it was given; an empty one clears what was there. Raises `AlreadySubmitted`."""
    if not _hold(owner, sitting).open:
        raise AlreadySubmitted
    if response != queries.answers(owner, sitting.attempt_id).get(question_id, ()):
        db.session.add(
            SavedAnswer(
                attempt_id=sitting.attempt_id,
                question_id=question_id,
                options=list(response),
                saved_at=clock.now(),
            )
        )
        db.session.flush()


def submit_attempt(*, owner: int, sitting: Sitting, quiz: Quiz) -> Marking:
    """Hand in and mark the answers as they were saved. Raises `AlreadySubmitted` from the second time on."""
    attempt = _hold(owner, sitting)
    if not attempt.open:
        raise AlreadySubmitted
    drawn = [quiz.question(each.question_id) for each in sitting.drawn]
    marking = mark(drawn, queries.answers(owner, attempt.id), quiz.pass_mark)
    attempt.open = False
    db.session.add(
        Submission(
            attempt_id=attempt.id,
            score=float(marking.score),
            out_of=len(drawn),
            pass_score=marking.pass_score,
            passed=marking.passed,
            marks=[each.to_json() for each in marking.marks],
            submitted_at=clock.now(),
        )
    )
    db.session.flush()
    return marking


def _hold(owner: int, sitting: Sitting) -> Attempt:
    """The attempt as it is now, held until the end of the transaction, so that no answer slips in behind the mark."""
    return db.session.scalars(
        select(Attempt)
        .where(Attempt.person_id == owner, Attempt.id == sitting.attempt_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
