"""Law: a page that names one says where it applies, since the four nations differ."""

from collections.abc import Sequence

from lms.content.checks.pieces import PartPlayed, pieces_of
from lms.content.law import LAW, NATION
from lms.content.lines import Line
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.text import ModuleText

SHOWN = (PartPlayed.TEACHING, PartPlayed.TITLE)


def check_law(module: ModuleText, _registers: Registers, problems: Problems) -> None:
    """Whether each page that names an Act or a section of one says where it applies, as each is read by itself."""
    lines: dict[int, list[Line]] = {}  # by the line of the page's heading
    for piece in pieces_of(module):
        if piece.page and piece.part in SHOWN:
            lines.setdefault(piece.page.heading.line, []).extend(piece.lines)
    with problems.reading(module.file):
        for page in lines.values():
            _page(page, problems)


def _page(lines: Sequence[Line], problems: Problems) -> None:
    if any(NATION.search(line.text) for line in lines):
        return
    for line in lines:
        if named := LAW.search(line.text):
            problems.stop(
                line.number,
                f"“{named[0]}” is law, and the page does not say where it applies.",
                "Write where, such as: in England and Wales.",
            )
            return
