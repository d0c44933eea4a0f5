"""Ordering: steps of which the learner selects the place, without dragging.

Mark = (pairs of steps in the right order - pairs in the wrong one) / all pairs, and never below 0: the rank correlation
of M. G. Kendall, "A new measure of rank correlation", Biometrika 30 (1938), pages 81 to 93, cut off at 0. Two steps
swapped cost little, the opposite order wins nothing, and a step left open is in no right pair.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from lms.content.lines import Lines
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, UnreadableAnswer, Verdict, shuffled
from lms.content.questions.ways import STEP, Written, listed
from lms.content.schema import Option, Question

ASK = "Select a place for each step"


def written(lines: Lines, problems: Problems) -> Written:
    """The steps of the numbered list, in their right order, with the reason under each."""
    found = listed(lines, STEP, problems)
    places = tuple(str(place) for place in range(1, len(found.options) + 1))
    steps = (option.of(answer=place, choices=places) for place, option in zip(places, found.options, strict=True))
    return Written(found.stem, tuple(steps))


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these steps from being put in order."""
    if len(options) < 3:
        return [f"An ordering question needs three steps or more, and there are {len(options)}. Number them 1., 2., 3."]
    return []


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:place` for each step that has a place of its own."""
    response = parts.offered(question, values, ASK)
    places = list(parts.given(response).values())
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice:
        raise UnreadableAnswer(f"Place {twice} is selected twice. Select another for one of them")
    return response


def mark(question: Question, response: Response) -> Fraction:
    """Pairs of steps in the right order less those in the wrong one, as a share of all pairs; never below 0."""
    place = {part: int(said) for part, said in parts.given(response).items()}
    pairs = list(combinations([option.id for option in question.options], 2))
    balance = sum(
        1 if place[first] < place[second] else -1 for first, second in pairs if first in place and second in place
    )
    return max(Fraction(0), Fraction(balance, len(pairs)))


def words(option: Option, said: str) -> str:
    """The step after the place that was selected for it."""
    return f"{said}. {option.text}"


def verdict(option: Option, said: str, show_right: bool) -> Verdict:
    """The place that was selected and, where that is shown, the right one."""
    return parts.told(f"place {said}" if said else "", f"place {option.answer}", said == option.answer, show_right)


KIND = Kind(
    name="ordering", control="selects", hint=ASK, written=written,
    faults=faults, read=read, mark=mark, order=shuffled, key=parts.key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=verdict,
    terms="Steps in the right order count, also where others are not.", option_word="step", rivals=False,
    explained_as_written=True,
)  # fmt: skip
