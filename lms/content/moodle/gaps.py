"""Gaps in a text: `gapselect` (select missing words), and `cloze` where every gap offers words to select from."""

import re
from collections.abc import Callable, Sequence

from lms.content.moodle.asked import Asked
from lms.content.moodle.cloze import Gap, read_gaps
from lms.content.moodle.drafts import Draft, lines_of
from lms.content.moodle.elements import Element
from lms.content.moodle.escaping import in_cell
from lms.content.moodle.reports import Unfit
from lms.content.questions.ways import MOST

PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
START, END = "\ue000", "\ue001"  # for private use: no text needs them
MARK = re.compile(f"{START}(\\d+){END}")


def read_gapselect(asked: Asked) -> Draft:
    """`[[2]]` in the text stands for the second word, offered with all the others of its group."""
    words = asked.element.all("selectoption")
    holder = _text_of(asked)
    options = [(in_cell(asked.one_line(word)), word.said("group") or "1") for word in words]
    gaps: list[Gap] = []

    def place(found: re.Match[str]) -> str:
        if len(gaps) == MOST:
            raise Unfit(holder.line, f"There are over {MOST} gaps. Keep {MOST} at most.")
        number = int(found[1])
        if not 0 < number <= len(options):
            raise Unfit(holder.line, f"There is no word for the gap [[{number}]]. Write it.")
        right, group = options[number - 1]
        gaps.append(Gap(right, tuple(other for other, its in options if its == group and other != right)))
        return f"{START}{len(gaps) - 1}{END}"

    return _draft(asked, holder, lambda raw: PLACE.sub(place, raw), gaps)


def read_cloze(asked: Asked) -> Draft:
    """`{1:MULTICHOICE:=right~other}` in the text is a gap."""
    gaps: list[Gap] = []
    return _draft(asked, _text_of(asked), lambda raw: read_gaps(raw, asked, gaps, START, END), gaps)


def _text_of(asked: Asked) -> Element:
    holder = asked.element.first("questiontext")
    if holder is None or holder.first("text") is None:
        raise Unfit(asked.line, "The question has no words. Write the text with its gaps.")
    return holder


def _draft(asked: Asked, holder: Element, mark_gaps: Callable[[str], str], gaps: Sequence[Gap]) -> Draft:
    """The text with every gap in its place: first marked, then read as any text, then put in."""
    text = holder.children[[child.name for child in holder.children].index("text")]
    marked = Element("text", text.line, text.attributes, text.children, [mark_gaps(text.text)])
    if not gaps:
        raise Unfit(holder.line, "There is no gap in its text. Write one.")
    others = [child for child in holder.children if child is not text]
    blocks = asked.blocks(Element(holder.name, holder.line, holder.attributes, [marked, *others]))
    in_title = any(START in run.text for run in blocks[0].runs) if blocks else False
    title, stem = asked.asking(blocks, is_title=not in_title)
    found = MARK.findall("\n".join(lines_of(blocks)))
    if found != [str(number) for number in range(len(gaps))] or START in title:
        raise Unfit(holder.line, "A gap stands where none can be read. Put it into an ordinary paragraph.")
    lines = [MARK.sub(lambda mark: gaps[int(mark[1])].markdown, line) for line in stem]
    return Draft("gap", title, lines, [], asked.lines(asked.element.first("generalfeedback")))
