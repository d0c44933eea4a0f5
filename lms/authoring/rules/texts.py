"""A file's bytes and the text that a browser edits: only what somebody changed may differ afterwards.

A textarea knows one kind of line end and posts CRLF whatever the file has. So lines that were not changed keep their
own ends, new ones get the end that most lines of the file have, and a byte order mark stays where it was.
"""

import re
from collections import Counter
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

BOM = "\ufeff"
END = re.compile(r"\r\n|\n|\r")
MOST_COMPARED = 250_000  # pairs of lines; beyond it, changed places of a file of mixed ends get its usual end


class Line(NamedTuple):
    """A line and how it ends; the last line of a file may have no end."""

    text: str
    end: str


class NotText(ValueError):
    """These bytes are no UTF-8 text, so that no textarea can show them."""


def shown(data: bytes) -> str:
    """The text as a browser gets it, every line ended by LF. Raises `NotText`."""
    return END.sub("\n", _decode(data).removeprefix(BOM))


def shown_or_none(data: bytes) -> str | None:
    """The text of a file, or None where it is none."""
    try:
        return shown(data)
    except NotText:
        return None


def name_of(data: bytes | None) -> str:
    """What a file is known by, so that a change of it is noticed; empty for one that does not exist."""
    return "" if data is None else sha256(data).hexdigest()


def posted(text: str) -> str:
    """What a form sent, every line ended by LF."""
    return END.sub("\n", text)


def first_change(before: str, after: str) -> int:
    """The first line that says something else than before; the first of all where none does."""
    lines = zip_longest(END.split(before), END.split(after))
    return next((number for number, (old, new) in enumerate(lines, 1) if old != new), 1)


def edited(before: bytes, text: str) -> bytes:
    """The bytes of the file once it says this text: the same bytes where it says what it said before.

    Raises `NotText` when the file before was none.
    """
    whole = _decode(before)
    mark = BOM if whole.startswith(BOM) else ""
    ends = [end for end, _ in Counter(END.findall(whole)).most_common()]
    if len(ends) < 2:
        after = END.sub(ends[0] if ends else "\n", text)
    else:
        after = _with_ends(whole.removeprefix(BOM), posted(text), ends[0])
    return (mark + after).encode()


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotText from None


def _lines(text: str) -> list[Line]:
    texts, ends = END.split(text), END.findall(text)
    return [Line(*each) for each in zip(texts, [*ends, ""], strict=True)]


def _with_ends(before: str, text: str, usual: str) -> str:
    """The text, each line with the end of the old line that it is, or the file's usual one."""
    old, new = _lines(before), _lines(text)
    kept = _kept_ends(old, new)
    ended = [Line(line.text, (kept.get(number) or usual) if line.end else "") for number, line in enumerate(new)]
    after = "".join(line.text + line.end for line in ended)
    return after if _lines(after) == ended else text  # an old CR met an LF, and the two became one end


def _kept_ends(old: list[Line], new: list[Line]) -> dict[int, str]:
    """The ends of those new lines that stood in the file before, by number."""
    start = _same(old, new)
    after = min(_same(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    kept = {number: old[number].end for number in range(start)}
    kept |= {len(new) - back: old[-back].end for back in range(1, after + 1)}
    middle = old[start : len(old) - after], new[start : len(new) - after]
    if len(middle[0]) * len(middle[1]) <= MOST_COMPARED:
        was, now = ([line.text for line in lines] for lines in middle)
        for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
            kept |= {start + block.b + step: middle[0][block.a + step].end for step in range(block.size)}
    return kept


def _same(old: list[Line], new: list[Line]) -> int:
    """How many lines say the same from the start."""
    both = enumerate(zip(old, new, strict=False))
    return next((number for number, (a, b) in both if a.text != b.text), min(len(old), len(new)))
