"""Parts that belong together: `matching` and `ordering`."""

from itertools import chain

from lms.content.moodle.asked import Asked
from lms.content.moodle.choices import limited
from lms.content.moodle.drafts import Draft, option
from lms.content.moodle.elements import Element
from lms.content.moodle.escaping import in_cell
from lms.content.moodle.fractions import fraction
from lms.content.moodle.reports import Unfit

HEAD = ["| This | Goes with |", "|---|---|"]
MARKED = "It is marked by how many pairs of steps stand in the right order, less those in the wrong one."


def read_matching(asked: Asked) -> Draft:
    """A table with a row for each pair. An answer that goes with nothing is Unfit, since ours come from the rows."""
    rows = limited(asked.element.all("subquestion"), "pairs", asked)
    lines = list(HEAD)
    for row in rows:
        answer = row.first("answer")
        left, right = in_cell(asked.one_line(row)), in_cell(asked.one_line(answer)) if answer else ""
        if not left or not right:
            raise Unfit(row.line, "Half of this pair is empty. Write it, or take the pair out.")
        lines.append(f"| {left} | {right} |")
    title, stem = asked.asking()
    return Draft("matching", title, stem, lines, asked.lines(asked.element.first("generalfeedback")))


def read_ordering(asked: Asked) -> Draft:
    """The steps in their right order, which Moodle writes as fractions from 1 on."""
    steps = sorted(limited(asked.element.all("answer"), "steps", asked), key=fraction)
    if [fraction(step) for step in steps] != list(range(1, len(steps) + 1)):
        raise Unfit(asked.line, "The steps are not numbered from 1 on. Export the question again.")
    blocks = asked.blocks(asked.element.first("questiontext"))
    if any(block.mark[:1].isdigit() for block in blocks):
        raise Unfit(asked.line, "Its text has a numbered list, which marks the steps here. Write it with bullets.")
    title, stem = asked.asking(blocks)
    asked.note(MARKED)
    if asked.element.said("selecttype") not in ("", "ALL", "0"):
        asked.note("Moodle shows some of its steps. Here all of them are shown.")
    numbered = enumerate(steps, start=1)
    return Draft("ordering", title, stem, list(chain.from_iterable(_step(asked, *each) for each in numbered)))


def _step(asked: Asked, place: int, step: Element) -> list[str]:
    return option(f"{place}.", asked.one_line(step), asked.lines(step.first("feedback")))
