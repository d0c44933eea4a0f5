"""Figures and citations within Markdown: where they stand in the text, and what is drawn there."""

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, Any

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from lms.content.figures import TO_VERIFY, asked_when, sentence, short_name, with_caveat
from lms.content.schema import Figure
from lms.content.signs import CITATION, FIGURE

if TYPE_CHECKING:
    from lms.content.prose import Prose

FIGURE_ALONE = re.compile(rf"\s*{FIGURE.pattern}\s*")


class FigureBlock(BlockProcessor):  # type: ignore[misc]
    """A figure alone in a paragraph: value, what it measures, caveat and source in one block."""

    def __init__(self, parser: Any, prose: "Prose") -> None:
        super().__init__(parser)
        self.prose = prose

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the paragraph is a figure and nothing else, on a page."""
        return bool(FIGURE_ALONE.fullmatch(block)) and self.prose.place.foot is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Draw the block."""
        found = FIGURE_ALONE.fullmatch(blocks.pop(0))
        figure = self.prose.registers.figures.get(found[1]) if found else None
        foot = self.prose.place.foot
        if not figure or not foot:
            return
        foot.cite(figure.source)
        name = foot.unique(f"figure-{figure.id}")
        value, rest = sentence(figure)
        drawn = etree.SubElement(parent, "figure", {"class": "figure", "aria-labelledby": name})
        add(drawn, "p", value, {"class": "value"})
        caption = etree.SubElement(drawn, "figcaption", {"id": name})
        add(caption, "strong", rest)
        add(drawn, "p", f"Read with care. {figure.caveat}", {"class": "caveat"})
        source = self.prose.registers.sources.get(figure.source)
        about = add(drawn, "p", f"{asked_when(figure)}. ", {"class": "source"})
        if source:
            add(about, "a", short_name(source), {"href": f"#source-{source.id}"})


class FigureInline(InlineProcessor):  # type: ignore[misc]
    """A figure within a sentence: its words, and its caveat as a note; in a question, in brackets."""

    def __init__(self, prose: "Prose") -> None:
        super().__init__(FIGURE.pattern)
        self.prose = prose

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[etree.Element | str, int, int]:
        """Draw the figure where its id stands; an id that does not exist stays as it is written."""
        figure = self.prose.registers.figures.get(match[1])
        if not figure:
            return AtomicString(match[0]), match.start(0), match.end(0)
        return self._draw(figure), match.start(0), match.end(0)

    def _draw(self, figure: Figure) -> etree.Element:
        said = etree.Element("span")
        foot = self.prose.place.foot
        if foot is None:
            said.text = AtomicString(with_caveat(figure))
            return said
        number = foot.note(figure)
        said.text = AtomicString(figure.says)
        raised = etree.SubElement(said, "sup", {"id": f"note-{number}-from"})
        link = etree.SubElement(raised, "a", {"href": f"#note-{number}"})
        add(link, "span", "Note ", {"class": "nhsuk-u-visually-hidden"}).tail = AtomicString(str(number))
        return said


class Citation(InlineProcessor):  # type: ignore[misc]
    """A citation: who published it and when, in brackets, with a mark where it is still to be verified."""

    def __init__(self, prose: "Prose") -> None:
        super().__init__(CITATION.pattern)
        self.prose = prose

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[etree.Element | str, int, int]:
        """Draw the citation where its id stands; an id that does not exist stays as it is written."""
        source = self.prose.registers.sources.get(match[1])
        if not source:
            return AtomicString(match[0]), match.start(0), match.end(0)
        cited = etree.Element("span")
        cited.text = AtomicString("(")
        foot = self.prose.place.foot
        if foot:
            foot.cite(source.id)
            name = add(cited, "a", short_name(source), {"href": f"#source-{source.id}"})
        else:
            name = add(cited, "span", short_name(source))
        name.tail = AtomicString(")")
        if not source.verified:
            name.tail = AtomicString(") ")
            cited.append(etree.fromstring(TO_VERIFY))
        return cited, match.start(0), match.end(0)


def add(parent: etree.Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> etree.Element:
    """A new element with this text, in which nothing more is understood."""
    element = etree.SubElement(parent, tag, attributes or {})
    element.text = AtomicString(text)
    return element
