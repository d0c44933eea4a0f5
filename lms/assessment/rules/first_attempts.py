"""First attempts as item analysis reads them: what was answered and what it won, and nothing of whoever answered.

Only a person's very first attempt at a module counts. Later ones are practice on the same bank, by people who were
shown what to look at again: questions would look easier, and less telling, than they are when they are met first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from lms.content.questions import Response

FEWEST = 10
"""Of a question that was answered in fewer first attempts nothing is said. Statistics also move on by whole tens, so
that nobody's answers can be had by comparing the day before an attempt with the day after it."""


class Answer(NamedTuple):
    """One answer, from 0 to 1 point; an empty response was left blank."""

    question_id: str
    response: Response
    mark: Fraction


class FirstAttempt(NamedTuple):
    """One first attempt: its answers to the questions that are asked about, the points it won with all its questions,
    and how many questions those were. It may have had questions that have changed since: their points count alone."""

    answers: tuple[Answer, ...]
    score: Fraction
    out_of: int


class Said(NamedTuple):
    """What was said to a question, what it won, and which share of the points the same attempt won in all its other
    questions (None where it had no other)."""

    response: Response
    mark: Fraction
    rest: Fraction | None


Tally = Mapping[Said, int]
"""How many attempts said just this to one question."""


def tallies(attempts: Iterable[FirstAttempt]) -> dict[str, Tally]:
    """What was said to each question, by question id; without those that were answered in fewer than 10 attempts."""
    counted: Counter[tuple[Answer, Fraction, int]] = Counter(
        (answer, attempt.score, attempt.out_of) for attempt in attempts for answer in attempt.answers
    )
    found: defaultdict[str, Counter[Said]] = defaultdict(Counter)
    for (answer, score, out_of), many in counted.items():
        rest = (score - answer.mark) / (out_of - 1) if out_of > 1 else None
        found[answer.question_id][Said(answer.response, answer.mark, rest)] += many
    return {question_id: tally for question_id, tally in found.items() if tally.total() >= FEWEST}
