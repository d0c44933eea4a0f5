"""HTML as Moodle keeps it, cut into paragraphs and items of lists. What our Markdown cannot hold is refused."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lms.content.moodle.runs import Run, inline
from lms.content.moodle.unheld import NotHeldError, address_of, first_number, looks_left_out, refuse

BOLD, ITALIC, CODE = {"b", "strong"}, {"i", "em"}, {"code", "kbd", "samp", "tt"}
PARAGRAPHS = {"p", "div", "section", "article"}
LISTS = {"ul", "ol"}
THROUGH = {"span", "html", "body", "font", "bdi", "label", "abbr", "wbr"}
KNOWN = {"a", "br", "li"} | BOLD | ITALIC | CODE | PARAGRAPHS | LISTS | THROUGH
DEEPEST_LIST = 3
# Every tag that is opened is closed by `>`: the parser looks for the end of others again and again.
WELL_FORMED = re.compile(
    r"""(?:[^<]++|<(?![a-zA-Z/!?])|<!--(?:(?!-->).)*+-->|</?[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)*+""",
    re.DOTALL,
)


@dataclass
class Block:
    """A paragraph; or an item of a list, with its mark and how deep it stands."""

    runs: list[Run] = field(default_factory=list)
    mark: str = ""
    depth: int = 0

    @property
    def markdown(self) -> str:
        """One line of Markdown."""
        return f"{'    ' * self.depth}{self.mark}{inline(self.runs)}"


@dataclass
class _List:
    """A list that is open, and the number of its next item; 0 where they have none."""

    number: int = 0


def read_blocks(html: str) -> tuple[list[Block], list[str]]:
    """The paragraphs and items in this HTML, and what was left out; NotHeldError where it holds more than these."""
    if not WELL_FORMED.fullmatch(html):
        raise NotHeldError("a tag that does not end. Close it with `>`, or write `&lt;` for `<`")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for block in reader.blocks if any(run.text.strip() for run in block.runs)], reader.left_out


class _Reader(HTMLParser):
    """Follows the tags. Whatever is left open or closed too often does no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [Block()]
        self.left_out: list[str] = []
        self.lists: list[_List] = []
        self.bold = self.italic = self.code = 0
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that may stand here starts a paragraph, a list or a look; any other is refused."""
        attributes = {name: value or "" for name, value in attrs}
        if tag not in KNOWN:
            raise refuse(tag)
        if looks := looks_left_out(attributes):
            self.left_out = [looks]
        if tag in PARAGRAPHS or tag == "br":
            self._new_paragraph()
        elif tag in LISTS:
            self._open_list(tag, attributes)
        elif tag == "li":
            self._new_item()
        elif tag == "a":
            self.link = address_of(attributes)
        self._count(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        """The look ends, or the paragraph, or the list."""
        self._count(tag, -1)
        if tag == "a":
            self.link = ""
        elif tag in LISTS and self.lists:
            self.lists.pop()
            self.blocks.append(Block())
        elif tag in PARAGRAPHS:
            self._new_paragraph()

    def handle_data(self, data: str) -> None:
        """Words, which look as the tags around them say."""
        self.blocks[-1].runs.append(Run(data, self.bold > 0, self.italic > 0, self.code > 0, self.link))

    def _count(self, tag: str, step: int) -> None:
        self.bold = max(0, self.bold + step * (tag in BOLD))
        self.italic = max(0, self.italic + step * (tag in ITALIC))
        self.code = max(0, self.code + step * (tag in CODE))

    def _new_paragraph(self) -> None:
        """In an item of a list, which is one line, it is a blank."""
        if self.lists:
            self.blocks[-1].runs.append(Run(" "))
        else:
            self.blocks.append(Block())

    def _open_list(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.lists) >= DEEPEST_LIST:
            raise NotHeldError(f"lists that nest more than {DEEPEST_LIST} deep. Write them as one list")
        self.lists.append(_List(first_number(attributes) if tag == "ol" else 0))

    def _new_item(self) -> None:
        if not self.lists:
            self.lists.append(_List())
        now = self.lists[-1]
        self.blocks.append(Block(mark=f"{now.number}. " if now.number else "- ", depth=len(self.lists) - 1))
        now.number += 1 if now.number else 0
