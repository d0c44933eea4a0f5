"""A page with marks in it, for whoever writes it: after the paragraph, list or block that a line belongs to."""

from collections.abc import Collection, Iterable

from lms.content.elements import elements
from lms.content.figures import Foot
from lms.content.links import Links
from lms.content.marks import mark
from lms.content.pages import PageRenderer
from lms.content.prose import Prose as Renderer
from lms.content.schema import Block
from lms.content.text import CallOut, CourseText, ModuleText, PageText, Part, Prose


class MarkedPages(PageRenderer):
    """Draws pages as learners get them, with marks for these lines."""

    def __init__(
        self, text: CourseText, module: ModuleText, links: Links, prose: Renderer, lines: Collection[int]
    ) -> None:
        super().__init__(text, module, links, prose)
        self.lines, self._inside = sorted(set(lines)), 0

    def _blocks(self, page: PageText, foot: Foot) -> Iterable[Block]:
        checks = {page.check_id(part): part for part in page.check_parts}
        for block in super()._blocks(page, foot):
            yield block
            if block.check and (marks := self._marks_of(checks[block.check.id])):
                yield Block(html=marks)  # after the check, which is a form and no text

    def _part(self, part: Part, page: PageText, foot: Foot) -> str:
        if isinstance(part, CallOut):
            self._inside += 1  # a call-out is drawn by what is in it, so its marks stand after it
            html = super()._part(part, page, foot)
            self._inside -= 1
            return html if self._inside else html + self._marks_of(part)
        html = super()._part(part, page, foot)
        if self._inside:
            return html
        pieces = elements(html)
        for line in reversed(self._lines_in(part)):
            pieces.insert(self._elements_until(part, line, page), mark(line))
        return "".join(pieces)

    def _marks_of(self, part: Part) -> str:
        return "".join(mark(line) for line in self._lines_in(part))

    def _lines_in(self, part: Part) -> list[int]:
        return [line for line in self.lines if part.line <= line <= _last_line(part)]

    def _elements_until(self, part: Prose, line: int, page: PageText) -> int:
        """How many elements the text makes up to the end of the paragraph that this line is in."""
        blank = (at for at, each in enumerate(part.lines) if each.number > line and not each.text.strip())
        end = next(blank, len(part.lines))
        until = Prose(part.lines[:end])
        return len(elements(self.prose.draw(until.markdown, self.place(page, Foot(self.text.registers.sources)))))


def _last_line(part: Part) -> int:
    if isinstance(part, Prose):
        return part.lines[-1].number
    asked = [line for option in part.question.options for line in option.feedback] if part.question else []
    return max([part.line, *(_last_line(each) for each in part.parts), *(line.number for line in asked)])
