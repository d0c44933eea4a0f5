"""How each question of a module does, from first attempts: how hard it is, whether it tells those who know more from
the others, and what was chosen. Nothing is said of a question with fewer than 10 answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.assessment.rules.choices import Line, lines
from lms.assessment.rules.discrimination import groups, item_rest, upper_less_lower
from lms.assessment.rules.first_attempts import FirstAttempt, Tally, tallies
from lms.content.schema import Question


@dataclass(frozen=True)
class Item:
    """One question over `attempts` first attempts, 10 or more.

    `facility` is the mean mark as a share of the point, from 0 to 1; `discrimination` the correlation of the mark with
    the rest of the attempt, and `upper_lower` the mean mark of its best less that of its weakest 27%, both from -1 to 1
    and None where they cannot be worked out because the mark, or the rest, is the same for all.
    """

    question_id: str
    attempts: int
    facility: float
    discrimination: float | None
    upper_lower: float | None
    lines: tuple[Line, ...]


def items(questions: Iterable[Question], attempts: Sequence[FirstAttempt]) -> dict[str, Item]:
    """The questions that were answered in 10 first attempts or more, by id, in the order given. The questions are to
    read as they did when they were answered: their options go by letters, which may mean something else later."""
    counted = tallies(attempts)
    return {question.id: _item(question, counted[question.id]) for question in questions if question.id in counted}


def _item(question: Question, tally: Tally) -> Item:
    answered = sum(tally.values())
    points = sum((said.mark * many for said, many in tally.items()), Fraction(0))
    found = groups(tally)
    return Item(
        question_id=question.id,
        attempts=answered,
        facility=float(points / answered),
        discrimination=item_rest(tally),
        upper_lower=upper_less_lower(tally, found),
        lines=lines(question, tally, found),
    )
