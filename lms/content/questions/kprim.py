"""Kprim: four statements, and for each of them whether it is true or false.

Marked as Kprim items are: all four right, 1; one of the four not right, 1/2; else 0. After R. Krebs, "The Swiss way to
score multiple true-false items: theoretical and empirical evidence", in Advances in Medical Education (Kluwer, 1997),
pages 158 to 161; the same rule in the manual of ONYX ("Kprim": full, half or no points). A statement left open is not
right. Blind guessing wins 3/16 of a point on average.
"""

from collections.abc import Sequence
from fractions import Fraction

from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, UnreadableAnswer, Verdict, shuffled
from lms.content.schema import Option, Question

STATEMENTS = 4
TRUE, FALSE = "true", "false"
ASK = "Select true or false for each statement"


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these options from being four statements that differ."""
    found = []
    if len(options) != STATEMENTS:
        found.append(
            f"A kind=kprim question has four statements, and there are {len(options)}. "
            "Write four: `- [x]` before each that is true, `- [ ]` before each that is false."
        )
    elif len({option.right for option in options}) == 1:
        same, other = (TRUE, FALSE) if options[0].right else (FALSE, TRUE)
        found.append(
            f"All four statements are {same}. Make one of them {other}, "
            f"so that saying {same} to everything does not win the point."
        )
    return found


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:true` or `id:false` for each statement that was answered, in the question's order."""
    if not values:
        raise UnreadableAnswer(ASK)
    known = [f"{option.id}:{answer}" for option in question.options for answer in (TRUE, FALSE)]
    if any(value not in known for value in values):
        raise UnreadableAnswer("Select one of the answers shown")
    response = tuple(value for value in known if value in values)
    if len(parts.given(response)) != len(response):
        raise UnreadableAnswer("Select true or false for a statement, not both")
    return response


def mark(question: Question, response: Response) -> Fraction:
    """1 when every statement was answered rightly, a half when all but one were, else 0."""
    said = parts.given(response)
    missed = sum(said.get(option.id) != _truth(option) for option in question.options)
    return max(Fraction(0), 1 - Fraction(missed, 2))


def key(question: Question) -> Response:
    """What each statement is."""
    return tuple(f"{option.id}:{_truth(option)}" for option in question.options)


def words(option: Option, said: str) -> str:
    """The statement and what was said of it."""
    return f"{option.text}: {said}"


def verdict(option: Option, said: str, show_right: bool) -> Verdict:
    """What was said of the statement and, where that is shown, what it is. Its feedback gives that away as well."""
    answer = f"Your answer: {said}" if said else "Not answered"
    if not show_right:
        return Verdict(answer, ticked=False, reasoned=False)
    if said == _truth(option):
        return Verdict(f"{answer}, right", ticked=True)
    return Verdict(f"{answer}. It is {_truth(option)}", ticked=False)


def _truth(option: Option) -> str:
    return TRUE if option.right else FALSE


KIND = Kind(
    name="kprim", control="statements", hint=ASK,
    faults=faults, read=read, mark=mark, order=shuffled, key=key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=verdict,
    terms="All four right win the point, three of them half of it.", option_word="statement", rivals=False,
)  # fmt: skip
