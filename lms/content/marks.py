"""A page with marks in it, for whoever writes it: after the paragraph, list or block that a line belongs to.

A mark is a paragraph that holds the line's number between two characters of Unicode's private area. Whoever shows the
page puts words in its place.
"""

import re
from collections.abc import Collection, Iterable
from html.parser import HTMLParser

from lms.content.figures import Foot
from lms.content.links import Links
from lms.content.pages import PageRenderer
from lms.content.prose import Prose as Renderer
from lms.content.schema import Block
from lms.content.text import CallOut, CourseText, ModuleText, PageText, Part, Prose

MARK = re.compile("<p>\ue000([0-9]{1,6})\ue001</p>")
VOID = frozenset({"br", "hr", "img", "source"})


def mark(line: int) -> str:
    """The mark of a line."""
    return f"<p>\ue000{line}\ue001</p>"


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
        for line in reversed(self._lines_in(part)):
            end = _end_of(html, self._elements_until(part, line, page))
            html = html[:end] + mark(line) + html[end:]
        return html

    def _marks_of(self, part: Part) -> str:
        return "".join(mark(line) for line in self._lines_in(part))

    def _lines_in(self, part: Part) -> list[int]:
        return [line for line in self.lines if part.line <= line <= _last_line(part)]

    def _elements_until(self, part: Prose, line: int, page: PageText) -> int:
        """How many elements the text makes up to the end of the paragraph that this line is in."""
        blank = (at for at, each in enumerate(part.lines) if each.number > line and not each.text.strip())
        end = next(blank, len(part.lines))
        until = Prose(part.lines[:end])
        return _Elements(self.prose.draw(until.markdown, self.place(page, Foot(self.text.registers.sources)))).count


def _last_line(part: Part) -> int:
    if isinstance(part, Prose):
        return part.lines[-1].number
    asked = [line for option in part.question.options for line in option.feedback] if part.question else []
    return max([part.line, *(_last_line(each) for each in part.parts), *(line.number for line in asked)])


def _end_of(html: str, count: int) -> int:
    """Where the element of this number ends; the end of the text where there are fewer."""
    ends = _Elements(html).ends
    return ends[count - 1] if 0 < count <= len(ends) else len(html)


class _Elements(HTMLParser):
    """Where each element that stands in no other ends in well-formed HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ends: list[int] = []
        self._depth, self._html = 0, html
        self._starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ends)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """One level down, unless nothing can stand in it."""
        if tag not in VOID:
            self._depth += 1
        elif not self._depth:
            self._ended()

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """An element that ends at once."""
        if not self._depth:
            self._ended()

    def handle_endtag(self, tag: str) -> None:
        """One level up."""
        self._depth -= 1
        if not self._depth:
            self._ended()

    def _ended(self) -> None:
        line, column = self.getpos()
        end = self._html.index(">", self._starts[line - 1] + column)
        self.ends.append(end + 1)
