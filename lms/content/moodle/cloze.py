"""The gaps of a `cloze` text: `{1:MULTICHOICE:=right#why~other~%0%another}`."""

import re
from typing import NamedTuple

from lms.content.moodle.asked import Asked
from lms.content.moodle.elements import Element
from lms.content.moodle.escaping import in_cell
from lms.content.moodle.reports import Unfit
from lms.content.questions.ways import MOST

MOST_WORDS = 20
OPENING = re.compile(r"\{(?P<weight>\d{0,3}):(?P<type>[A-Z_]{2,20}):")
INSIDE = re.compile(r"((?:\\.|[^\\{}])*+)\}", re.DOTALL)
ALTERNATIVE = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
WIN = re.compile(r"\s*(?:(?P<all>=)|%(?P<percent>-?[\d.]{1,12})%)?(?P<rest>.*)", re.DOTALL)
ALL, NONE = re.compile(r"100(\.0*)?"), re.compile(r"-?0(\.0*)?")
FEEDBACK = re.compile(r"(?P<words>(?:\\.|[^\\#])*)(?:#(?P<feedback>.*))?", re.DOTALL)
ESCAPED = re.compile(r"\\([}{~#=/\"\\])")
SELECTED = {f"{name}{way}" for name in ("MULTICHOICE_", "MC") for way in ("S", "V", "H", "VS", "HS")} | {
    "MULTICHOICE", "MC",
}  # fmt: skip
TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}


class Gap(NamedTuple):
    """The words that are right for a gap, and the others that it offers; as Markdown."""

    right: str
    others: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The gap as it stands in the text."""
        return f"[[{' | '.join((self.right, *self.others))}]]"


def read_gaps(raw: str, asked: Asked, gaps: list[Gap], start: str, end: str) -> str:
    """The text with a mark for each gap, which is added to the gaps; Unfit where one is not selected from words."""
    weights: set[str] = set()
    marked, at = "", 0
    while opening := OPENING.search(raw, at):
        inside = INSIDE.match(raw, opening.end())
        if not inside:
            raise Unfit(asked.line, "A gap cannot be read to its end. Write `\\}` for a bracket in it.")
        if len(gaps) == MOST:
            raise Unfit(asked.line, f"There are over {MOST} gaps. Keep {MOST} at most.")
        weights.add(opening["weight"] or "1")
        marked += f"{raw[at : opening.start()]}{start}{len(gaps)}{end}"
        gaps.append(_gap(opening["type"], inside[1], asked))
        at = inside.end()
    if len(weights) > 1:
        raise Unfit(asked.line, "Some gaps count more than others. Here each counts the same: write 1 before each.")
    return marked + raw[at:]


def _gap(kind: str, inside: str, asked: Asked) -> Gap:
    if kind in TYPED:
        raise Unfit(asked.line, f"A gap is typed into ({kind}). Offer words to select from: MULTICHOICE.")
    if kind not in SELECTED:
        raise Unfit(asked.line, f"A gap is of the kind {kind}. Offer words of which one is right: MULTICHOICE.")
    right: list[str] = []
    others: list[str] = []
    alternatives = ALTERNATIVE.findall(inside)
    if len(alternatives) > MOST_WORDS:
        raise Unfit(asked.line, f"A gap offers over {MOST_WORDS} answers. Keep the likely ones.")
    for alternative in alternatives:
        is_right, words = _alternative(alternative, asked)
        (right if is_right else others).append(words)
    if len(right) != 1:
        raise Unfit(asked.line, f"A gap has {len(right)} right answers. Mark one with `=`.")
    return Gap(right[0], tuple(dict.fromkeys(others)))


def _alternative(written: str, asked: Asked) -> tuple[bool, str]:
    win = WIN.fullmatch(written)
    assert win
    percent = win["percent"] or "0"
    is_right = bool(win["all"] or ALL.fullmatch(percent))
    if not (is_right or NONE.fullmatch(percent)):
        raise Unfit(asked.line, f"An answer to a gap wins {percent}%. Here it is right or wrong: mark one with `=`.")
    cut = FEEDBACK.fullmatch(win["rest"])
    assert cut
    if cut["feedback"]:
        asked.leave_out("What is said of one answer to a gap", _said(cut["feedback"], asked))
    return is_right, in_cell(asked.one_line(_said(cut["words"], asked)))


def _said(words: str, asked: Asked) -> Element:
    """The words as an element, so that they are read as any others are."""
    return Element("text", asked.line, {}, [], [ESCAPED.sub(r"\1", words)])
