"""Fill the gap: `[[right | other | other]]` in a text; the learner selects the words for each gap, which stand in
alphabetical order. Each gap that is right counts."""

import re
from collections.abc import Sequence
from functools import partial

from lms.content.lines import Line, Lines, OptionText
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, as_written
from lms.content.questions.ways import GAP, Written, cut_feedback
from lms.content.schema import Option, Question

ASK = "Select the words for each gap"


def written(lines: Lines, problems: Problems) -> Written:
    """The text with its gaps numbered, and the gaps; one without an answer is a problem at its line."""
    body, feedback = cut_feedback(lines)
    gaps: list[OptionText] = []
    stem = tuple(
        Line(line.number, GAP.sub(partial(_gap, number=line.number, gaps=gaps, problems=problems), line.text))
        for line in body
    )
    return Written(stem, tuple(gaps), feedback)


def _gap(found: re.Match[str], number: int, gaps: list[OptionText], problems: Problems) -> str:
    """Adds the gap, and returns what stands in the text for it."""
    said = [each.strip() for each in found[1].split("|")]
    if not all(said):
        problems.stop(number, "A gap without an answer.", "Write `[[right | other | other]]`, the right one first.")
    words = (Line(number, f"Gap {len(gaps) + 1}"),)
    choices = tuple(sorted(dict.fromkeys(said), key=str.casefold))
    gaps.append(OptionText(number, True, words, (), answer=said[0], choices=choices))
    return f"**(gap {len(gaps)})**"


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these gaps from being filled."""
    if not options:
        return ["There is no gap. Write `[[right | other | other]]` where the words are missing."]
    return [
        f"{option.text} offers only one answer. Write others after it: `[[right | other | other]]`."
        for option in options
        if len(option.choices) < 2
    ]


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:number` for each gap that was filled."""
    return parts.offered(question, values, ASK)


def words(option: Option, said: str) -> str:
    """The gap and its words."""
    return f"{option.text}: {parts.words_of(option, said)}"


KIND = Kind(
    name="gap", control="selects", hint=ASK, written=written,
    faults=faults, read=read, mark=parts.share_right, order=as_written, key=parts.key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=parts.verdict,
    terms="Each gap that is right counts.", option_word="gap", rivals=False, explained_as_a_whole=True,
)  # fmt: skip
