"""How questions are drawn and answers marked. Everything is worked out from plain values and a seed.

A wrong answer loses its point and nothing more; a question left blank counts like one that is not right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from random import Random
from typing import Any

from lms.content import questions
from lms.content.questions import Response
from lms.content.schema import Question, Quiz


@dataclass(frozen=True)
class Drawn:
    """One question of an attempt and the order in which its options are shown."""

    question_id: str
    options: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `Attempt.drawn` keeps them."""
        return {"question": self.question_id, "options": list(self.options)}


@dataclass(frozen=True)
class Mark:
    """What one answer was worth, from 0 to 1 point."""

    question_id: str
    outcome: str
    options: Response
    mark: Fraction

    @property
    def right(self) -> bool:
        """Whether the whole point was won."""
        return self.mark == 1

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `Submission.marks` keeps them."""
        return {
            "question": self.question_id,
            "outcome": self.outcome,
            "options": list(self.options),
            "mark": str(self.mark),
        }


@dataclass(frozen=True)
class OutcomeMark:
    """How one outcome went."""

    outcome: str
    score: Fraction
    out_of: int

    @property
    def missed(self) -> bool:
        """Whether something about this outcome is to be looked at again."""
        return self.score < self.out_of


@dataclass(frozen=True)
class Marking:
    """A marked attempt: its marks in the order of the questions, and whether it is a pass."""

    marks: tuple[Mark, ...]
    pass_score: int

    @property
    def score(self) -> Fraction:
        """The points won."""
        return sum((mark.mark for mark in self.marks), Fraction(0))

    @property
    def passed(self) -> bool:
        """Whether the points reach the pass mark."""
        return self.score >= self.pass_score


@dataclass(frozen=True)
class Result:
    """An attempt that was handed in, as it was marked then."""

    score: float
    out_of: int
    pass_score: int
    passed: bool
    marks: tuple[Mark, ...]
    submitted_at: datetime


@dataclass(frozen=True)
class Sitting:
    """One attempt as plain values; without a result it is still open."""

    attempt_id: int
    revision_id: int
    round: int
    number: int
    allowed: int
    drawn: tuple[Drawn, ...]
    result: Result | None = None

    @property
    def name(self) -> str:
        """What a form calls its attempt: `2-1` is the first of the second round."""
        return f"{self.round}-{self.number}"

    @property
    def is_last_of_round(self) -> bool:
        """Whether reading again comes before another attempt."""
        return self.number >= self.allowed


def draw(quiz: Quiz, seed: int) -> tuple[Drawn, ...]:
    """The questions of an attempt and their options' order: the same for a seed, however the bank is ordered.

    At least one critical question and at least so many for each outcome, as far as the bank has them; where
    those are more than `quiz.draw`, they are all drawn.
    """
    rng = Random(seed)
    bank = sorted(quiz.questions, key=lambda question: question.id)
    picked = _sample(rng, [question for question in bank if question.critical], 1)
    for outcome in sorted({question.outcome for question in bank}):
        have = sum(question.outcome == outcome for question in picked)
        rest = [question for question in _besides(picked, bank) if question.outcome == outcome]
        picked += _sample(rng, rest, quiz.at_least_per_outcome - have)
    picked += _sample(rng, _besides(picked, bank), quiz.draw - len(picked))
    return tuple(Drawn(question.id, _options(question, quiz, rng)) for question in _order(picked, quiz, rng))


def _besides(picked: Sequence[Question], bank: Sequence[Question]) -> list[Question]:
    """Those of the bank that are not picked; told apart by id, because comparing whole questions takes long."""
    ids = {question.id for question in picked}
    return [question for question in bank if question.id not in ids]


def _sample(rng: Random, among: list[Question], wanted: int) -> list[Question]:
    return rng.sample(among, max(0, min(wanted, len(among))))


def _order(picked: list[Question], quiz: Quiz, rng: Random) -> list[Question]:
    if not quiz.shuffle:
        ids = {question.id for question in picked}
        return [question for question in quiz.questions if question.id in ids]
    return rng.sample(picked, len(picked))


def _options(question: Question, quiz: Quiz, rng: Random) -> tuple[str, ...]:
    if not quiz.shuffle:
        return tuple(option.id for option in question.options)
    return tuple(questions.option_order(question, rng))


def mark(drawn: Sequence[Question], answers: Mapping[str, Response], pass_percent: int) -> Marking:
    """Mark the answers, by question id, to the questions drawn; no answer, or an empty one, wins nothing."""
    return Marking(
        marks=tuple(_mark_one(question, answers.get(question.id, ())) for question in drawn),
        pass_score=pass_score(len(drawn), pass_percent),
    )


def _mark_one(question: Question, response: Response) -> Mark:
    points = questions.mark(question, response) if response else Fraction(0)
    return Mark(question.id, question.outcome, response, points)


def pass_score(out_of: int, pass_percent: int) -> int:
    """The points that make a pass: the percentage, rounded up to whole points."""
    return ceil(Fraction(out_of * pass_percent, 100))


def by_outcome(marks: Iterable[Mark], order: Sequence[str]) -> tuple[OutcomeMark, ...]:
    """How each outcome that was asked about went, in the given order of outcomes."""
    scores: defaultdict[str, Fraction] = defaultdict(Fraction)
    asked: Counter[str] = Counter()
    for each in marks:
        scores[each.outcome] += each.mark
        asked[each.outcome] += 1
    return tuple(OutcomeMark(outcome, scores[outcome], asked[outcome]) for outcome in order if asked[outcome])


def missed_outcomes(marks: Iterable[Mark]) -> tuple[str, ...]:
    """The outcomes in which a point was lost, in the order they were first asked."""
    return tuple(dict.fromkeys(each.outcome for each in marks if not each.right))


def next_attempt(last: tuple[int, int] | None, allowed: int) -> tuple[int, int]:
    """The (round, number) after the last attempt's; a new round follows the last attempt allowed in one."""
    if last is None:
        return (1, 1)
    round_, number = last
    return (round_, number + 1) if number < allowed else (round_ + 1, 1)


def opens_at(submitted_at: datetime, wait_hours: int) -> datetime:
    """From when the next attempt may begin."""
    return submitted_at + timedelta(hours=wait_hours)
