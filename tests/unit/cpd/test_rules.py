"""Entries, time, and the five layouts."""

from datetime import date, timedelta

import pytest

from lms.cpd.rules.entries import EntryKind, read_content
from lms.cpd.rules.regulators import ENDING, FIELDS, LAYOUTS, Regulator, fields_of
from lms.cpd.rules.sheet import Period, lay_out
from lms.cpd.rules.time import hours, longest_minutes
from tests.factories import cpd

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def sheet(regulator=Regulator.NMC, activities=(), entries=(), **fields):
    usual = {"name": "Rowan Ellis", "number": "", "period": YEAR, "made_on": date(2026, 11, 22)}
    return lay_out(LAYOUTS[regulator], **{**usual, **fields}, activities=activities, entries=entries)


def test_what_was_sealed_is_read_as_it_was():
    for content in (cpd.content(None), cpd.content(None, place=cpd.place(None), prompt="Whom?", text="Ünïcode")):
        assert read_content(content.to_json()) == content


def test_a_place_says_neutral_words_and_only_a_page_has_a_name():
    assert cpd.place(None).words == "Part 4 of the course, page 2"
    assert cpd.place(None).name == "four/module-4/page-2"
    whole = cpd.place(None, module="", module_title="", page="", page_number=0)
    assert (whole.words, whole.name) == ("Recognising unwanted behaviour", None)


@pytest.mark.parametrize(("counted", "most"), [(5, 60), (20, 60), (45, 135), (200, 600)])
def test_a_module_takes_three_times_as_long_at_most(counted, most):
    assert longest_minutes(counted) == most


@pytest.mark.parametrize(("minutes", "said"), [(0, "0.00"), (45, "0.75"), (50, "0.83"), (135, "2.25")])
def test_hours_are_said_as_registers_add_them_up(minutes, said):
    assert hours(minutes) == said


def test_every_regulator_of_the_brief_has_a_layout_of_known_fields_and_columns():
    assert set(LAYOUTS) == set(Regulator)
    for layout in LAYOUTS.values():
        assert set(layout.fields) <= set(FIELDS)
        assert layout.columns[0][1] == "day"
        assert [cpd.activity(None).cell(column) for _, column in layout.columns]


def test_what_was_answered_for_another_regulator_stays_to_be_seen():
    asked = [field.id for field in fields_of(Regulator.GMC, frozenset({"code", "learnt"}))]
    assert asked == ["learnt", "change", "evidence", "code"]


def test_solo_learning_is_labelled_non_participatory_and_counts_no_participatory_hour():
    (row,) = sheet(activities=[cpd.activity(None)]).rows
    said = dict(zip(sheet().columns, row, strict=True))
    assert said["Method"] == "Online course, alone (non-participatory)"
    assert (said["Hours"], said["Participatory hours"]) == ("0.75", "0.00")
    for regulator in Regulator:
        laid_out = sheet(regulator, activities=[cpd.activity(None)])
        assert "non-participatory" in " ".join(laid_out.rows[0])
        assert "non-participatory" in laid_out.total


def test_own_time_counts_and_what_the_course_counts_stands_beside_it():
    laid_out = sheet(activities=[cpd.activity(None, own=60), cpd.activity(None)])
    said = [dict(zip(laid_out.columns, row, strict=True)) for row in laid_out.rows]
    assert [(each["Hours"], each["Hours that the course counts"]) for each in said] == [
        ("1.00", "0.75"),
        ("0.75", "0.75"),
    ]
    assert laid_out.total == "1.75 hours in all, non-participatory"


def test_only_the_days_asked_for_are_in_it_the_first_and_the_last_too():
    days = [YEAR.first - timedelta(days=1), YEAR.first, YEAR.last, YEAR.last + timedelta(days=1)]
    laid_out = sheet(
        activities=[cpd.activity(None, day=day) for day in reversed(days)],
        entries=[(EntryKind.REFLECTION, cpd.content(None, on=day)) for day in reversed(days)],
    )
    assert [row[0] for row in laid_out.rows] == ["1 January 2026", "31 December 2026"]
    assert [each.day for each in laid_out.written] == ["1 January 2026", "31 December 2026"]


def test_a_dentist_reads_what_a_certificate_needs():
    """Brief, section 5.1: name, title, date, hours, content, aims and objectives, outcomes, quality assurance."""
    laid_out = sheet(Regulator.GDC, activities=[cpd.activity(None)], entries=[
        (EntryKind.REFLECTION, cpd.content(None, answers={"outcomes": "a c"})),
    ])  # fmt: skip
    assert ("Name", "Rowan Ellis") in laid_out.facts
    said = dict(zip(laid_out.columns, laid_out.rows[0], strict=True))
    assert said["Date"] == "21 November 2026"
    assert "Recognising unwanted behaviour: Part 4" in said["Topic"]
    assert said["Content, aims and objectives"] == "refer safely"
    assert said["Hours"] == "0.75"
    assert laid_out.written[0].answers == (("Development outcomes", "A: communication; C: knowledge and skill"),)
    notes = " ".join(laid_out.notes)
    assert "Quality assurance of the content: Not yet clinically reviewed." in notes
    assert "full and accurate" in notes


@pytest.mark.parametrize("regulator", Regulator)
def test_nothing_claims_to_be_accredited(regulator):
    laid_out = sheet(regulator, activities=[cpd.activity(None)])
    assert laid_out.notes[-2:] == ENDING
    claims = " ".join(laid_out.notes[:-1]).lower()
    assert not any(word in claims for word in ("accredited", "approved", "endorsed", "recognised by"))


def test_a_register_number_is_said_where_there_is_one():
    assert ("Register number", "99I1234E") in sheet(number="99I1234E").facts
    assert "Register number" not in dict(sheet().facts)


def test_a_note_stands_as_it_is_and_an_empty_question_is_left_out():
    note = cpd.content(None, text="One\nTwo", answers={})
    reflection = cpd.content(None, answers={"learnt": "This", "planned": "yes"}, prompt="Whom?", place=cpd.place(None))
    laid_out = sheet(Regulator.GPHC, entries=[(EntryKind.NOTE, note), (EntryKind.REFLECTION, reflection)])
    assert laid_out.written[0].answers == (("Note", "One\nTwo"),)
    assert laid_out.written[1].answers == (("Was this learning planned?", "Planned"), ("What I learnt", "This"))
    assert (laid_out.written[1].prompt, laid_out.written[1].about) == ("Whom?", "Part 4 of the course, page 2")
