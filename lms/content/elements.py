"""The elements that a piece of well-formed HTML is made of, one after the other."""

import re
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "source"})


def elements(html: str) -> list[str]:
    """The elements that stand in no other, each with the text and blanks before it; joined they are the whole."""
    found = _Elements(html)
    pieces = [html[start:end] for start, end in zip([0, *found.ends], found.ends, strict=False)]
    rest = html[found.ends[-1] :] if found.ends else html
    if pieces and not rest.strip():
        return [*pieces[:-1], pieces[-1] + rest]
    return [*pieces, rest] if rest else pieces


class _Elements(HTMLParser):
    """Where each element that stands in no other ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ends: list[int] = []
        self._depth, self._html = 0, html
        self._starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

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
