"""Somebody keeps a record: a note beside a page, a reflection for their regulator, their own time, and a file of all.

With a pointer, and by keyboard alone at 320 pixels without JavaScript; every page is accessible and fits its window.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_clinician import Clinician, somebody
from tests.journeys.test_reports import go_to, signed_in
from tests.support.browsing import LiveServer

NHS_NUMBER = "943 476 5919"
THOUGHT = "I ask early, and I write it where nobody at home reads it."


def when_a_note_is_written_beside_a_page(who: Clinician, module: int) -> None:
    """From the page; the number of a patient is refused, and what was typed stays to be put right."""
    who.page.goto(f"/learning/four/{module}/1")
    who.look()
    who.press("Your note on this page")
    who.sees("Write a note")
    who.write("Note", f"{THOUGHT} {NHS_NUMBER}")
    who.press("Save")
    expect(who.page.get_by_role("alert")).to_contain_text("This looks like an NHS number")
    expect(who.page).to_have_title("Error: Note - Learning")
    who.write("Note", THOUGHT)
    who.press("Save")
    who.sees(re.compile("^Note: .*, page 1$"))
    expect(who.page.get_by_role("main")).to_contain_text(THOUGHT)
    who.page.goto(f"/learning/four/{module}/1")
    who.press("Your note on this page")
    expect(who.page.get_by_label("Note", exact=True)).to_have_value(THOUGHT)


def when_the_regulator_is_chosen(who: Clinician) -> None:
    """In the record, where nobody else sees it."""
    go_to(who, "My record")
    who.sees("My record")
    who.press("Change your regulator")
    who.hands.choose(who.page.get_by_label("Nursing and Midwifery Council (NMC)", exact=True))
    who.press("Save")
    expect(who.page.get_by_role("main")).to_contain_text("Nursing and Midwifery Council (NMC)")


def when_a_reflection_is_written(who: Clinician) -> None:
    """With the questions of the regulator; it is changed once."""
    who.press("Write a reflection")
    who.press("Save")
    expect(who.page.get_by_role("alert")).to_contain_text("Answer at least one of the questions")
    who.write("What I learnt", "One thing.")
    if who.reloads_itself:
        expect(who.page.get_by_text("2 now")).to_be_visible()
    who.hands.choose(who.page.get_by_label("Preserve safety", exact=True))
    who.press("Save")
    who.sees("Reflection")
    who.press("Change")
    who.write("What I learnt", THOUGHT)
    who.press("Save")
    expect(who.page.get_by_role("main")).to_contain_text("Preserve safety")


def when_it_is_deleted_and_put_back(who: Clinician) -> None:
    """With a warning before, and a day to think again."""
    who.press("Delete")
    who.sees("Delete this reflection?")
    who.press("Delete")
    who.sees("My record")
    assert THOUGHT not in who.page.content()
    who.press(re.compile("^Put back"))
    expect(who.page.get_by_role("main")).to_contain_text(THOUGHT)
    who.press("Back to my record")


def when_the_time_is_put_right(who: Clinician) -> None:
    """The learner's own stands beside what the course counts."""
    with who.page.expect_navigation():
        who.hands.press(who.page.get_by_role("link", name=re.compile("^Change the time")).first)
    who.look()
    who.write("Minutes that you count", "0")
    who.press("Save")
    expect(who.page.get_by_role("alert")).to_contain_text("must be a whole number from 1 to")
    who.write("Minutes that you count", "52")
    who.press("Save")
    expect(who.page.get_by_role("main")).to_contain_text(re.compile("You count 52 minutes. The course counts"))


def then_the_files_say_it(who: Clinician) -> None:
    """As a CSV and as a PDF, under names that say nothing."""
    who.press("Export my record")
    who.write("From", "1/1/2020")
    with who.page.expect_download() as waiting:
        who.hands.press(who.page.get_by_role("button", name="Make a CSV"))
    assert waiting.value.suggested_filename == "record.csv"
    rows = list(csv.reader(Path(waiting.value.path()).read_text("utf-8-sig").splitlines()))
    assert "Participatory hours" in rows[0]
    assert any(row[0] == "Learning" and "0.87" in row for row in rows)
    assert any(row[0] == "Reflection" and THOUGHT in row for row in rows)
    with who.page.expect_download() as waiting:
        who.hands.press(who.page.get_by_role("button", name="Make a PDF"))
    assert waiting.value.suggested_filename == "record.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


# One demo account each, so that no walk meets what another has written.
@pytest.mark.parametrize(
    ("way", "role", "module"),
    [
        ("pointer", "trainer", 2),
        ("keyboard alone at 320 pixels without JavaScript", "manager", 5),
    ],
)
def test_keeping_a_record(
    way: str, role: str, module: int, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    who = somebody(way, browse, live_server, axe)
    with signed_in(who, role):
        when_a_note_is_written_beside_a_page(who, module)
        when_the_regulator_is_chosen(who)
        when_a_reflection_is_written(who)
        when_it_is_deleted_and_put_back(who)
        when_the_time_is_put_right(who)
        then_the_files_say_it(who)
