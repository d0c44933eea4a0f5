"""Drawings (SVG): plain shapes and words, and nothing in them that could run, fetch, lead anywhere or move.

An SVG is a page of its own as much as a picture, and whoever uploads one may mean harm. So only what is listed here
passes, and the file is then served as it was written. Entities, which a parser would have to expand, end the reading.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lms.content.files import FILE_LIMIT, lines_of
from lms.content.lines import Line, Lines
from lms.content.problems import MANUAL, Problems

BYTES = 50_000
WIDEST, TALLEST = 640, 2_000  # pixels; a column of text is 640 wide
SMALLEST_WORDS, USUAL_WORDS = 15, 16  # pixels; what is said without a size comes in the usual one
DEEPEST = 8
MOST_LETTERS = 4_000
ENOUGH_PROBLEMS = 20  # a file that is no drawing at all is not told of tag by tag
SPACE = "http://www.w3.org/2000/svg"
LISTED = f"what a drawing may hold is listed in {MANUAL}."

SHAPES = frozenset({"path", "line", "polyline", "polygon", "rect", "circle", "ellipse"})
INSIDE = {
    "": {"svg"},
    "svg": {"title", "desc", "g", "text", *SHAPES},
    "g": {"g", "text", *SHAPES},
    "text": {"tspan"},
}
ELEMENTS = frozenset[str]().union(*INSIDE.values())

NUMBER = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,3})?")
NUMBERS = re.compile(r"[0-9 ,.\-\n\t]{1,4000}")
COLOUR = re.compile(r"none|#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}")
ATTRIBUTES = {
    **dict.fromkeys(("x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"), NUMBER),
    **dict.fromkeys(("width", "height", "stroke-width", "font-size"), NUMBER),
    **dict.fromkeys(("viewBox", "points", "stroke-dasharray"), NUMBERS),
    **dict.fromkeys(("fill", "stroke"), COLOUR),
    "xmlns": re.compile(re.escape(SPACE)),
    "d": re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9 ,.\-\n\t]{1,4000}"),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "text-anchor": re.compile("start|middle|end"),
    "font-weight": re.compile("normal|bold|400|600|700"),
    "font-family": re.compile("[A-Za-z0-9 ,'-]{1,120}"),
}
AS_ATTRIBUTES = "Write `fill`, `stroke` and `font-size` as attributes of their own."
INSTEAD = {
    "style": AS_ATTRIBUTES,
    "class": AS_ATTRIBUTES,
    "transform": "Write the place of each shape out in its own numbers.",
}


@dataclass(frozen=True)
class Drawing:
    """A drawing as far as it could be read: how large it is shown, what it is called, and every word in it."""

    file: str
    width: int = 0
    height: int = 0
    title: Line | None = None
    words: Lines = ()


def read_drawing(file: str, data: bytes, problems: Problems) -> Drawing:
    """The drawing in this file; everything that a drawing may not hold is a problem at its line. It never raises."""
    if BYTES < len(data) <= FILE_LIMIT:
        problems.stop(1, f"The drawing has over {BYTES:,} bytes.", "Draw it with fewer and simpler shapes.")
    lines = lines_of(data, problems) if len(data) <= BYTES else None
    if lines is None:
        return Drawing(file)
    reader = _Reader(problems)
    try:
        reader.parser.Parse("\n".join(lines), True)
    except _GivenUpError:
        pass
    except expat.ExpatError as error:
        line = min(error.lineno, len(lines))
        problems.stop(line, "A tag or a sign here cannot be read.", "Close each tag, and write & as `&amp;`.")
    title = next((line for name, line in reader.said if name == "title"), None)
    return Drawing(file, reader.width, reader.height, title, tuple(line for _, line in reader.said))


class _GivenUpError(Exception):
    """What follows is not read."""


@dataclass
class _Open:
    """An element that has begun and not yet ended: how large words are in it, and what was said so far."""

    name: str
    line: int
    words_size: float
    words: list[str] = field(default_factory=list)


class _Reader:
    """Follows the parser from tag to tag."""

    def __init__(self, problems: Problems) -> None:
        self.problems, self.told = problems, 0
        self.width = self.height = 0
        self.said: list[tuple[str, Line]] = []  # in which element
        self.open: list[_Open] = []
        self.letters = 0
        self.refused = 0  # how deep we are in something that is refused already
        self.first: list[tuple[str, dict[str, str]]] = []  # what stands in the drawing itself, in order
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruct
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _stop(self, message: str, advice: str, line: int = 0) -> None:
        self.problems.stop(line or self.parser.CurrentLineNumber, message, advice)
        self.told += 1
        if self.told == ENOUGH_PROBLEMS:
            raise _GivenUpError

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self._stop("The first line names another encoding.", "Save the file as UTF-8, and say so or nothing.")

    def _doctype(self, *_rest: Any) -> None:
        self._stop("A drawing has no DOCTYPE and no entities.", "Take it out, and write each word itself.")
        raise _GivenUpError

    def _instruct(self, name: str, _rest: str) -> None:
        self._stop(f"A drawing cannot hold `<?{name[:40]}`.", "Take it out: a drawing fetches and does nothing.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        above = self.open[-1] if self.open else None
        if self.refused or name not in INSIDE.get(above.name if above else "", ()):
            self._refuse(name, above)
            return
        for key, value in attributes.items():
            self._attribute(key, value)
        size, inherited = attributes.get("font-size", ""), above.words_size if above else USUAL_WORDS
        usable = NUMBER.fullmatch(size) is not None
        self.open.append(_Open(name, self.parser.CurrentLineNumber, float(size) if usable else inherited))
        if not above:
            self._size(attributes)
        elif above.name == "svg":
            self.first.append((name, attributes))
        if len(self.open) > DEEPEST:
            self._stop(f"Groups nest more than {DEEPEST} deep.", "Put the shapes beside each other.")
            raise _GivenUpError

    def _refuse(self, name: str, above: _Open | None) -> None:
        """Tell of it, and of nothing within it."""
        self.refused += 1
        if self.refused > 1:
            return
        if not above:
            self._stop("This is not a drawing.", "Start the file with `<svg`.")
            raise _GivenUpError
        if name in ELEMENTS:
            self._stop(f"`{name}` cannot stand in `{above.name}`.", "Put it beside, not inside.")
        else:
            self._stop(f"A drawing cannot hold `{name[:40]}`.", f"Take it out; {LISTED}")

    def _attribute(self, name: str, value: str) -> None:
        allowed = ATTRIBUTES.get(name)
        if not allowed:
            instead = INSTEAD.get(name, f"Take it out; {LISTED}")
            self._stop(f"A drawing cannot hold the attribute `{name[:40]}`.", instead)
        elif not allowed.fullmatch(value):
            shown = " ".join(value.split())[:40].replace("`", "'")
            self._stop(f"`{name}` cannot be `{shown}`.", "Write a plain number, a colour such as #12474f, or a word.")

    def _size(self, attributes: dict[str, str]) -> None:
        """How large it is shown: a unit of the drawing is a pixel, so that the size of its words is known."""
        if attributes.get("xmlns") != SPACE:
            self._stop("Browsers would not draw this.", f'Write `<svg xmlns="{SPACE}"`.')
        width, height = attributes.get("width", ""), attributes.get("height", "")
        if not (_is_length(width, WIDEST) and _is_length(height, TALLEST)):
            self._stop(
                "The drawing does not say how large it is.",
                f"Write `width` and `height` in whole numbers, up to {WIDEST} wide and {TALLEST:,} high.",
            )
        elif attributes.get("viewBox", "").split() != ["0", "0", width, height]:
            self._stop("The drawing would be stretched or shrunk.", f'Write `viewBox="0 0 {width} {height}"`.')
        else:
            self.width, self.height = int(width), int(height)

    def _say(self, words: str) -> None:
        inner = self.open[-1] if self.open else None
        if self.refused or not inner or not words.strip():
            return
        around = self.open[-2] if inner.name == "tspan" else inner
        if around.name not in ("title", "desc", "text"):
            self._stop("These words would not be shown.", "Put them into a `text`.")
            return
        if around.name == "text" and inner.words_size < SMALLEST_WORDS:
            self._stop("These words are too small to read.", f"Write `font-size` {SMALLEST_WORDS} or more.", inner.line)
        around.words.append(words)
        self.letters += len(words)
        if self.letters > MOST_LETTERS:
            self._stop(f"The drawing has over {MOST_LETTERS:,} letters.", "Leave most of them to the text.", inner.line)
            raise _GivenUpError

    def _end(self, _name: str) -> None:
        if self.refused:
            self.refused -= 1
            return
        ended = self.open.pop()
        if words := " ".join(" ".join(ended.words).split()):
            self.said.append((ended.name, Line(ended.line, words)))
        if not self.open:
            self._in_order(ended.line)

    def _in_order(self, line: int) -> None:
        """What it is called and what it shows come first, for those who open it alone; then a ground of one colour,
        for dark words on the dark page of a reader's own choice could not be read."""
        names = [name for name, _ in self.first]
        said = [name for name, _ in self.said if name != "text"]
        if names[:2] != ["title", "desc"] or said != ["title", "desc"]:
            self._stop(
                "The drawing does not say what it is.",
                "Start it with one `<title>` and one `<desc>`: what it is called, and what it shows.",
                line,
            )
        ground = next((attributes for name, attributes in self.first if name not in ("title", "desc")), {})
        covers = (str(self.width), str(self.height)) == (ground.get("width"), ground.get("height"))
        if self.width and not (covers and {"x", "y"}.isdisjoint(ground) and "#" in ground.get("fill", "")):
            self._stop(
                "The drawing has no ground, so it cannot be read on a dark page.",
                f'Put `<rect width="{self.width}" height="{self.height}" fill="#fbf8f3"/>` before all other shapes.',
                line,
            )


def _is_length(written: str, most: int) -> bool:
    return re.fullmatch("[1-9][0-9]{0,3}", written) is not None and int(written) <= most
