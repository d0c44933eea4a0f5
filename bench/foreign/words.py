"""Whether every word of a text came out: what is lost without a word would be missed by nobody but readers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

from lms.content.schema import Drawn

WORD = re.compile(r"[^\W_]+")
NOT_WORDS = re.compile(r"[\W_]+")
# What Markdown says beside the words: numbers of items, addresses, attributes of headings, names of call-outs.
ITEMS = r"^(?:\s*>)*\s*(?:(?:[-*+]|\d+[.)])[ \t]+)*\d+[.)](?=\s)"
BESIDE = re.compile(rf"{ITEMS}|(?<=\])\(\s*<?[^\s()<>]*|\{{#[^{{}}]*\}}\s*$|^\s*(?:>\s*)+\[!\w+\]", re.MULTILINE)
AS_HTML = {"html", "stem", "feedback"}


def lost_words(markdown: str, drawn: Iterable[Drawn]) -> list[str]:
    """The words that the text has more often than what was drawn of it."""
    said = " ".join(words for each in drawn for words in _said(each.model_dump(mode="json")))
    as_said, as_meant = NOT_WORDS.sub("", said), NOT_WORDS.sub("", unescape(said))  # `&amp;` in code stays what it is
    wanted = Counter(WORD.findall(unescape(BESIDE.sub(" ", markdown))))
    return [word for word, times in wanted.items() if max(as_said.count(word), as_meant.count(word)) < times]


def html_of(value: Any) -> Iterator[str]:
    """Every piece of HTML in what was drawn."""
    return (words for key, words in _strings(value) if key in AS_HTML and words)


def _said(value: Any) -> Iterator[str]:
    for key, words in _strings(value):
        yield _Words(words).all if key in AS_HTML else words


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if not (name == "text" and "html" in value):  # the same words once more
                yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value


class _Words(HTMLParser):
    """The words of HTML, with those that stand in its addresses and descriptions."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.all = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.all += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all += " ".join(["", *(value or "" for name, value in attrs if name in ("href", "src", "alt")), ""])
