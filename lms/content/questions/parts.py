"""Questions of which each option is answered by itself: a row, a step, a gap, a statement or what is typed.

A response holds `id:answer` for each part that was answered. Where words are offered, the answer is their number, from
1 in the order of `Option.choices`; where something is typed, it is what was typed.
"""

from collections.abc import Sequence
from fractions import Fraction

from lms.content.questions.kind import Given, Response, UnreadableAnswer, Verdict
from lms.content.schema import Option, Question

SHOWN = "Select one of the answers shown"


def given(response: Response) -> Given:
    """What was answered of each part."""
    return dict(value.split(":", 1) for value in response)


def blanks(question: Question, response: Response) -> int:
    """How many parts are still open."""
    return len(question.options) - len(response)


def in_order(question: Question, values: Sequence[str], ask: str) -> Response:
    """The values in the order of the parts, at most one for each; an empty one leaves its part open."""
    said: Given = {}
    for value in values:
        part, _, answer = value.partition(":")
        if part not in {option.id for option in question.options} or said.get(part, answer) != answer:
            raise UnreadableAnswer(SHOWN)
        if answer:
            said[part] = answer
    if not said:
        raise UnreadableAnswer(ask)
    return tuple(f"{option.id}:{said[option.id]}" for option in question.options if option.id in said)


def offered(question: Question, values: Sequence[str], ask: str) -> Response:
    """The values as answers from among those that each part offers."""
    response = in_order(question, values, ask)
    numbers = {option.id: {str(each) for each in range(1, len(option.choices) + 1)} for option in question.options}
    if any(answer not in numbers[part] for part, answer in given(response).items()):
        raise UnreadableAnswer(SHOWN)
    return response


def words_of(option: Option, said: str) -> str:
    """The words that were chosen for a part."""
    return option.choices[int(said) - 1]


def key(question: Question) -> Response:
    """The right answer to every part."""
    return tuple(f"{option.id}:{option.choices.index(option.answer) + 1}" for option in question.options)


def share_right(question: Question, response: Response) -> Fraction:
    """The parts that were answered rightly, as a share of all parts."""
    said = given(response)
    right = sum(option.id in said and words_of(option, said[option.id]) == option.answer for option in question.options)
    return Fraction(right, len(question.options))


def told(answer: str, right: str, is_right: bool, show_right: bool) -> Verdict:
    """What was answered of a part and, where that is shown, what is right. Its reason gives that away as well."""
    label = f"Your answer: {answer}" if answer else "Not answered"
    if not show_right:
        return Verdict(label, ticked=False, reasoned=False)
    if is_right:
        return Verdict(f"{label}, right", ticked=True)
    return Verdict(f"{label}. Right: {right}", ticked=False)


def verdict(option: Option, said: str, show_right: bool) -> Verdict:
    """What was chosen for a part and, where that is shown, what is right."""
    answer = words_of(option, said) if said else ""
    return told(answer, option.answer, answer == option.answer, show_right)
