"""A record as lines of a CSV file, and what both kinds of export are made from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lms import clock
from lms.certificates.rules.printed import in_sentence, review_sentence
from lms.cpd.queries.entries import Entry, Profile
from lms.cpd.queries.learnt import Learnt
from lms.cpd.rules.entries import EntryKind
from lms.cpd.rules.regulators import Layout
from lms.cpd.rules.sheet import Activity, Period, Sheet, lay_out


def record_sheet(
    layout: Layout, *, name: str, profile: Profile, period: Period, made_on: date, learnt: Sequence[Learnt],
    entries: Sequence[Entry],
) -> Sheet:  # fmt: skip
    """The owner's record of a period as this regulator wants to read it."""
    readable = [(each.kind, each.content) for each in entries if each.content is not None]
    return lay_out(
        layout, name=name, number=profile.number, period=period, made_on=made_on,
        activities=[_activity(each) for each in learnt], entries=readable,
    )  # fmt: skip


def wanted(entries: Iterable[Entry], *, reflections: bool, notes: bool) -> list[Entry]:
    """Those of the kinds that were asked for."""
    kinds = {EntryKind.REFLECTION: reflections, EntryKind.NOTE: notes}
    return [each for each in entries if kinds[each.kind]]


def record_lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """One table: a line for each module passed, then one for each entry; what the record says of itself comes last."""
    labels = tuple(dict.fromkeys(label for each in sheet.written for label, _ in each.answers))
    yield ("Entry", *sheet.columns, "About", "Prompt", *labels)
    for row in sheet.rows:
        yield ("Learning", *row, *[""] * (2 + len(labels)))
    for each in sheet.written:
        answers, dates = dict(each.answers), (each.day, *[""] * (len(sheet.columns) - 1))
        yield (each.kind, *dates, each.about, each.prompt, *(answers.get(label, "") for label in labels))
    yield from sheet.facts
    yield "In all", sheet.total
    yield from (("Note on this record", each) for each in sheet.notes)


def _activity(learnt: Learnt) -> Activity:
    course = learnt.revision.course
    return Activity(
        day=clock.in_london(learnt.completed_at).date(), course=course.neutral_title,
        module=learnt.module.neutral_title, revision=learnt.revision.revision_number, counted=learnt.counted,
        own=learnt.own, outcomes=tuple(in_sentence(each.text) for each in learnt.module.outcomes),
        review=review_sentence(course.review),
    )  # fmt: skip
