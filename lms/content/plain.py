"""The plain words of a page's finished HTML, piece by piece, each with the place where it stands.

Three things are left out: the inside of a block that may be hard to read, which nobody should meet by surprise; the
notes and sources at the foot; and what is there for screen readers or as a mark alone.
"""

from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from lms.content.schema import STAND_ASIDE

INLINE = {"a", "strong", "em", "span", "code", "br", "sup"}
VOID = {"br", "hr", "img", "source"}
HEADINGS = {"h2", "h3", "summary"}
UNREAD = {"section meta", "nhsuk-u-visually-hidden", "label label--warm"}


class Standing(StrEnum):
    """Where words stand on a page."""

    HEADING = "heading"
    KEY = "key points"
    TEXT = "text"


@dataclass(frozen=True)
class Piece:
    """Some words that belong together: a paragraph, a heading, an item of a list."""

    words: str
    stands: Standing


def pieces_of(html: str) -> list[Piece]:
    """The pieces of this HTML, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_piece()
    return reader.pieces


class _Reader(HTMLParser):
    """Walks through sanitised HTML, which is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.open: list[tuple[str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag not in INLINE or classes == "gloss":
            self.end_piece()
        if tag not in VOID:
            self.open.append((tag, classes))
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_piece()
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self._is_left_out():
            self.words.append(data)

    def end_piece(self) -> None:
        """What was read since the last one is a piece, if it is anything."""
        words = " ".join("".join(self.words).split())
        self.words = []
        if words and words != STAND_ASIDE:
            self.pieces.append(Piece(words, self._stands()))

    def _stands(self) -> Standing:
        if any(tag in HEADINGS for tag, _ in self.open):
            return Standing.HEADING
        is_key = any(tag == "section" and classes == "key" for tag, classes in self.open)
        return Standing.KEY if is_key else Standing.TEXT

    def _is_left_out(self) -> bool:
        distressing = False
        for tag, classes in self.open:
            distressing = distressing or (tag == "div" and classes == "distressing")
            if distressing and classes == "nhsuk-details__text":
                return True
            if tag == "sup" or classes in UNREAD:
                return True
        return False
