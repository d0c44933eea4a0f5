"""What every kind of question promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import NamedTuple

from lms.content.lines import Lines
from lms.content.problems import Problems
from lms.content.questions.ways import Written, task_list
from lms.content.schema import Option, Question

Response = tuple[str, ...]
"""What was answered, as it is kept: the ids of the options that were chosen, in the order of the question; or, where
each option is answered by itself, `id:answer` for each that was. Saved answers stay readable: neither form changes."""

Given = dict[str, str]
"""What a response says of each option, by its id; nothing of an option that it leaves out."""


class UnreadableAnswer(ValueError):
    """The posted values are not an answer to this question; the message is for the learner. `so_far` is what can be
    shown again, so that it can be put right."""

    def __init__(self, message: str, so_far: Response = ()) -> None:
        super().__init__(message)
        self.so_far = so_far


class Verdict(NamedTuple):
    """What is said of one option when the answer is explained."""

    label: str  # whose answer it was and whether it is right; empty where there is nothing to say
    ticked: bool
    reasoned: bool = True  # whether its feedback is shown
    remark: str = ""  # plain words that stand before the feedback, their line breaks kept


def chosen(question: Question, values: Sequence[str]) -> Response:
    """The values as ids of this question's options, each once, in the question's order."""
    known = [option.id for option in question.options]
    if not values:
        raise UnreadableAnswer("Select an answer")
    if any(value not in known for value in values):
        raise UnreadableAnswer("Select one of the answers shown")
    return tuple(option_id for option_id in known if option_id in values)


def each_chosen(response: Response) -> Given:
    """The options that were chosen, each by its id."""
    return {option_id: option_id for option_id in response}


def none_or_answered(_: Question, response: Response) -> int:
    """A choice is open until something is chosen."""
    return 0 if response else 1


def own_words(option: Option, _: str) -> str:
    """An option that was chosen is told by its words."""
    return option.text


def chosen_or_right(option: Option, given: str, show_right: bool) -> Verdict:
    """Whether the option was chosen and, where that is shown, whether it is right."""
    right = option.right and show_right
    label = {(True, True): "Your answer, right", (True, False): "Your answer", (False, True): "Right"}
    return Verdict(label.get((bool(given), right), ""), right)


def right_ones(question: Question) -> Response:
    """The options that are right."""
    return tuple(option.id for option in question.options if option.right)


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


@dataclass(frozen=True)
class Kind:
    """A kind of question: its name, its control (the template partial that draws it), what is wrong with its options,
    how it is read, marked and ordered; and, where its options are not simply chosen, how an answer is told."""

    name: str
    control: str
    hint: str  # what to do, in a few words: "Select one answer"
    faults: Callable[[Sequence[Option]], list[str]]  # "what is wrong, and what to write instead", each
    read: Callable[[Question, Sequence[str]], Response]
    mark: Callable[[Question, Response], Fraction]
    order: Callable[[Question, Random], list[str]]
    written: Callable[[Lines, Problems], Written] = task_list  # how its answers are written
    key: Callable[[Question], Response] = right_ones  # a response that wins the whole point
    given: Callable[[Response], Given] = each_chosen
    blanks: Callable[[Question, Response], int] = none_or_answered  # how much of it is still to be answered
    words: Callable[[Option, str], str] = own_words  # an option and what was said of it, in plain words
    verdict: Callable[[Option, str, bool], Verdict] = chosen_or_right  # the last: whether to show what is right
    terms: str = ""  # how it is marked, in a sentence for the learner, where that is not all or nothing
    option_word: str = "option"  # what a writer calls one
    rivals: bool = True  # one is chosen over another, so that the longest may give itself away
    is_marked: bool = True  # it can be drawn in an assessment
    worded: bool = True  # each option has words of its own
    explained_as_written: bool = False  # its options are explained in their right order, whatever order was shown
    explained_as_a_whole: bool = False  # one feedback on the question, in place of one on each option
