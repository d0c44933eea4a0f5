"""Matching: a table of two columns; for each row the learner selects what goes with it from all that the second column
holds, in alphabetical order. Each row that is right counts."""

from collections.abc import Sequence

from lms.content.lines import Line, Lines, OptionText
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, shuffled
from lms.content.questions.ways import Written, cut_feedback
from lms.content.schema import Option, Question

ASK = "Select what goes with each"


def written(lines: Lines, problems: Problems) -> Written:
    """The rows of the table under its head and its rule; a missing cell is a problem at its line."""
    body, feedback = cut_feedback(lines)
    table = [line for line in body if line.text.lstrip().startswith("|")]
    stem = tuple(line for line in body if line not in table)
    pairs = [(line, _cells(line)) for line in table[2:]]
    for line, cells in pairs:
        if len(cells) != 2 or not all(cells):
            problems.stop(line.number, "This row does not have two filled cells.", "Write `| left | right |`.")
    whole = [(line, cells) for line, cells in pairs if len(cells) == 2 and all(cells)]
    choices = tuple(sorted({right for _, (_, right) in whole}, key=str.casefold))
    rows = [
        OptionText(line.number, True, (Line(line.number, left),), (), answer=right, choices=choices)
        for line, (left, right) in whole
    ]
    return Written(stem, tuple(rows), feedback)


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.strip().removeprefix("|").removesuffix("|").split("|")]


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these rows from being matched."""
    if len(options) < 2:
        return ["A matching question needs at least two rows. Write a table: a head, a rule, and a row for each pair."]
    if len(options[0].choices) < 2:
        return ["Every row has the same answer. Give the second column at least two different answers."]
    return []


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:number` for each row that was matched."""
    return parts.offered(question, values, ASK)


def words(option: Option, said: str) -> str:
    """The row and what was matched with it."""
    return f"{option.text}: {parts.words_of(option, said)}"


KIND = Kind(
    name="matching", control="selects", hint=ASK, written=written,
    faults=faults, read=read, mark=parts.share_right, order=shuffled, key=parts.key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=parts.verdict,
    terms="Each one that is right counts.", option_word="row", rivals=False, explained_as_a_whole=True,
)  # fmt: skip
