"""A record laid out for a regulator: the one thing from which the PDF and the CSV are both made."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from lms.cpd.rules.entries import Content, EntryKind
from lms.cpd.rules.regulators import ENDING, METHOD, Layout, fields_of
from lms.cpd.rules.time import hours


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both of them in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def words(self) -> str:
        """As a reader says it."""
        return f"{in_words(self.first)} to {in_words(self.last)}"


@dataclass(frozen=True)
class Activity:
    """A module that was passed, in neutral words. `own` is what the learner says it took, where they have said so."""

    day: date
    course: str
    module: str
    revision: int
    counted: int
    own: int | None
    outcomes: tuple[str, ...]
    review: str

    @property
    def minutes(self) -> int:
        """What it counts for in this record."""
        return self.counted if self.own is None else self.own

    def cell(self, column: str) -> str:
        """What stands in this column of an export."""
        return {
            "day": in_words(self.day),
            "topic": f"{self.course}: {self.module} (revision {self.revision})",
            "method": METHOD,
            "hours": hours(self.minutes),
            "participatory": hours(0),
            "counted": hours(self.counted),
            "content": "; ".join(self.outcomes),
        }[column]


@dataclass(frozen=True)
class Written:
    """An entry as it stands in an export: label and text, one after another."""

    kind: str
    day: str
    about: str
    prompt: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that an export says."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: str
    written: tuple[Written, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be handed to whoever draws them."""
        return asdict(self)


def lay_out(
    layout: Layout, *, name: str, number: str, period: Period, made_on: date,
    activities: Sequence[Activity], entries: Iterable[tuple[EntryKind, Content]],
) -> Sheet:  # fmt: skip
    """The record of a period, oldest first, as this regulator wants to read it."""
    learnt = sorted((each for each in activities if each.day in period), key=lambda each: each.day)
    written = sorted((each for each in entries if each[1].on in period), key=lambda each: each[1].on)
    total = sum(each.minutes for each in learnt)
    return Sheet(
        title="Learning record",
        facts=_facts(layout, name=name, number=number, period=period, made_on=made_on),
        columns=tuple(heading for heading, _ in layout.columns),
        rows=tuple(tuple(each.cell(column) for _, column in layout.columns) for each in learnt),
        total=f"{hours(total)} hours in all, non-participatory" if learnt else "No module was passed in this time",
        written=tuple(_written(layout, kind, content) for kind, content in written),
        notes=(*layout.notes, *(_reviews(learnt) if layout.quality else ()), *ENDING),
    )


def _facts(layout: Layout, *, name: str, number: str, period: Period, made_on: date) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Name", name), ("Register number", number), ("Laid out for", layout.name), ("Time", period.words),
        ("Made on", in_words(made_on)),
    )  # fmt: skip
    return tuple((label, value) for label, value in facts if value)


def _reviews(learnt: Sequence[Activity]) -> list[str]:
    return [f"Quality assurance of the content: {words}" for words in dict.fromkeys(each.review for each in learnt)]


def _written(layout: Layout, kind: EntryKind, content: Content) -> Written:
    answers: tuple[tuple[str, str], ...] = (("Note", content.text),)
    if kind is EntryKind.REFLECTION:
        asked = fields_of(layout.regulator, frozenset(content.answers))
        given = ((field.label, field.in_words(content.answers.get(field.id, ""))) for field in asked)
        answers = tuple((label, words) for label, words in given if words)
    return Written(kind.value.capitalize(), in_words(content.on), content.words, content.prompt, answers)


def in_words(day: date) -> str:
    """A date as it is printed: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"
