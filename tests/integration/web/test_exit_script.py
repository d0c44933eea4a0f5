"""exit.js: the page is covered at once, and Shift pressed three times alone leaves; typing never does."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browsing import Open

COVERED = "[...document.body.children].every(each => each.getClientRects().length === 0)"


def is_covered(page: Page) -> bool:
    return bool(page.evaluate(COVERED))


def has_left(page: Page) -> None:
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()


def stays(page: Page, service: Any) -> None:
    page.wait_for_timeout(300)
    assert service.exits == 0
    assert not is_covered(page)


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def test_the_page_is_covered_at_once(open_page: Open) -> None:
    page = open_page("/question")
    assert not is_covered(page)
    held: list[Route] = []  # the next page comes once this one has said what it shows
    page.route("**/*", lambda route: held.append(route) if route.request.is_navigation_request() else route.continue_())

    covered = page.evaluate(f"document.querySelector('[data-leave]').click(), {COVERED}")

    assert covered
    page.unroute_all(behavior="ignoreErrors")
    for route in held:
        route.continue_()
    has_left(page)


def test_the_page_is_covered_without_a_network(open_page: Open, service: Any) -> None:
    page = open_page("/question")
    page.context.set_offline(True)

    page.get_by_role("link", name="Leave this page").click(no_wait_after=True)

    page.wait_for_function("!document.querySelector('main')?.getClientRects().length")
    assert "Question" not in page.locator("body").inner_text()


def test_it_is_left_out_of_the_way_back(open_page: Open) -> None:
    page = open_page("/before")
    page.goto("/question")

    page.get_by_role("link", name="Leave this page").click()
    has_left(page)
    page.go_back()

    expect(page.get_by_role("heading", name="Before")).to_be_visible()


def test_the_link_leaves_without_javascript(open_page: Open) -> None:
    page = open_page("/question", javascript=False)
    page.get_by_role("link", name="Leave this page").click()
    has_left(page)


def test_shift_three_times_alone_leaves(open_page: Open) -> None:
    page = open_page("/question")
    press(page, "Shift Shift Shift")
    has_left(page)


def test_either_shift_key_counts(open_page: Open) -> None:
    page = open_page("/question")
    press(page, "ShiftLeft ShiftRight ShiftLeft")
    has_left(page)


@pytest.mark.parametrize(
    "keys",
    [
        "Shift Shift",
        "Shift+A Shift+B Shift+C Shift+D",
        "Shift Shift Shift+A",
        "Shift Shift a Shift",
        "Shift+Tab Shift+Tab Shift+Tab",
        "Control+Shift Control+Shift Control+Shift",
    ],
)
def test_typing_does_not_leave(open_page: Open, service: Any, keys: str) -> None:
    page = open_page("/question")
    press(page, keys)
    stays(page, service)


def test_shift_held_down_or_with_a_click_does_not_leave(open_page: Open, service: Any) -> None:
    page = open_page("/question")
    for _ in range(3):
        page.keyboard.down("Shift")
        page.locator("h1").click()
        page.keyboard.up("Shift")
    for _ in range(6):
        page.keyboard.down("Shift")  # a key held down repeats
    page.keyboard.up("Shift")
    stays(page, service)


def test_three_presses_over_more_than_five_seconds_do_not_leave(open_page: Open, service: Any) -> None:
    page = open_page("/question")
    press(page, "Shift Shift")
    page.wait_for_timeout(5_100)
    press(page, "Shift")
    stays(page, service)


@pytest.mark.parametrize("width", [320, 1280])
def test_it_stays_in_reach_and_nothing_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page("/question", width=width)
    page.mouse.wheel(0, 5_000)
    page.wait_for_timeout(100)
    expect(page.get_by_role("link", name="Leave this page")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_first_after_the_skip_link(open_page: Open) -> None:
    page = open_page("/question")
    press(page, "Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("link", name="Leave this page")).to_be_focused()
