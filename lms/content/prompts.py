"""Reflection prompts in a page's HTML: what each says, and where a page can be cut to offer an answer after it."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from lms.content.schema import TRAINER, Page

MARK = 'class="reflect"'
USUAL_TITLE = "To think about"
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "wbr"})
APART = frozenset({"p", "li", "div", "br", "td", "th", "h2", "h3", "h4"})


@dataclass(frozen=True)
class Piece:
    """A part of a block's HTML, whole by itself, and the prompts that it ends with."""

    html: str
    prompts: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def pieces(html: str) -> tuple[Piece, ...]:
    """The HTML, cut after each outermost element that holds a prompt."""
    if MARK not in html:
        return (Piece(html),)
    reader = _Reader(html)
    found, start = [], 0
    for end, prompts in reader.cuts:
        found.append(Piece(html[start:end], prompts))
        start = end
    rest = html[start:]
    return (*found, Piece(rest)) if rest.strip() else tuple(found)


def prompts_on(page: Page) -> dict[str, str]:
    """The words of every prompt on the page that is not for trainers alone, by name."""
    blocks = (block for block in page.blocks if TRAINER not in block.audience)
    return {name_of(words): words for block in blocks for piece in pieces(block.html) for words in piece.prompts}


def name_of(prompt: str) -> str:
    """What an address calls this prompt: it says nothing, and stays the same when other text on the page changes."""
    return hashlib.sha256(prompt.encode()).hexdigest()[:8]


class _Reader(HTMLParser):
    """Notes where each outermost element with a prompt ends. What it reads is our own sanitised HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cuts: list[tuple[int, tuple[str, ...]]] = []
        self._html = html
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._depth, self._prompt_depth = 0, 0
        self._words: list[str] = []
        self._prompts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One level deeper; words begin where a prompt does."""
        if tag in APART:
            self._words.append(" ")
        if tag in VOID:
            return
        self._depth += 1
        if dict(attrs).get("class") == "reflect" and not self._prompt_depth:
            self._prompt_depth, self._words = self._depth, []

    def handle_endtag(self, tag: str) -> None:
        """One level up; a prompt may be over, and with the outermost element a piece."""
        if tag in VOID:
            return
        if self._depth == self._prompt_depth:
            words = " ".join("".join(self._words).split())
            self._prompts.append(words.removeprefix(USUAL_TITLE).strip())
            self._prompt_depth = 0
        self._depth -= 1
        if self._depth == 0 and self._prompts:
            line, column = self.getpos()
            end = self._html.index(">", self._lines[line - 1] + column) + 1
            self.cuts.append((end, tuple(self._prompts)))
            self._prompts = []

    def handle_data(self, data: str) -> None:
        """The words of a prompt."""
        self._words.append(data)
