"""Notes and reflections: what one holds once it is opened."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

NOTE_WORDS, ANSWER_WORDS = 1000, 500
MOST_ENTRIES = 1000  # of one person; nobody writes so many by hand
UNDO = timedelta(days=1)  # what was deleted can be put back so long


class EntryKind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    REFLECTION = "reflection"


@dataclass(frozen=True)
class Place:
    """Where in a course an entry began, in the neutral words of that time; without a module, at the course's end."""

    course: str
    title: str
    module: str = ""
    module_title: str = ""
    page: str = ""
    page_number: int = 0

    @property
    def words(self) -> str:
        """The module and the page, or else the course."""
        page = f", page {self.page_number}" if self.page else ""
        return f"{self.module_title or self.title}{page}"

    @property
    def name(self) -> str | None:
        """What the database calls the page, so that it has one note; None where there is no page."""
        return f"{self.course}/{self.module}/{self.page}" if self.page else None


@dataclass(frozen=True)
class Content:
    """What somebody wrote: a note's text, or a reflection's answers by field, choices as their ids with blanks between.

    `prompt` is the course's own question, as it was when this was written.
    """

    on: date
    text: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None
    prompt: str = ""

    @property
    def words(self) -> str:
        """What it is about; empty where that was not said."""
        return self.place.words if self.place else ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be sealed."""
        return {**asdict(self), "on": self.on.isoformat(), "answers": dict(self.answers)}


def read_content(opened: Mapping[str, Any]) -> Content:
    """What was sealed."""
    place = Place(**opened["place"]) if opened["place"] else None
    return Content(**{**opened, "on": date.fromisoformat(opened["on"]), "place": place})
