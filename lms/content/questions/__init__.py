"""The kinds of question. Each kind is one file that validates, describes its control and marks itself; this is
the one table that names them. The functions here answer for any question of a known kind."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from lms.content.questions import (
    four,
    gap,
    kprim,
    likert,
    matching,
    multiple,
    multiple_partial,
    number,
    ordering,
    short_text,
    single,
    true_false,
)
from lms.content.questions.kind import Kind, Response, UnreadableAnswer
from lms.content.schema import Question

__all__ = [
    "KINDS",
    "NOT_YET",
    "Kind",
    "Response",
    "UnreadableAnswer",
    "blanks",
    "key",
    "mark",
    "option_order",
    "read",
    "read_whole",
]

MODULES = (
    single, multiple, multiple_partial, true_false, kprim, matching, ordering, gap, number, short_text, likert, four,
)  # fmt: skip
KINDS: dict[str, Kind] = {module.KIND.name: module.KIND for module in MODULES}

NOT_YET: dict[str, str] = {
    "reflection": "Write the prompt on a page, in a `> [!reflect]`.",
}
"""Kinds that the format knows and this course cannot hold yet, with what to write in their place."""


def read(question: Question, values: Sequence[str]) -> Response:
    """The posted values as a response to this question, of which parts may still be open; UnreadableAnswer, in words
    for the learner, when they are not an answer to it."""
    return KINDS[question.kind].read(question, values)


def read_whole(question: Question, values: Sequence[str]) -> Response:
    """As `read`; UnreadableAnswer also while a part is open."""
    response = read(question, values)
    if left := blanks(question, response):
        raise UnreadableAnswer(f"{left} of {len(question.options)} not answered yet")
    return response


def blanks(question: Question, response: Response) -> int:
    """How many parts of the question are still to be answered; 0 once it is answered in whole."""
    return KINDS[question.kind].blanks(question, response)


def mark(question: Question, response: Response) -> Fraction:
    """How right the response is, from 0 to 1."""
    return KINDS[question.kind].mark(question, response)


def key(question: Question) -> Response:
    """A response that wins the whole point."""
    return KINDS[question.kind].key(question)


def option_order(question: Question, rng: Random) -> list[str]:
    """The ids of the options in the order they are shown, shuffled by `rng` where the kind lets them be."""
    return KINDS[question.kind].order(question, rng)
