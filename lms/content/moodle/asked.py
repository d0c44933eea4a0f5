"""One question of the file: its name, its type, and its words as Markdown; and what is noted of it meanwhile."""

from collections.abc import Container, Sequence

from lms.content.moodle.drafts import lines_of
from lms.content.moodle.elements import Element
from lms.content.moodle.escaping import visible
from lms.content.moodle.html_blocks import Block
from lms.content.moodle.reports import Remark, Unfit
from lms.content.moodle.runs import Run, inline, words_in
from lms.content.moodle.texts import HTML, read_text

SHOWN = 300  # characters of what is left out


class Asked:
    """A question as Moodle has it. Whoever reads its kind asks here for words and notes what is lost."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.line = element.line
        self.type = visible(element.attributes.get("type", "")).strip()[:60]
        self.name = visible(element.said("name")).strip()[:200]
        holder = element.first("questiontext")
        self.format = (holder.attributes.get("format", "") if holder else "").strip() or HTML
        self.noted: list[Remark] = []  # at most a few for each part

    def note(self, reason: str, line: int = 0) -> None:
        """Something to look at, which does not keep the question out; each thing is said once."""
        if all(reason != remark.reason for remark in self.noted):
            self.noted.append(Remark(line or self.line, self.name, self.type, reason))

    def blocks(self, holder: Element | None) -> list[Block]:
        """What an element says; nothing where there is none."""
        if holder is None:
            return []
        blocks, left_out = read_text(holder, self.format)
        for reason in left_out:
            self.note(reason, holder.line)
        return blocks

    def lines(self, holder: Element | None) -> list[str]:
        """What an element says, as lines of Markdown."""
        return lines_of(self.blocks(holder))

    def one_line(self, holder: Element) -> str:
        """What an element says, as one line of Markdown; Unfit where that is a list."""
        blocks = self.blocks(holder)
        if any(block.mark for block in blocks):
            raise Unfit(holder.line, "An answer is a list. Write it as one sentence.")
        return inline([run for block in blocks for run in (*block.runs, Run(" "))])

    def asking(self, blocks: Sequence[Block] | None = None, is_title: bool = True) -> tuple[str, list[str]]:
        """The question itself in one line, and what stands under it. It is the first paragraph of the text; where that
        cannot be a heading, it is the question's name."""
        blocks = self.blocks(self.element.first("questiontext")) if blocks is None else list(blocks)
        first = blocks[0] if blocks else None
        if first and is_title and not first.mark and not any(run.link for run in first.runs):
            return first.markdown, lines_of(blocks[1:])
        if not self.name:
            raise Unfit(self.line, "The question has no words. Write what is asked.")
        return inline([Run(self.name)]), lines_of(blocks)

    def leave_out(self, what: str, holder: Element | None, unless: Container[str] = ()) -> None:
        """Note words for which there is no place here, so that they can be put where they belong."""
        if holder is None or not holder.said():
            return
        try:
            blocks, _ = read_text(holder, self.format)
        except Unfit as fault:
            self.note(f"{what} has no place here and is left out. {fault.reason}", holder.line)
            return
        words = " ".join(words_in(block.runs) for block in blocks)
        if words and words not in unless:
            self.note(f"{what} has no place here and is left out: “{words[:SHOWN]}”", holder.line)
