"""Behaviours tagged with FOUR and an entry for the record: by keyboard alone at 320 pixels, without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.answer_key import page_that_asks
from tests.journeys.test_clinician import somebody
from tests.support.browsing import LiveServer

ENTRY = "6 May, 8.50am. Card for M, the fifth Monday running."


def test_tagging_and_writing_it_down(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    module, number, check = page_that_asks("four")
    *behaviours, entry = check.options
    way = "keyboard alone at 320 pixels without JavaScript"
    who = somebody(way, browse, live_server, axe, module=module, about="four")
    who.given_an_account()
    who.page.goto(f"/learning/four/{module}")
    who.press("Start this module")
    who.page.goto(f"/learning/four/{module}/{number}")
    form = who.page.locator("section.check form").filter(has=who.page.locator("textarea"))
    for behaviour in behaviours:
        tags = form.get_by_role("group", name=behaviour.text)
        who.hands.choose(tags.get_by_label("Unwanted", exact=True))
    with who.page.expect_navigation():
        who.hands.press(form.get_by_role("button", name="Check my answer"))
    who.look()
    problem = who.page.get_by_role("alert").get_by_role("link", name=f"1 of {len(check.options)} not answered yet")
    who.hands.press(problem)
    expect(who.page.get_by_label(entry.text, exact=True)).to_be_in_viewport()
    expect(form.locator("input:checked")).to_have_count(len(behaviours))
    who.write(entry.text, ENTRY)
    with who.page.expect_navigation():
        who.hands.press(form.get_by_role("button", name="Check my answer"))
    who.look()
    told = who.page.locator(".answers > li")
    expect(told).to_have_count(len(check.options))
    for each, behaviour in zip(told.all(), behaviours, strict=False):
        expect(each).to_contain_text("You ticked unwanted")
        expect(each).to_contain_text(behaviour.text)
    expect(told.last).to_contain_text(ENTRY)
    expect(told.last).to_contain_text("One way to write it")
