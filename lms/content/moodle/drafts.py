"""A question on its way into quiz.md, and the text that it becomes."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from lms.content.moodle.html_blocks import Block

ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
LONGEST_ID = 60


@dataclass
class Draft:
    """A question as lines of Markdown: what is asked, the answers as their kind is written, what is said of it all."""

    kind: str
    title: str
    stem: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)

    def markdown(self, question_id: str, outcome: str) -> str:
        """The question as it stands in quiz.md. It names no source, so that the check asks for one at its line."""
        about = f"#{question_id} kind={self.kind}" + (f" outcome={outcome}" if outcome else "")
        parts = [[f"## {self.title} {{{about}}}"], self.stem, self.answers, quoted(self.feedback)]
        return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def lines_of(blocks: Sequence[Block]) -> list[str]:
    """The blocks as lines: an empty one between them, but not between the items of a list."""
    lines: list[str] = []
    open_lists: dict[int, str] = {}  # by how deep they stand, and whether they have bullets or numbers
    for block in blocks:
        sort = "-" if block.mark == "- " else "1" if block.mark else ""
        goes_on = bool(sort and open_lists and open_lists.get(block.depth, sort) == sort)
        open_lists = {depth: its for depth, its in open_lists.items() if depth < block.depth and sort}
        if sort:
            open_lists[block.depth] = sort
        lines += [block.markdown] if goes_on or not lines else ["", block.markdown]
    return lines


def quoted(lines: Sequence[str], indent: str = "") -> list[str]:
    """The lines as a quotation."""
    return [f"{indent}> {line}".rstrip() for line in lines]


def option(mark: str, words: str, feedback: Sequence[str]) -> list[str]:
    """An answer after its mark, with its feedback under it."""
    return [f"{mark} {words}".rstrip(), *quoted(feedback, "  ")]


def ticked(right: bool, words: str, feedback: Sequence[str]) -> list[str]:
    """An answer to choose."""
    return option("- [x]" if right else "- [ ]", words, feedback)


def free_id(wanted: str, name: str, taken: Container[str]) -> str:
    """The id that was wanted, if it can be one; else one made from the name. A number tells it from those taken."""
    slug = wanted if ID.fullmatch(wanted) else re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    slug = slug if re.match("[a-z]", slug) else f"question-{slug}".rstrip("-")
    found, number = slug[:LONGEST_ID].rstrip("-"), 1
    while found in taken:
        number += 1
        found = f"{slug[: LONGEST_ID - 6].rstrip('-')}-{number}"
    return found
