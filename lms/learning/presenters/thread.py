"""Progress as dots on a line: each with its words, so that the dots can be left out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lms.content.schema import Module, Page
from lms.learning import rules
from lms.progress.rules import Standing

DONE, NOW, TO_COME = "done", "now", ""
LONGEST_LINE = 12  # beyond that, words only


@dataclass(frozen=True)
class Dot:
    """A stop on the thread: where it leads, what it is called, its look, and the same in words."""

    number: int
    title: str
    state: str
    words: str

    @property
    def is_here(self) -> bool:
        """Whether the reader is at this stop."""
        return self.state == NOW


def pages(module: Module, standing: Standing, here: Page | None = None) -> list[Dot]:
    """The module's pages: read, not read, or asked for again; and the one that is open."""
    unread = set(standing.unread(rules.page_ids(module)))
    return [_page(page, page == here, page.id in unread, standing) for page in module.pages]


def _page(page: Page, is_here: bool, is_unread: bool, standing: Standing) -> Dot:
    to_read = "to read again" if standing.to_reread else "not read"
    words = "you are here" if is_here else to_read if is_unread else "read"
    state = NOW if is_here else TO_COME if is_unread else DONE
    return Dot(page.number, page.title, state, words)


def questions(count: int, answered: Collection[int], here: int | None = None) -> list[Dot]:
    """The questions of an attempt, by number: answered or not, and the one that is open."""
    return [
        Dot(
            number,
            f"Question {number}",
            NOW if number == here else DONE if number in answered else TO_COME,
            "answered" if number in answered else "not answered",
        )
        for number in range(1, count + 1)
    ]


def steps(dots: Sequence[Dot]) -> list[str]:
    """The looks of the dots for a single line; empty where the line would be too long."""
    return [dot.state for dot in dots] if len(dots) <= LONGEST_LINE else []
