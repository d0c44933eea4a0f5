"""A trainer checks a service; anybody finds it, signed out, for today's area and by its earlier name, with its card.

With a pointer, and by keyboard alone at 320 pixels without JavaScript; every page is accessible and fits its window.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Keyboard
from tests.journeys.test_clinician import Clinician, somebody
from tests.journeys.test_reports import follow, go_to, signed_in
from tests.support.browsing import LiveServer

SECONDS_FOR_A_CARD = 150
PHONES = {"Veritas Justice": "01632 960011", "PARAGON team, YOU Trust": "01632 960012"}


def when_a_trainer_records_a_check(trainer: Clinician, name: str, phone: str) -> None:
    """The number is entered, which sets checks aside, and then what was seen is recorded."""
    go_to(trainer, "Directory")
    trainer.sees("Directory of services")
    trainer.press(name)
    trainer.press("Change this entry")
    trainer.write("Phone number (optional)", phone)
    trainer.press("Save")
    expect(trainer.page.get_by_role("main")).to_contain_text("Nobody has checked it in the last 90 days")
    trainer.press("Record a check")
    trainer.press("Record the check")
    expect(trainer.page.get_by_role("alert")).to_contain_text("Select what you found")
    trainer.hands.choose(trainer.page.get_by_label("Everything recorded here is right"))
    trainer.write("What did you see, and where?", "Its own contact page")
    trainer.press("Record the check")
    expect(trainer.page.get_by_role("main")).to_contain_text("by you")


def when_an_area_is_chosen(anybody: Clinician, name: str) -> None:
    """From the help on any page, signed out."""
    anybody.page.goto("/accessibility")
    help_box = anybody.page.get_by_role("region", name="If you or a patient needs help")
    follow(anybody, help_box.get_by_role("link", name="Find a service"))
    anybody.press("Show services")
    expect(anybody.page.get_by_role("alert")).to_contain_text("Select an area")
    area = anybody.page.get_by_label("Area", exact=True)
    if isinstance(anybody.hands, Keyboard):
        anybody.write("Area", name.partition(" ")[0])  # a blank would open the list
    else:
        area.select_option(
            label=next(each for each in area.locator("option").all_inner_texts() if each.startswith(name))
        )
    anybody.press("Show services")


def then_only_checked_numbers_are_there(anybody: Clinician, name: str, phone: str) -> None:
    """999 first, then the Helpline, then local services; those that nobody vouches for are being checked."""
    main = anybody.page.get_by_role("main")
    numbers = [link.inner_text() for link in main.locator("a[href^='tel:']").all()]
    assert numbers[:3] == ["999", "0808 802 0300", "101"]
    assert phone in numbers[3:] and set(numbers[3:]) <= {*PHONES.values(), "111"}
    expect(main.locator(".service", has_text=name).get_by_role("link", name=phone)).to_be_visible()
    expect(main.get_by_text("Being checked").first).to_be_visible()
    assert anybody.page.url.endswith("/services")
    assert anybody.page.context.cookies() == []


def then_the_card_is_handed_out(anybody: Clinician) -> None:
    """As soon as the worker has drawn it; until then the page says so."""
    button = anybody.page.get_by_role("button", name=re.compile("^Get the card"))
    area = anybody.page.locator("input[name=area]").first.get_attribute("value") or ""
    deadline = time.monotonic() + SECONDS_FOR_A_CARD
    while anybody.page.request.post("/services/card.pdf", form={"area": area}).status != 200:
        assert time.monotonic() < deadline, "no card was drawn"
        time.sleep(1)
    with anybody.page.expect_download() as waiting:
        anybody.hands.press(button.first)
    assert waiting.value.suggested_filename == "card.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("way", "name"),
    list(zip(("pointer", "keyboard alone at 320 pixels without JavaScript"), PHONES, strict=True)),
)
def test_from_a_check_to_the_finder(
    way: str, name: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    who = somebody(way, browse, live_server, axe)
    with signed_in(who, "trainer"):
        when_a_trainer_records_a_check(who, name, PHONES[name])
    when_an_area_is_chosen(who, "Sussex (now")
    who.sees("Services for Sussex")
    expect(who.page.get_by_role("main")).to_contain_text("this area belongs to Surrey and Sussex")
    then_only_checked_numbers_are_there(who, name, PHONES[name])
    then_the_card_is_handed_out(who)
    who.press("Help for me: when it is happening to you")
    who.sees("Help for me")
