"""Links and images: whether each leads somewhere in the course, or to the web."""

import re

from lms.content.checks.pieces import PartPlayed, Piece, Unit, pieces_of
from lms.content.contact import is_web_address
from lms.content.links import Links, complain_about
from lms.content.problems import Problems
from lms.content.text import CourseText, ModuleText

LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"([^\"]*)\")?\)")
IMAGE_IN_LINK = re.compile(r"!\[[^\[\]]*\]\([^()]*\)\]\(")
AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^<>]*)>")


def check_links(text: CourseText, problems: Problems) -> None:
    """Whether every link and image that the text names exists and may be used."""
    links = Links(text)
    for module in text.modules:
        for piece in pieces_of(module):
            with problems.reading(piece.file):
                for unit in piece.units():
                    _links(unit, piece, module, links, problems)


def _links(unit: Unit, piece: Piece, module: ModuleText, links: Links, problems: Problems) -> None:
    text = unit.text
    for found in LINK.finditer(text):
        line = unit.line_at(found.start())
        if found[1]:
            _image(found[2], found[3], line, module, links, problems)
        else:
            _link(found[2], found[3], line, piece, module, links, problems)
            if found[4]:
                problems.stop(line, "A link has no title.", "Put the words in quotation marks into the text.")
    for found in AUTOLINK.finditer(text):
        if not is_web_address(found[1]):
            complain_about(found[1], unit.line_at(found.start()), problems)
    rest = LINK.sub("", text)
    for sign in ("](", "][", "]:"):
        if sign in rest or (sign == "](" and IMAGE_IN_LINK.search(text)):
            line = unit.line_at(max(text.find(sign), 0))
            problems.stop(
                line,
                "This link cannot be read.",
                "Write `[words](address)`, without blanks or brackets in the address.",
            )
            return


def _link(
    words: str, written: str, line: int, piece: Piece, module: ModuleText, links: Links, problems: Problems
) -> None:
    if not words.strip():
        problems.stop(line, "A link without words.", "Write between the square brackets where it leads.")
    if piece.part is PartPlayed.TITLE:
        problems.stop(line, "A title cannot hold a link.", "Move it into the text.")
    elif links.find(written, module, piece.page) is None:
        complain_about(written, line, problems)


def _image(words: str, written: str, line: int, module: ModuleText, links: Links, problems: Problems) -> None:
    if not words.strip():
        problems.stop(
            line,
            "An image without words.",
            "Write what it shows between the square brackets, for people who cannot see it.",
        )
    if links.find_image(written, module) is None:
        problems.stop(
            line,
            f"The image `{written[:80]}` does not exist.",
            "Put it into media/ beside module.md, and write `media/` and its name.",
        )
