"""Finds the words of the glossary in a page, and explains each where it first stands."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown.util import AtomicString

from lms.content.figures import Foot
from lms.content.schema import Term

SKIPPED = {"a", "h1", "h2", "h3", "code", "figure", "table", "sup"}
HOMES = ("p", "li")


class Glossary:
    """The terms of a course. A term in capitals is found as it is written, any other in either case."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.meanings = {term.term.lower(): term for term in terms}
        longest_first = sorted(terms, key=lambda term: -len(term.term))
        self.pattern = re.compile("|".join(_pattern(term.term) for term in longest_first)) if terms else None

    def explain(self, root: etree.Element, foot: Foot) -> None:
        """Underline each term at its first place on the page, and say what it means after that paragraph."""
        if not self.pattern:
            return
        for parent, home in list(_homes(root)):
            terms = self._mark(home, foot)
            if home.tag == "li":
                for term in terms:
                    home.append(_gloss(term, "span"))
            else:
                at = list(parent).index(home) + 1
                for term in reversed(terms):
                    parent.insert(at, _gloss(term, "p"))

    def _mark(self, home: etree.Element, foot: Foot) -> list[Term]:
        """Underline the terms in this paragraph that the page has not explained yet."""
        found: list[Term] = []
        for element in list(_inside(home)):
            self._mark_text(element, foot, found, tail=False)
            for child in list(element):
                if child.get("class") != "term":
                    self._mark_text(element, foot, found, tail=True, child=child)
        return found

    def _mark_text(
        self,
        element: etree.Element,
        foot: Foot,
        found: list[Term],
        *,
        tail: bool,
        child: etree.Element | None = None,
    ) -> None:
        text = (child.tail if child is not None else element.text) or ""
        assert self.pattern
        for match in self.pattern.finditer(text):
            term = self.meanings[match[0].lower()]
            if term.term in foot.explained:
                continue
            foot.explained.add(term.term)
            found.append(term)
            marked = etree.Element("span", {"class": "term"})
            marked.text = AtomicString(match[0])
            marked.tail = AtomicString(text[match.end() :])
            if child is not None:
                child.tail = text[: match.start()]
                element.insert(list(element).index(child) + 1, marked)
            else:
                element.text = text[: match.start()]
                element.insert(0, marked)
            self._mark_text(element, foot, found, tail=True, child=marked)
            return


def _pattern(term: str) -> str:
    word = re.escape(term)
    exact = term.upper() == term
    return rf"(?<!\w){word}(?!\w)" if exact else rf"(?<!\w)(?i:{word})(?!\w)"


def _homes(root: etree.Element) -> Iterator[tuple[etree.Element, etree.Element]]:
    """Each paragraph and list item, with what it stands in, in the order of the page."""
    for parent in root:
        yield from _homes_under(root, parent)


def _homes_under(parent: etree.Element, element: etree.Element) -> Iterator[tuple[etree.Element, etree.Element]]:
    if element.tag in SKIPPED:
        return
    if element.tag in HOMES:
        yield parent, element
    for child in element:
        if child.tag in ("ul", "ol", "li", "p", "blockquote"):
            yield from _homes_under(element, child)


def _inside(home: etree.Element) -> Iterator[etree.Element]:
    """A paragraph and the marked words in it, without links, headings and paragraphs of their own."""
    yield home
    for child in home:
        if child.tag in ("strong", "em"):
            yield child


def _gloss(term: Term, tag: str) -> etree.Element:
    gloss = etree.Element(tag, {"class": "gloss"})
    word = etree.SubElement(gloss, "strong")
    word.text = AtomicString(term.term[0].upper() + term.term[1:])
    word.tail = AtomicString(f": {term.meaning}")
    return gloss
