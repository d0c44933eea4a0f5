"""The record as a page: what was learnt by course, and what was written, without a word of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from lms.cpd.rules.entries import EntryKind
from lms.cpd.rules.regulators import LAYOUTS
from lms.cpd.rules.sheet import in_words

if TYPE_CHECKING:
    from lms.cpd.queries.entries import Entry, Profile
    from lms.cpd.queries.learnt import Learnt
    from lms.cpd.rules.entries import Content
    from lms.cpd.rules.regulators import Field


@dataclass(frozen=True)
class LearntRow:
    """A module that was passed."""

    completion_id: int
    title: str
    completed_at: datetime
    revision: int
    counted: int
    own: int | None


@dataclass(frozen=True)
class LearntCourse:
    """The modules of one course, and the minutes of all of them: as the course counts, and as the learner does."""

    code: str
    title: str
    rows: tuple[LearntRow, ...]
    counted: int
    minutes: int


@dataclass(frozen=True)
class EntryRow:
    """An entry in the list: whoever looks over a shoulder reads nothing of it."""

    key: str
    kind: str
    title: str
    day: str
    is_readable: bool


@dataclass(frozen=True)
class EntryPage:
    """An entry as it was written: its answers with their labels, each in paragraphs."""

    key: str
    kind: str
    about: str
    day: str
    prompt: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]


def learnt_courses(learnt: Sequence[Learnt]) -> list[LearntCourse]:
    """What was learnt, course by course, the latest module first."""
    ordered = sorted(learnt, key=lambda each: each.revision.course.code)  # stable: within a course as it came
    return [_course(list(each)) for _, each in groupby(ordered, key=lambda each: each.revision.course.code)]


def _course(learnt: list[Learnt]) -> LearntCourse:
    course = learnt[0].revision.course
    rows = tuple(row(each) for each in learnt)
    minutes = sum(each.counted if each.own is None else each.own for each in learnt)
    return LearntCourse(course.code, course.neutral_title, rows, sum(each.counted for each in learnt), minutes)


def row(learnt: Learnt) -> LearntRow:
    """A module in neutral words."""
    return LearntRow(
        learnt.completion_id, learnt.module.neutral_title, learnt.completed_at, learnt.revision.revision_number,
        learnt.counted, learnt.own,
    )  # fmt: skip


def entry_rows(entries: Sequence[Entry]) -> list[EntryRow]:
    """The entries in the order given."""
    return [_entry_row(entry) for entry in entries]


def _entry_row(entry: Entry) -> EntryRow:
    kind = entry.kind.value.capitalize()
    if entry.content is None:
        return EntryRow(entry.key, kind, kind, "", is_readable=False)
    about = f"{kind}: {entry.content.words}" if entry.content.words else kind
    return EntryRow(entry.key, kind, about, in_words(entry.content.on), is_readable=True)


def entry_page(entry: Entry, content: Content, asked: Sequence[Field]) -> EntryPage:
    """The whole entry, with the questions that were asked."""
    answers: tuple[tuple[str, str], ...] = (("", content.text),)
    if entry.kind is EntryKind.REFLECTION:
        given = ((field.label, field.in_words(content.answers.get(field.id, ""))) for field in asked)
        answers = tuple((label, words) for label, words in given if words)
    paragraphs = tuple((label, tuple(filter(str.strip, words.split("\n")))) for label, words in answers)
    kind = entry.kind.value.capitalize()
    return EntryPage(entry.key, kind, content.words, in_words(content.on), content.prompt, paragraphs)


def regulator_name(profile: Profile) -> str:
    """Whose register somebody is on, in words."""
    return LAYOUTS[profile.regulator].name
