"""What leads and managers see, and what those whom they read about see of it.

With a pointer, and by keyboard alone at 320 pixels without JavaScript; every page is accessible and fits its window.
"""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.visitor import PASSWORD
from tests.journeys.test_clinician import Clinician, somebody, words_of
from tests.support.browsing import LiveServer

Rows = list[list[str]]
TABLE = "Members and completion by organisation"
NAMES = re.compile("in the order in which people joined")
TRUST = re.compile("^Wealdside")


@contextmanager
def signed_in(who: Clinician, role: str) -> Iterator[Clinician]:
    """As one of the demo's accounts, until signed out."""
    who.page.goto("/sign-in")
    who.write("Work email address", f"{role}@demo.example")
    who.write("Password", PASSWORD)
    who.press("Sign in")
    yield who
    who.page.context.clear_cookies()


def go_to(who: Clinician, entry: str) -> None:
    """By the menu, which on a phone is folded."""
    fold = who.page.locator("header summary")
    if fold.is_visible():
        who.hands.press(fold)
    follow(who, who.page.get_by_role("navigation", name="Menu").get_by_role("link", name=entry, exact=True))


def follow(who: Clinician, link: Locator) -> None:
    """Press it, and look at what comes."""
    with who.page.expect_navigation():
        who.hands.press(link)
    who.look()


def taken(who: Clinician, words: str) -> Rows:
    """The rows of the file behind this link, without its headings."""
    with who.page.expect_download() as waiting:
        who.hands.press(who.page.get_by_role("button", name=words, exact=True))
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:]


def on_screen(who: Clinician, caption: str | re.Pattern[str]) -> Rows:
    """The rows of the table of this caption."""
    table = who.page.get_by_role("table", name=caption)
    return [[words_of(cell) for cell in row.locator("th, td").all()] for row in table.locator("tbody tr").all()]


def when_the_lead_reads_the_report(lead: Clinician) -> None:
    """From the menu to one organisation; the file says what the screen says, hidden counts included."""
    go_to(lead, "Reports")
    lead.sees("Who the course has reached")
    lead.hands.press(lead.page.locator("summary", has_text=f"{TABLE}, as a table"))
    lead.look()
    shown = on_screen(lead, TABLE)
    filed_rows = [row for row in taken(lead, "CSV of everything here") if row[1:2] == ["Organisation"]]
    newest = max(row[0] for row in filed_rows)
    filed = {row[2]: row[5:10] for row in filed_rows if row[0] == newest and row[3:5] == ["All", "All"]}
    assert len(shown) > 5
    for name, *counts in shown:
        assert [count.replace(",", "") for count in counts[:5]] == filed[name]
    assert any("Not shown" in row for row in shown)
    name = shown[0][0]
    lead.press(name)
    lead.sees(name)


def when_the_manager_reads_names(manager: Clinician) -> None:
    """Everybody who has completed, by name, on screen and in the file."""
    go_to(manager, "Organisations")
    follow(manager, manager.page.get_by_role("main").get_by_role("link", name=TRUST).first)
    manager.press("How far people are")
    manager.sees("How far people are")
    manager.page.get_by_label("Status", exact=True).select_option("completed")
    manager.press("Show")
    states = [row[-1] for row in on_screen(manager, NAMES)]
    assert states
    assert all("Completed in" in state for state in states)
    assert {row[3] for row in taken(manager, "CSV of the whole list")} == {"Completed"}


def then_the_learner_is_told(learner: Clinician) -> None:
    """In which role somebody has opened a list with their name, and in which month."""
    go_to(learner, "My account")
    learner.press("Who has opened a list with your name")
    expect(learner.page.get_by_role("main")).to_contain_text("manager")


@pytest.mark.parametrize("way", ["pointer", "keyboard alone at 320 pixels without JavaScript"])
def test_reports_and_lists(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    who = somebody(way, browse, live_server, axe)
    with signed_in(who, "lead"):
        when_the_lead_reads_the_report(who)
    with signed_in(who, "manager"):
        when_the_manager_reads_names(who)
    with signed_in(who, "clinician"):
        then_the_learner_is_told(who)
