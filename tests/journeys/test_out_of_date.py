"""A learner says that a page is out of date; whoever writes the course reads it, goes to its line, and settles it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_clinician import Clinician, somebody
from tests.journeys.test_reports import follow, go_to, signed_in
from tests.support.browsing import LiveServer

MODULE = 4
LONG = "An-address-that-does-not-fit-on-any-telephone.example/" + "x" * 200


def when_reporting_a_page(clinician: Clinician, words: str) -> str:
    """The form keeps what was typed until it is right; afterwards the way leads back to the page."""
    clinician.page.goto(f"/learning/four/{MODULE}")
    clinician.press("Start this module")
    title, page = clinician.page.get_by_role("heading", level=1).inner_text(), clinician.page.url
    clinician.press("Report something out of date")
    expect(clinician.page.get_by_role("main")).to_contain_text(title)
    clinician.write("What is out of date or wrong?", f"{words} 943 476 5919")
    clinician.press("Send")
    expect(clinician.page.get_by_role("main")).to_contain_text("This looks like an NHS number")
    clinician.write("What is out of date or wrong?", words)
    clinician.press("Send")
    clinician.sees("Thank you")
    clinician.press("Back to where you were")
    assert clinician.page.url == page
    return title


def when_settling_it(trainer: Clinician, words: str, title: str) -> None:
    """From the list of courses to the line in the editor, and back to settle it."""
    go_to(trainer, "Courses")
    follow(trainer, trainer.page.get_by_role("link", name=re.compile("reports? from learners")))
    reported = trainer.page.get_by_role("region", name=title)
    expect(reported).to_contain_text(words)
    follow(trainer, reported.get_by_role("link", name=re.compile("Open it in the editor")))
    trainer.sees(f"Module {MODULE}: pages")
    trainer.page.go_back()
    mine = reported.get_by_role("listitem").filter(has_text=words)
    trainer.hands.write(mine.get_by_label("What was done (optional)"), "Put right")
    with trainer.page.expect_navigation():
        trainer.hands.press(mine.get_by_role("button"))
    trainer.look()
    settled = trainer.page.get_by_role("region", name="Settled").get_by_role("listitem").filter(has_text=words)
    expect(settled).to_contain_text("by you: Put right")


@pytest.mark.parametrize("way", ["pointer", "keyboard alone at 320 pixels without JavaScript"])
def test_reporting_and_settling(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    who = somebody(way, browse, live_server, axe)
    who.email = f"outofdate.{who.email}"
    words = f"{way[0]}{LONG}"
    who.given_an_account()
    title = when_reporting_a_page(who, words)
    who.page.context.clear_cookies()
    with signed_in(who, "trainer"):
        when_settling_it(who, words, title)
