"""Lists as people write them elsewhere: right under a line of words, nested by two blanks or three, numbered `1)`.

Python-Markdown wants an empty line before a list and four blanks a level, and shows anything else as words or on the
wrong level without saying so. So the lines are laid out for it first, by CommonMark's rule: what stands as far in as
the words of an item belongs to that item. Four blanks are always enough.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markdown.preprocessors import Preprocessor

LEVEL = " " * 4
ITEM = re.compile(r" *(?P<sign>[-*+]|\d{1,9}[.)]) +(?P<words>\S.*)")
BEGINS = {"-", "*", "+", "1.", "1)"}  # under words a line that starts with another number is words too
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
HEADING = re.compile(r"#{1,6}\s")
TABLE = re.compile(r"[ :|-]*\|[ :|-]*")
QUOTED = re.compile(r"> ?")


class Lists(Preprocessor):  # type: ignore[misc]  # Python-Markdown ships no types
    """Lays out the lists of a text, and those in its quotations."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with each list where Python-Markdown looks for it."""
        return list(_laid_out(lines))


def _laid_out(lines: Iterable[str]) -> Iterator[str]:
    for quoted, group in groupby(lines, lambda line: line.startswith(">")):
        if quoted:
            yield from (f"> {line}" for line in _laid_out([QUOTED.sub("", line, count=1) for line in group]))
        else:
            layout = _Layout()
            for line in group:
                yield from layout.lay(line)


class _Layout:
    """What is open where the next line stands."""

    def __init__(self) -> None:
        self.inside: list[int] = []  # for each open item, from where on a line belongs to it
        self.counted: list[bool] = []  # for each of them, whether its list is numbered
        self.block = ""  # what the lines since the last empty one are: words, a list, a table

    def lay(self, line: str) -> list[str]:
        """The line in its place; where a list begins under words, an empty one before it."""
        reach = len(line) - len(line.lstrip(" "))
        item = None if RULE.fullmatch(line) else ITEM.fullmatch(line)
        if not line.strip():
            self.block = ""
            return [line]
        if item and (self.inside or reach < len(LEVEL)) and (self.block in ("", "list") or self._may_begin(item)):
            return self._item(item, reach)
        return [self._words(line, reach)]

    def _may_begin(self, item: re.Match[str]) -> bool:
        return self.block == "words" and item["sign"] in BEGINS

    def _item(self, item: re.Match[str], reach: int) -> list[str]:
        self._leave(reach)
        level, counted = len(self.inside), item["sign"] not in "-*+"
        another = self.block == "list" and self.counted[level : level + 1] == [not counted]
        apart = [""] if another or self.block == "words" else []
        self.inside.append(min(item.start("words"), reach + len(LEVEL)))
        self.counted[level:], self.block = [counted], "list"
        return [*apart, f"{LEVEL * level}{item['sign'].replace(')', '.')} {item['words']}"]

    def _words(self, line: str, reach: int) -> str:
        if not self.block:
            self._leave(reach)
        within = len(self.inside) if self.block != "list" else len(self.inside) - 1
        belongs = bool(self.inside) and reach >= self.inside[-1]
        self.block = "" if HEADING.match(line) else "table" if TABLE.fullmatch(line) else self.block or "words"
        if not belongs:
            return line
        return f"{LEVEL * within}{' ' if self.block == 'list' else ''}{line.lstrip(' ')}"

    def _leave(self, reach: int) -> None:
        """Close the items that a line this far in does not belong to."""
        self.inside = [start for start in self.inside if start <= reach]
