"""A scale, such as from "not at all sure" to "very sure": asked on a page, not marked, and not kept."""

import re
from collections.abc import Sequence
from fractions import Fraction

from lms.content.lines import Lines
from lms.content.problems import Problems
from lms.content.questions.kind import Kind, Response, Verdict, as_written
from lms.content.questions.single import read
from lms.content.questions.ways import Written, cut_feedback, listed
from lms.content.schema import Option, Question

POINT = re.compile(r"^[-*+][ ]+(?P<words>(?!\[[ xX]\]).*)$")
FEWEST, MOST = 3, 7


def written(lines: Lines, problems: Problems) -> Written:
    """The points of the scale as a plain list, and what is said to whoever has answered."""
    body, feedback = cut_feedback(lines)
    found = listed(body, POINT, problems)
    return Written(found.stem, tuple(option.of(right=False) for option in found.options), feedback)


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these points from being a scale."""
    if FEWEST <= len(options) <= MOST:
        return []
    return [f"A scale has {FEWEST} to {MOST} points, and there are {len(options)}. Write each as `- words`."]


def mark(_: Question, __: Response) -> Fraction:
    """Nothing: there is no right answer."""
    return Fraction(0)


def verdict(_: Option, said: str, __: bool) -> Verdict:
    """What was answered."""
    return Verdict("Your answer" if said else "", ticked=False, reasoned=False)


KIND = Kind(
    name="likert", control="radios", hint="Select one answer. None of them is right or wrong", written=written,
    faults=faults, read=read, mark=mark, order=as_written, verdict=verdict,
    option_word="point", rivals=False, explained_as_a_whole=True, is_marked=False,
)  # fmt: skip
