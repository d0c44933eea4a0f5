"""A preview on a phone is as narrow as one to its style sheets too, and what is tried in it comes back to it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from lms.content.keys import key_of
from tests.journeys.test_clinician import Clinician, somebody
from tests.journeys.test_reports import signed_in
from tests.support.browsing import LiveServer

FOLDER = "04-responding-and-referral-routes"
PAGES = f"/courses/four/preview/{key_of(f'{FOLDER}/module.md')}?line=95"
CASE = f"/courses/four/preview/{key_of(f'{FOLDER}/scenarios/consultation-room.md')}?width=phone"
PHONE, WIDE, NARROW = 360, 640, 288
WAYS = ("pointer", "keyboard alone at 320 pixels without JavaScript")


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='The page on a phone']")


def drawing_in(where: Page | FrameLocator) -> Locator:
    drawing = where.get_by_role("img", name="Whom to call, the most urgent first")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_have_js_property("complete", True)
    return drawing


def send(trainer: Clinician, button: Locator) -> None:
    """It comes back to the same preview."""
    with trainer.page.expect_navigation():
        button.click()
    assert "width=phone" in trainer.page.url and "/preview/" in trainer.page.url


@pytest.mark.parametrize("way", WAYS)
def test_a_phone_is_a_phone(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    trainer = somebody(way, browse, live_server, axe, about="phone")
    page, phone = trainer.page, framed(trainer.page)
    with signed_in(trainer, "trainer"):
        page.goto(f"{PAGES}&width=phone")
        trainer.look()
        assert drawing_in(phone).evaluate("each => [each.naturalWidth, each.clientWidth]") == [NARROW, NARROW]
        room = min(PHONE, page.viewport_size["width"]) if page.viewport_size else 0
        assert phone.locator("html").evaluate("each => [innerWidth, each.scrollWidth]") == [room, room]
        assert "Source Sans 3" in phone.locator("body").evaluate("each => getComputedStyle(each).fontFamily")

        before = page.url
        phone.locator("a[href*='#source-']").first.click()  # to the foot of the same page
        assert page.url == before and phone.locator("html").evaluate("() => scrollY") > 0

        phone.get_by_role("radio").first.check()
        send(trainer, phone.get_by_role("button", name="Check my answer"))
        expect(phone.get_by_text("Your answer")).to_be_in_viewport()
        with page.expect_navigation():
            phone.get_by_role("link", name="Try again").click()
        expect(phone.get_by_role("button", name="Check my answer")).to_be_attached()

        page.goto(CASE)
        send(trainer, phone.locator("form button").first)
        expect(phone.locator("body")).to_contain_text("You chose:")


def test_shift_three_times_leaves_from_the_frame_too(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None], outside: str
) -> None:
    trainer = somebody("pointer", browse, live_server, axe, about="leaves")
    with signed_in(trainer, "trainer"):
        trainer.page.goto(CASE)
        framed(trainer.page).locator("form button").first.focus()
        for _ in range(3):
            trainer.page.keyboard.press("Shift")
        trainer.page.wait_for_url(outside)


def test_a_desktop_is_none(browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]) -> None:
    trainer = somebody("pointer", browse, live_server, axe, about="desktop")
    with signed_in(trainer, "trainer"):
        trainer.page.goto(PAGES)
        assert drawing_in(trainer.page).evaluate("each => each.naturalWidth") == WIDE
        expect(trainer.page.locator("iframe")).to_have_count(0)
