"""Reads XML from untrusted hands into elements that know their lines, within limits of size, depth and number.

A DOCTYPE ends the reading before anything in it is looked at, so that no entity is ever declared, expanded or fetched.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from lms.content.files import FILE_LIMIT, lines_of
from lms.content.moodle.reports import Unfit
from lms.content.problems import Problems

DEEPEST = 12
MOST_ELEMENTS = 20_000
AGAIN = "Export the questions from Moodle once more, as Moodle XML."


@dataclass
class Element:
    """An element, the line of its start tag, and the words that stand directly in it."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words directly in it, without blanks at the ends."""
        return "".join(self.words).strip()

    def all(self, name: str) -> list["Element"]:
        """The elements of this name directly in it."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """The first element of this name directly in it, or None."""
        return next((child for child in self.children if child.name == name), None)

    def said(self, *path: str) -> str:
        """The words of the element at the end of this path, which may hold them in a `text`; empty without one."""
        found: Element | None = self
        for name in path:
            found = found.first(name) if found else None
        inner = found.first("text") if found else None
        return (inner or found).text if found else ""


def read_elements(data: bytes) -> Element:
    """The root element of this file; Unfit where it is too large, not XML, or more than questions need."""
    if len(data) > FILE_LIMIT:
        raise Unfit(1, f"The file has over {FILE_LIMIT:,} bytes (1 MB). Export fewer questions at a time.")
    problems = Problems()
    lines = lines_of(data, problems)
    if lines is None:
        first = problems.found[0]
        raise Unfit(first.line, f"{first.message} {first.advice}")
    reader = _Reader()
    try:
        reader.parser.Parse("\n".join(lines).encode(), True)
    except expat.ExpatError as error:
        raise Unfit(error.lineno, _what_is_wrong(error)) from None
    return reader.root


def _what_is_wrong(error: expat.ExpatError) -> str:
    fault = expat.ErrorString(error.code)
    if fault == expat.errors.XML_ERROR_UNDEFINED_ENTITY:
        return "XML does not know this entity, such as `&nbsp;`. Put the text into `<![CDATA[` and `]]>`."
    return f"This is not XML that can be read ({fault}). {AGAIN}"


class _Reader:
    """Builds the elements while expat reads."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.open: list[Element] = []
        self.count = 0
        self.root: Element

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Unfit(1, "The file does not say that it is UTF-8. Save it with the encoding UTF-8.")

    def _doctype(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise Unfit(line, "A DOCTYPE or an entity is declared here, which questions do not need. Take the lines out.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise Unfit(line, f"The file has over {MOST_ELEMENTS:,} elements. Export fewer questions at a time.")
        if len(self.open) >= DEEPEST:
            raise Unfit(line, f"Elements nest more than {DEEPEST} deep here. {AGAIN}")
        element = Element(name, line, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _say(self, words: str) -> None:
        self.open[-1].words.append(words)
