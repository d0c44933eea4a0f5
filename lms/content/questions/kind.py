"""What every kind of question promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from lms.content.schema import Option, Question

Response = tuple[str, ...]
"""The ids of the options that were chosen, in the order of the question."""


class UnreadableAnswer(ValueError):
    """The posted values are not an answer to this question; the message is for the learner."""


@dataclass(frozen=True)
class Kind:
    """A kind of question: its name, its control (the template partial that draws it), what is wrong with its options,
    how it is read, marked and ordered."""

    name: str
    control: str
    hint: str  # what to do, in a few words: "Select one answer"
    faults: Callable[[Sequence[Option]], list[str]]  # "what is wrong, and what to write instead", each
    read: Callable[[Question, Sequence[str]], Response]
    mark: Callable[[Question, Response], Fraction]
    order: Callable[[Question, Random], list[str]]


def chosen(question: Question, values: Sequence[str]) -> Response:
    """The values as ids of this question's options, each once, in the question's order."""
    known = [option.id for option in question.options]
    if not values:
        raise UnreadableAnswer("Select an answer")
    if any(value not in known for value in values):
        raise UnreadableAnswer("Select one of the answers shown")
    return tuple(option_id for option_id in known if option_id in values)


def all_or_nothing(question: Question, response: Response) -> Fraction:
    """1 when exactly the right options were chosen, else 0."""
    return Fraction(int(frozenset(response) == question.right))


def shuffled(question: Question, rng: Random) -> list[str]:
    """The options in an order drawn by `rng`."""
    ids = [option.id for option in question.options]
    rng.shuffle(ids)
    return ids


def as_written(question: Question, _: Random) -> list[str]:
    """The options in the order of the text."""
    return [option.id for option in question.options]
