"""How a figure, a citation and the notes at the foot of a page are drawn. A figure never goes without its caveat."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Literal

from lms.content.schema import Figure, Source

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
TO_VERIFY = '<span class="label label--warm">To verify</span>'


def in_words(dated: str) -> str:
    """A date as precise as it is known, in British words: 2025, April 2025, 22 April 2025."""
    year, *rest = dated.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def dated_day(day: date) -> str:
    """A day in British words."""
    return in_words(day.isoformat())


def short_name(source: Source) -> str:
    """A source in a sentence: who published it, and the year where it is known."""
    return ", ".join([source.publisher, *([source.dated[:4]] if source.dated else [])])


def in_full(source: Source) -> str:
    """A source in plain words: publisher, title, date, and whether it is still to be verified."""
    parts = [source.publisher, source.title, *([in_words(source.dated)] if source.dated else [])]
    return ", ".join(parts) + ("" if source.verified else " (to verify)")


def sentence(figure: Figure) -> tuple[str, str]:
    """The figure's value, and the rest of what it says with what it measures."""
    whole = f"{figure.says} {figure.measures}".rstrip(".") + "."
    rest = whole.removeprefix(figure.value).strip()
    return figure.value, rest if rest != whole else whole


def asked_when(figure: Figure) -> str:
    """Whom a figure is about and when; the year is added where the words name none."""
    named = re.search(r"\b(19|20)\d\d\b", figure.population)
    return figure.population if named else f"{figure.population}, {figure.year}"


def with_caveat(figure: Figure) -> str:
    """The figure within a question, where there is no foot of a page: its words and its caveat in brackets."""
    return f"{figure.says} ({figure.caveat.rstrip('.')})"


Audience = Literal["", "trainer"]


@dataclass
class Foot:
    """The notes and sources that a page gathers while it is drawn, for everybody and for trainers."""

    sources: dict[str, Source]
    audience: Audience = ""
    figures: list[tuple[Figure, Audience]] = field(default_factory=list)
    cited: dict[str, Audience] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def unique(self, wanted: str) -> str:
        """This id, or with a number where the page has it already."""
        number, name = 1, wanted
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        self.ids.add(name)
        return name

    def note(self, figure: Figure) -> int:
        """The number of a new note with this figure's caveat."""
        self.cite(figure.source)
        self.figures.append((figure, self.audience))
        return len(self.figures)

    def cite(self, source_id: str) -> None:
        """List this source at the foot; what everybody sees is not hidden by a trainer's note."""
        if self.audience == "" or source_id not in self.cited:
            self.cited[source_id] = self.audience

    def draw(self, audience: Audience) -> str:
        """The notes and sources for one audience, or nothing where there are none."""
        notes = [
            self._note(number, figure)
            for number, (figure, seen_by) in enumerate(self.figures, 1)
            if seen_by == audience
        ]
        listed = [
            self._source(self.sources[each])
            for each, seen_by in self.cited.items()
            if seen_by == audience and each in self.sources
        ]
        parts = []
        if notes:
            parts.append(
                f'<h2 class="nhsuk-heading-s">About the figures</h2><ul class="nhsuk-list notes">{"".join(notes)}</ul>'
            )
        if listed:
            parts.append(
                f'<h2 class="nhsuk-heading-s">Sources</h2><ul class="nhsuk-list sources">{"".join(listed)}</ul>'
            )
        return f'<section class="section meta">{"".join(parts)}</section>' if parts else ""

    def _note(self, number: int, figure: Figure) -> str:
        whole = f"{figure.says} {figure.measures}".rstrip(".") + "."
        return (
            f'<li id="note-{number}">{number}. {escape(whole)} {escape(figure.caveat)} '
            f'{escape(asked_when(figure))}. <a href="#note-{number}-from">Back to the text'
            f'<span class="nhsuk-u-visually-hidden"> of note {number}</span></a></li>'
        )

    def _source(self, source: Source) -> str:
        title = escape(source.title)
        if source.address:
            title = f'<a href="{escape(source.address)}" rel="noopener noreferrer">{title}</a>'
        about = [escape(source.publisher), *([in_words(source.dated)] if source.dated else [])]
        return f'<li id="source-{source.id}">{title}. {", ".join(about)}. {_standing(source)}</li>'


def _standing(source: Source) -> str:
    """When a source was last checked; or that it is still to be verified, as at the day it was last looked at."""
    if source.verified:
        return f"Last checked {dated_day(source.checked)}." if source.checked else ""
    return f"{TO_VERIFY} as at {dated_day(source.checked)}." if source.checked else TO_VERIFY
