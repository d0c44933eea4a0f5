"""What somebody may answer to a question, told apart by how it is marked, whatever its kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from lms.content import questions
from lms.content.questions import Response, UnreadableAnswer
from lms.content.schema import Question

MOST_OPTIONS = 8  # of which every combination is tried: 256


class NoRightAnswer(ValueError):
    """No combination of this question's options wins the whole point."""


@dataclass(frozen=True)
class Answers:
    """The answers to a question that win the whole point, and those that do not."""

    right: tuple[Response, ...]
    wrong: tuple[Response, ...]

    def choose(self, is_right: bool, rng: Random) -> Response:
        """One of those that are right, or of those that are not."""
        return rng.choice(self.right if is_right else self.wrong)


def answers_to(question: Question) -> Answers:
    """Every answer that the question's own kind can read, as it marks it. Raises `NoRightAnswer`."""
    found = list(dict.fromkeys(_readable(question)))
    right = tuple(response for response in found if questions.mark(question, response) == 1)
    wrong = tuple(response for response in found if response not in right)
    if not right or not wrong:
        raise NoRightAnswer(f"{question.id}: the demo cannot answer a question of kind {question.kind}")
    return Answers(right, wrong)


def _readable(question: Question) -> Iterator[Response]:
    for values in (*_posted([option.id for option in question.options[:MOST_OPTIONS]]), *_part_by_part(question)):
        try:
            yield questions.read(question, values)
        except UnreadableAnswer:
            continue


def _part_by_part(question: Question) -> Iterator[Response]:
    """What is right of each part, and each of its choices moved on together; or what nobody should type."""
    parts = [option for option in question.options if option.answer]
    yield questions.key(question)
    for step in range(1, max((len(option.choices) for option in parts), default=0)):
        at = [(option.choices.index(option.answer) + step) % len(option.choices) + 1 for option in parts]
        yield tuple(f"{option.id}:{each}" for option, each in zip(parts, at, strict=True))
    yield tuple(f"{option.id}:999999" for option in parts if not option.choices)


def _posted(ids: list[str]) -> Iterator[list[str]]:
    """What a form may send: some of the options; or of each option whether it is true."""
    for count in range(1, len(ids) + 1):
        yield from map(list, combinations(ids, count))
    for said in product(("true", "false"), repeat=len(ids)):
        yield [f"{option}:{word}" for option, word in zip(ids, said, strict=True)]
