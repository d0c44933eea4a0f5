"""Everything that stands on a certificate, frozen when it is issued."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from lms.content.schema import Course, Module, Review

TEMPLATE_VERSION = 4
NOT_REVIEWED = "Not yet clinically reviewed."
KIND = "Non-participatory continuing professional development."
INDEPENDENT = "Not produced or endorsed by the NHS, a charity or a regulator."


@dataclass(frozen=True)
class PrintedModule:
    """One module as the certificate lists it: neutral title, minutes of learning, and the pass mark in percent."""

    title: str
    minutes: int
    pass_mark: int


@dataclass(frozen=True)
class Printed:
    """What the sheet says. Dates are in words, so that no later change of format alters a certificate.

    `language` is that of the name, as HTML writes it; empty where its letters do not tell.
    """

    name: str
    title: str
    completed_on: str
    minutes: str
    valid_until: str
    modules: tuple[PrintedModule, ...]
    outcomes: tuple[str, ...]
    statement: str
    supports: str
    revision: int
    review: str
    language: str = ""
    template_version: int = TEMPLATE_VERSION

    @property
    def modules_heading(self) -> str:
        """The heading over the modules, with the pass mark in it when it is the same for all."""
        noun = "Module" if len(self.modules) == 1 else "Modules"
        marks = {module.pass_mark for module in self.modules}
        if len(marks) != 1:
            return f"{noun} passed"
        return f"{noun} passed{', each' if len(self.modules) > 1 else ''} at {marks.pop()}% or more"

    @property
    def small_print(self) -> str:
        """The sentences at the foot: what kind of learning, what it does not show, which text, who reviewed it."""
        parts = (KIND, self.supports, self.statement, f"Content revision {self.revision}.", self.review, INDEPENDENT)
        return " ".join(part for part in parts if part)

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be kept beside the certificate."""
        return asdict(self)


def read_printed(stored: Mapping[str, Any]) -> Printed:
    """What was frozen, as it was frozen."""
    modules: Sequence[Mapping[str, Any]] = stored["modules"]
    values = {**stored, "modules": tuple(PrintedModule(**module) for module in modules)}
    return Printed(**{**values, "outcomes": tuple(stored["outcomes"])})


def print_course(
    course: Course, *, name: str, language: str, modules: Sequence[tuple[Module, int]], completed_on: date,
    until: date, revision: int,
) -> Printed:  # fmt: skip
    """What a certificate of this course says: `modules` as they were studied, each with its minutes of learning."""
    return Printed(
        name=name,
        title=course.neutral_title,
        completed_on=in_words(completed_on),
        minutes=minutes_in_words(sum(minutes for _, minutes in modules)),
        valid_until=in_words(until),
        modules=tuple(PrintedModule(each.neutral_title, minutes, each.quiz.pass_mark) for each, minutes in modules),
        outcomes=tuple(in_sentence(outcome.text) for each, _ in modules for outcome in each.outcomes),
        statement=course.certificate.statement,
        supports=supports_sentence(dict.fromkeys(text for each, _ in modules for text in each.supports)),
        revision=revision,
        review=review_sentence(course.review),
        language=language,
    )


def supports_sentence(supports: Iterable[str]) -> str:
    """What learning it adds to: "supports", never "meets"."""
    *before, last = [in_sentence(text) for text in supports] or [""]
    listed = f"{', '.join(before)} and {last}" if before else last
    beside = "Adds to, and does not replace, statutory safeguarding training"
    return f"{beside}; supports {listed}." if listed else f"{beside}."


def in_sentence(text: str) -> str:
    """The words as they stand within a sentence: without the capital, unless they begin with an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def review_sentence(review: Review) -> str:
    """Who has reviewed the text; nobody is invented."""
    if not review.reviewed:
        return NOT_REVIEWED
    return f"Clinical review: {review.clinical}. Legal review: {review.legal}."


def in_words(day: date) -> str:
    """A date as it is printed: "21 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def minutes_in_words(minutes: int) -> str:
    """Minutes of learning as a reader says them: "3 hours 15 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = (_counted(hours, "hour"), _counted(rest, "minute"))
    return " ".join(part for part in parts if part) or "0 minutes"


def _counted(number: int, noun: str) -> str:
    return "" if number == 0 else f"{number} {noun}" + ("" if number == 1 else "s")
