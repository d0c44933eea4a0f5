"""How far somebody is in a module: what is read, what is still to be read, where they stopped."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lms.content.walk import Step

FIRST_READING = 1


@dataclass(frozen=True)
class Standing:
    """One module that somebody has begun, as plain values.

    `read` holds the pages marked as read, by reading, in the order they were; `to_reread` the pages asked for
    in the readings after the first.
    """

    progress_id: int
    module_id: str
    revision_id: int
    active_at: datetime  # when it was begun, or a page last marked as read
    read: Mapping[int, Sequence[str]] = field(default_factory=dict)
    to_reread: Mapping[int, Sequence[str]] = field(default_factory=dict)
    completed_at: datetime | None = None

    @property
    def reading(self) -> int:
        """Which time through the module this is: 1, or higher after a round of attempts without a pass."""
        return max(self.to_reread, default=FIRST_READING)

    def unread(self, pages: Sequence[str]) -> tuple[str, ...]:
        """Of the module's pages those that the assessment still waits for, in order."""
        read = self.read.get(self.reading, ())
        wanted = self.to_reread.get(self.reading, pages)
        return tuple(page for page in pages if page in wanted and page not in read)

    def resume_at(self, pages: Sequence[str]) -> str | None:
        """The page to carry on at: the first still to be read after the one read last, or else the first of all
        that are; None when everything is read."""
        unread = self.unread(pages)
        after = pages[pages.index(self._last_read) + 1 :] if self._last_read in pages else pages
        return next((page for page in after if page in unread), unread[0] if unread else None)

    @property
    def _last_read(self) -> str | None:
        return next(reversed(self.read.get(self.reading, ())), None)


@dataclass(frozen=True)
class Run:
    """One walk through a case as plain values; it is its learner's alone and counts for nothing."""

    run_id: int
    case_id: str
    number: int  # from 1 for each case
    seed: int
    started_at: datetime
    steps: tuple[Step, ...] = ()


def is_complete(required: Collection[str], completed: Collection[str]) -> bool:
    """Whether a course is complete: all that it asks of this person, and it asks for something."""
    return bool(required) and set(required) <= set(completed)
