"""Ordinary Markdown drawn as HTML in the look of the pages: figures, citations, glossary terms, links and classes.

HTML in the text is not understood: it comes out as the words it is.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from string import punctuation

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from lms.content.figure_markdown import Citation, FigureBlock, FigureInline, add
from lms.content.figures import Foot
from lms.content.glossary import Glossary
from lms.content.list_markdown import Lists
from lms.content.measure import BRACKETS
from lms.content.registers import Registers
from lms.content.sanitise import PHONES
from lms.content.text import LONGEST_PIECE

NOT_UNDERSTOOD = {
    "preprocessors": ("html_block",),
    "inlinePatterns": (
        "html", "automail", "reference", "image_reference", "short_reference", "short_image_ref", "linebreak",
    ),
    "blockprocessors": ("code", "setextheader", "reference"),
}  # fmt: skip

CLASSES = {
    "ul": "nhsuk-list nhsuk-list--bullet",
    "ol": "nhsuk-list nhsuk-list--number",
    "table": "nhsuk-table",
    "thead": "nhsuk-table__head",
    "tbody": "nhsuk-table__body",
    "tr": "nhsuk-table__row",
    "th": "nhsuk-table__header",
    "td": "nhsuk-table__cell",
    "h2": "nhsuk-heading-m",
    "h3": "nhsuk-heading-s",
    "hr": "nhsuk-section-break nhsuk-section-break--m nhsuk-section-break--visible",
}


@dataclass(frozen=True)
class Image:
    """Where an image is served; of a drawing also how large it is, and what takes its place on phones."""

    address: str
    width: int = 0
    height: int = 0
    narrow: "Image | None" = None


@dataclass
class Place:
    """Where the text stands that is being drawn: which links lead where, and which page gathers its notes.
    A question has no page's foot."""

    find_link: Callable[[str], str | None]
    find_image: Callable[[str], Image | None]
    foot: Foot | None = None


class Prose:
    """Draws pieces of Markdown, one after the other, each at its place."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.place = Place(lambda _: None, lambda _: None)
        self.glossary = Glossary(registers.glossary)
        self.engine = Markdown(
            extensions=["tables", "sane_lists", "smarty", _Ours(self)],
            extension_configs={"smarty": {"smart_dashes": False, "smart_ellipses": False}},
            output_format="html",
        )
        self.engine.ESCAPED_CHARS = list(punctuation)  # each can be meant as itself
        for registry, names in NOT_UNDERSTOOD.items():
            where = getattr(self.engine.parser if registry == "blockprocessors" else self.engine, registry)
            for name in names:
                where.deregister(name)

    def draw(self, markdown: str, place: Place) -> str:
        """The Markdown as HTML, not yet sanitised. Raises `ValueError` where it is longer than a piece may be."""
        if len(markdown) > LONGEST_PIECE:
            raise ValueError("this piece is too long to be drawn")
        self.place = place
        return str(self.engine.reset().convert(markdown))

    def draw_inline(self, markdown: str, place: Place) -> str:
        """One line of Markdown as HTML without a paragraph around it."""
        html = self.draw(" ".join(markdown.split()).replace("\n", " "), place)
        only = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
        return only[1] if only and "<p>" not in only[1] else html


def words_of(html: str) -> str:
    """The plain words of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


class _Ours(Extension):  # type: ignore[misc]  # Python-Markdown ships no types
    """Everything that ordinary Markdown does not have."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def extendMarkdown(self, md: Markdown) -> None:
        """Put the figure, the citation, the glossary and the look in their places."""
        md.preprocessors.register(Lists(md), "lists", 25)
        md.parser.blockprocessors.register(FigureBlock(md.parser, self.prose), "figure", 95)
        md.inlinePatterns.register(FigureInline(self.prose), "figure", 165)
        md.inlinePatterns.register(Citation(self.prose), "citation", 164)
        md.treeprocessors.register(_Look(self.prose), "look", 5)


class _Look(Treeprocessor):  # type: ignore[misc]
    """Classes, ids of headings, where links and images lead, and the glossary."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def run(self, root: etree.Element) -> None:
        place = self.prose.place
        for element in root.iter():
            dress(element)
            if element.tag in ("h2", "h3"):
                _take_id(element)
            if element.tag == "a" and not element.get("href", "").startswith(("#note-", "#source-")):
                _lead(element, place.find_link(unescape(element.get("href", ""))))
        _caption_images(root)
        for element in list(root.iter("img")):
            _show(element, place.find_image(unescape(element.get("src", ""))))
        if place.foot:
            self.prose.glossary.explain(root, place.foot)


def dress(element: etree.Element) -> None:
    """Give an element the classes of the site's style, and the heading of a column its scope."""
    if element.tag in CLASSES:
        element.set("class", CLASSES[element.tag])
    if element.tag == "th":
        element.set("scope", "col")


def _take_id(heading: etree.Element) -> None:
    """Turn `{#id}` at the end of a heading into its id."""
    last = heading[-1] if len(heading) else None
    text = (last.tail if last is not None else heading.text) or ""
    found = BRACKETS.search(text)
    if not found:
        return
    name = re.search(r"#([a-z][a-z0-9-]*)", found[0])
    if name:
        heading.set("id", f"text-{name[1]}")
    if last is not None:
        last.tail = text[: found.start()]
    else:
        heading.text = text[: found.start()]


def _lead(link: etree.Element, address: str | None) -> None:
    link.attrib.pop("title", None)
    if address is None:
        link.attrib.pop("href", None)
    else:
        link.set("href", address)
        if address.startswith("http"):
            link.set("rel", "noopener noreferrer")


def _caption_images(root: etree.Element) -> None:
    """An image alone in a paragraph becomes a figure; its title in quotation marks is the caption."""
    for paragraph in list(root.iter("p")):
        if len(paragraph) == 1 and paragraph[0].tag == "img" and not (paragraph.text or "").strip():
            caption = paragraph[0].attrib.pop("title", "")
            paragraph.tag, paragraph.attrib["class"] = "figure", "chart"
            if caption:
                add(paragraph, "figcaption", caption, {"class": "meta"})


def _show(element: etree.Element, image: Image | None) -> None:
    """Where the image is served; and the room that it takes, so that nothing jumps when it comes."""
    if image and image.narrow:
        written, tail = dict(element.attrib), element.tail
        element.clear()
        element.tag, element.tail = "picture", tail
        narrow = {"media": PHONES, "srcset": image.narrow.address, **_room(image.narrow)}
        etree.SubElement(element, "source", narrow)
        element = etree.SubElement(element, "img", written)
    element.set("src", image.address if image else "")
    element.attrib.update(_room(image) if image else {})


def _room(image: Image) -> dict[str, str]:
    return {"width": str(image.width), "height": str(image.height)} if image.width else {}
