"""Bare statistics: a number about people that is neither a registered figure nor cited."""

import re

from lms.content.checks.pieces import PartPlayed, Unit, pieces_of
from lms.content.measure import LINK
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.signs import CITATION, FIGURE
from lms.content.text import ModuleText

PEOPLE = (
    "people|persons|women|men|girls|boys|adults|children|patients|victims|clients|callers|cases|calls|homicides|deaths|"
    "staff|workers|professionals|clinicians|nurses|midwives|doctors|GPs|psychiatrists|pharmacists|respondents|learners"
)
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
STATISTIC = re.compile(
    r"(?P<percent>\b\d+(?:[.,]\d+)?\s*(?:%|per\s*cent\b|percent\b))"
    rf"|(?P<in>\b(?:1|one)\s+in\s+(?:every\s+)?(?:\d[\d,]*|{SMALL}|twelve|twenty)\b)"
    r"|(?P<of>\b\d[\d,]*\s+out\s+of\s+(?:every\s+)?\d[\d,]*\b)"
    rf"|(?P<many>\b\d+(?:\.\d+)?\s*(?:million|thousand)\b)"
    rf"|(?P<count>\b(?!(?:19|20)\d\d\s)\d[\d,]+\s+(?:[a-z-]+\s+){{0,2}}?(?:{PEOPLE})\b)",
    re.IGNORECASE,
)
CHECKED = (PartPlayed.TEACHING, PartPlayed.TITLE, PartPlayed.ASKING, PartPlayed.FEEDBACK)


def check_numbers(module: ModuleText, _registers: Registers, problems: Problems) -> None:
    """Whether every statistic that is taught is a registered figure or cited in its paragraph. An option may hold any
    number: its feedback says what is right."""
    for piece in pieces_of(module):
        if piece.part in CHECKED:
            with problems.reading(piece.file):
                for unit in piece.units():
                    _check(unit, problems)


def _check(unit: Unit, problems: Problems) -> None:
    if CITATION.search(unit.text):
        return
    bare = unit.text
    for known in (FIGURE, LINK):
        bare = known.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), bare)
    for found in STATISTIC.finditer(bare):
        words = " ".join(found[0].split())
        problems.stop(
            unit.line_at(found.start()),
            f"“{words}” is neither a figure nor cited.",
            "Write `[figure: id]`, which brings its caveat, or cite a source with `[@source-id]`.",
        )
