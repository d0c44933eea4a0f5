"""editor.min.js: a draft that keeps itself, says so truthfully, and leaves nothing in the browser."""

from typing import Any

from flask import Response, jsonify
from playwright.sync_api import Dialog, expect

from tests.support.browsing import Open
from tests.support.editing import NEVER_KEPT, kept, sent_text, write, written
from tests.support.waiting import unavailable, until


def test_the_draft_is_kept_when_writing_pauses(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    write(page, "a")
    page.wait_for_timeout(500)
    write(page, "b")

    expect(kept(page)).to_have_text("Kept at 14:32")
    assert [each["text"][-2:] for each in editing.kept] == ["ab"]


def test_a_new_base_is_sent_from_then_on(open_editor: Open, editing: Any) -> None:
    editing.on_keep = lambda: jsonify(kept_at="14:32", base="b2")
    page = open_editor()
    write(page, "a")
    until(lambda: len(editing.kept) == 1)
    write(page, "b")
    until(lambda: len(editing.kept) == 2)

    assert [each["base"] for each in editing.kept] == ["b1", "b2"]


def test_text_changed_elsewhere_is_never_overwritten(open_editor: Open, editing: Any) -> None:
    asked: list[int] = []

    def stale() -> Response:
        asked.append(1)
        response = jsonify(stale=True, message="A. Trainer changed this at 14:30. Copy yours, then open it again.")
        response.status_code = 409
        return response

    editing.on_keep = stale
    page = open_editor()
    write(page, "a")
    expect(kept(page)).to_have_text("A. Trainer changed this at 14:30. Copy yours, then open it again.")
    write(page, "b")
    page.wait_for_timeout(2500)

    assert len(asked) == 1
    assert sent_text(page).endswith("ab")
    assert len(editing.checked) == 2


def test_a_refusal_is_shown_and_not_repeated_until_something_changes(open_editor: Open, editing: Any) -> None:
    asked: list[int] = []

    def signed_out() -> Response:
        asked.append(1)
        response = jsonify(message="You were signed out. Sign in again: what you typed is kept.")
        response.status_code = 401
        return response

    editing.on_keep = signed_out
    page = open_editor()
    write(page, "a")
    expect(kept(page)).to_have_text("You were signed out. Sign in again: what you typed is kept.")
    page.wait_for_timeout(2500)
    assert len(asked) == 1
    editing.on_keep = lambda: jsonify(kept_at="14:33")
    write(page, "b")

    expect(kept(page)).to_have_text("Kept at 14:33")


def test_a_page_of_the_network_in_between_is_not_taken_for_kept(open_editor: Open, editing: Any) -> None:
    editing.on_keep = lambda: Response("<h1>Hotel</h1>", mimetype="text/html")
    page = open_editor()
    write(page, "a")

    expect(kept(page)).to_have_text("Not kept. Press the button to send the text.")


def test_leaving_is_asked_about_only_while_something_is_not_kept(open_editor: Open, editing: Any) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page = open_editor()
    page.on("dialog", stay)
    write(page, "a")
    page.evaluate("window.location.assign('/before')")
    until(lambda: asked == ["beforeunload"])
    expect(written(page)).to_be_visible()
    expect(kept(page)).to_have_text("Kept at 14:32")  # it was sent while the question stood
    page.evaluate("window.location.assign('/before')")

    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    assert asked == ["beforeunload"]


def test_what_is_not_kept_is_sent_when_the_page_goes(open_editor: Open, editing: Any) -> None:
    editing.on_keep = unavailable
    page = open_editor()
    page.on("dialog", lambda dialog: dialog.accept())
    write(page, "last words")
    expect(kept(page)).to_have_text(NEVER_KEPT)
    page.clock.install()
    editing.on_keep = lambda: jsonify(kept_at="14:34")
    page.goto("/before")

    until(lambda: len(editing.kept) > 0)
    assert editing.kept[-1]["text"].endswith("last words")


def test_a_text_too_long_to_outlive_the_page_is_sent_while_the_browser_asks(open_editor: Open, editing: Any) -> None:
    editing.text = "Tea is an infusion.\n" * 10_000
    page = open_editor()

    def leave_later(dialog: Dialog) -> None:
        until(lambda: len(editing.kept) == 1)
        dialog.accept()

    page.on("dialog", leave_later)
    write(page, "last words")
    page.goto("/before")

    expect(page.get_by_role("heading", name="Before")).to_be_visible()
    assert editing.kept[0]["text"].endswith("last words")


def test_leave_this_page_asks_nothing_and_loses_nothing(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write(page, "unfinished")
    page.get_by_role("link", name="Leave this page").click()

    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    until(lambda: len(editing.kept) == 1)
    assert asked == []


def test_the_button_without_network_keeps_the_page_and_goes_on_when_it_is_back(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    page.context.set_offline(True)
    write(page, "offline")
    expect(kept(page)).to_have_text(NEVER_KEPT)
    page.get_by_role("button", name="Save draft").click()
    expect(written(page)).to_be_visible()
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert editing.posted[0]["text"].endswith("offline")
    assert editing.posted[0]["do"] == "save"


def test_nothing_is_put_aside_in_the_browser(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    write(page, "a")
    expect(kept(page)).to_have_text("Kept at 14:32")

    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
