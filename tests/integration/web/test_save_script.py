"""save.js: each answer is saved as it is given, the page says so truthfully, and nothing is lost with the network."""

import threading
from typing import Any

from flask import Response, jsonify
from playwright.sync_api import Page, expect

from tests.support.browsing import Open
from tests.support.waiting import unavailable, until

NOT_SAVED = "Not saved. We will try again."


def said(page: Page) -> Any:
    return page.locator("[data-saving]")


def test_an_answer_is_saved_as_it_is_given(open_page: Open, service: Any) -> None:
    page = open_page("/question")

    page.get_by_label("Second").check()

    expect(said(page)).to_have_text("Saved.")
    assert service.saved == ["b"]
    assert service.posted == []


def test_it_is_tried_again_while_the_service_cannot_save(open_page: Open, service: Any) -> None:
    service.answer = unavailable
    page = open_page("/question")

    page.get_by_label("First").check()
    expect(said(page)).to_have_text(NOT_SAVED)
    service.answer = lambda: Response(status=204)

    expect(said(page)).to_have_text("Saved.")
    assert service.saved == ["a"]


def test_it_is_sent_again_as_soon_as_the_network_is_back(open_page: Open, service: Any) -> None:
    page = open_page("/question")
    page.clock.install()  # so that only the network's return can send it
    page.context.set_offline(True)

    page.get_by_label("Third").check()
    expect(said(page)).to_have_text(NOT_SAVED)
    assert service.saved == []
    page.context.set_offline(False)

    expect(said(page)).to_have_text("Saved.")
    assert service.saved == ["c"]


def test_the_latest_answer_is_the_last_to_arrive(open_page: Open, service: Any) -> None:
    first_may_end = threading.Event()
    waits = iter([first_may_end.wait])

    def slow_at_first() -> Response:
        next(waits, lambda timeout: None)(5)
        return Response(status=204)

    service.answer = slow_at_first
    page = open_page("/question")
    page.get_by_label("First").check()
    page.get_by_label("Second").check()
    page.get_by_label("Third").check()
    first_may_end.set()

    expect(said(page)).to_have_text("Saved.")
    assert service.saved == ["a", "c"]


def test_a_refusal_is_shown_and_not_repeated(open_page: Open, service: Any) -> None:
    asked: list[int] = []

    def refuse() -> Response:
        asked.append(1)
        response = jsonify(message="These questions were finished in another window.")
        response.status_code = 409
        return response

    service.answer = refuse
    page = open_page("/question")
    page.clock.install()
    page.get_by_label("First").check()

    expect(said(page)).to_have_text("These questions were finished in another window.")
    page.clock.fast_forward("05:00")
    assert len(asked) == 1


def test_continue_without_network_keeps_the_answer_and_goes_on_when_it_is_back(open_page: Open, service: Any) -> None:
    page = open_page("/question")
    page.context.set_offline(True)
    page.get_by_label("Second").check()
    expect(said(page)).to_have_text(NOT_SAVED)

    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Question")).to_be_visible()
    expect(page.get_by_label("Second")).to_be_checked()
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="Next question")).to_be_visible()
    assert service.posted == ["b"]


def test_an_answer_not_yet_safe_is_sent_when_the_page_is_left(open_page: Open, service: Any) -> None:
    service.answer = unavailable
    page = open_page("/question")
    page.clock.install()  # nothing is tried again by itself
    page.get_by_label("Third").check()
    expect(said(page)).to_have_text(NOT_SAVED)
    service.answer = lambda: Response(status=204)

    page.goto("/before")

    until(lambda: service.saved == ["c"])


def test_an_answer_not_yet_safe_is_sent_by_leave_this_page(open_page: Open, service: Any) -> None:
    service.answer = unavailable
    page = open_page("/question")
    page.clock.install()
    page.get_by_label("Third").check()
    expect(said(page)).to_have_text(NOT_SAVED)
    service.answer = lambda: Response(status=204)

    page.get_by_role("link", name="Leave this page").click()

    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    until(lambda: service.saved == ["c"])


def test_continue_saves_without_javascript(open_page: Open, service: Any) -> None:
    page = open_page("/question", javascript=False)

    page.get_by_label("Second").check()
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", name="Next question")).to_be_visible()
    assert (service.saved, service.posted) == ([], ["b"])


def test_an_error_is_named_in_the_title_and_the_summary_has_the_focus(open_page: Open) -> None:
    page = open_page("/question")

    page.get_by_role("button", name="Save and continue").click()

    expect(page).to_have_title("Error: Question - Learning")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Select an answer").click()
    expect(page.get_by_label("First")).to_be_focused()
