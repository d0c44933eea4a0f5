"""What differs between two texts of a course: file by file, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.authoring.rules.texts import NotText, shown
from lms.content.files import Files
from lms.content.revision import changed_paths

AROUND = 2  # lines that did not change, shown before and after those that did
MOST_LINES = 4000  # of a file that is compared line by line


@dataclass(frozen=True)
class Row:
    """A line as it was, as it is, or both; `gap` is how many lines are left out before it."""

    before: int | None
    after: int | None
    text: str
    gap: int = 0

    @property
    def kind(self) -> str:
        """`taken out`, `added` or `same`."""
        if self.before is None:
            return "added"
        return "taken out" if self.after is None else "same"


@dataclass(frozen=True)
class Change:
    """A file that differs: it was added, taken out or changed; `rows` are empty where it is no text, or too long."""

    path: str
    kind: str
    rows: tuple[Row, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines that differ, as they were and as they are."""
        return [row.text for row in self.rows if row.kind != "same"]


def changes(before: Files, after: Files) -> list[Change]:
    """Every file that differs, by path."""
    return [_change(path, before.get(path), after.get(path)) for path in changed_paths(before, after)]


def _change(path: str, before: bytes | None, after: bytes | None) -> Change:
    kind = "added" if before is None else "taken out" if after is None else "changed"
    try:
        old, new = shown(before or b"").split("\n"), shown(after or b"").split("\n")
    except NotText:
        return Change(path, kind)
    if max(len(old), len(new)) > MOST_LINES:
        return Change(path, kind)
    return Change(path, kind, tuple(_rows(old, new)))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    shown_until = 0
    for group in SequenceMatcher(None, old, new, autojunk=len(old) > 400).get_grouped_opcodes(AROUND):
        gap = group[0][1] - shown_until
        for tag, a, a_end, b, b_end in group:
            if tag == "equal":
                found = [Row(a + step + 1, b + step + 1, old[a + step]) for step in range(a_end - a)]
            else:
                found = [Row(number + 1, None, old[number]) for number in range(a, a_end)]
                found += [Row(None, number + 1, new[number]) for number in range(b, b_end)]
            for row in found:
                yield Row(row.before, row.after, row.text, gap)
                gap = 0
        shown_until = group[-1][2]
