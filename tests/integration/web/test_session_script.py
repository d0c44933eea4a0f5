"""session.js: a warning two minutes before the session ends, a way to stay, and nothing typed is lost."""

from typing import Any

from flask import Response
from playwright.sync_api import Page, expect

from tests.support.browsing import Open


def notice(page: Page) -> Any:
    return page.locator(".ending")


def at(page: Page, minutes: str) -> None:
    page.clock.fast_forward(minutes)


def opened(open_page: Open) -> Page:
    page = open_page("/before")
    page.clock.install()
    page.goto("/question")
    page.get_by_label("Second").check()
    expect(page.locator("[data-saving]")).to_have_text("Saved.")
    return page


def test_nothing_is_said_before_the_last_two_minutes(open_page: Open) -> None:
    page = opened(open_page)
    at(page, "27:00")
    expect(notice(page)).to_be_empty()


def test_it_warns_and_lets_the_person_stay(open_page: Open, service: Any) -> None:
    page = opened(open_page)
    at(page, "28:01")
    expect(notice(page)).to_contain_text("You will be signed out in 2 minutes")

    page.get_by_role("button", name="Stay signed in").click()

    expect(notice(page)).to_be_empty()
    assert service.stayed == 1
    expect(page.get_by_label("Second")).to_be_checked()
    at(page, "28:01")
    expect(notice(page)).to_contain_text("You will be signed out in 2 minutes")


def test_a_saved_answer_counts_as_being_there(open_page: Open) -> None:
    page = opened(open_page)
    at(page, "20:00")
    page.get_by_label("Third").check()
    expect(page.locator("[data-saving]")).to_have_text("Saved.")
    at(page, "15:00")
    expect(notice(page)).to_be_empty()


def test_it_says_when_the_session_has_ended_and_keeps_what_was_typed(open_page: Open) -> None:
    page = opened(open_page)
    at(page, "31:00")
    expect(notice(page)).to_contain_text("You have been signed out")
    expect(page.get_by_label("Second")).to_be_checked()


def test_it_says_so_when_staying_comes_too_late(open_page: Open, service: Any) -> None:
    page = opened(open_page)
    at(page, "28:30")
    service.answer = lambda: Response(status=401)
    page.get_by_role("button", name="Stay signed in").click()
    expect(notice(page)).to_contain_text("You have been signed out")


def test_it_says_so_when_there_is_no_network(open_page: Open) -> None:
    page = opened(open_page)
    at(page, "28:30")
    page.context.set_offline(True)
    page.get_by_role("button", name="Stay signed in").click()
    expect(notice(page)).to_contain_text("We could not do that just now")
