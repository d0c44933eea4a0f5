"""A page with the editor of course text, and the three addresses that its script asks: a test chooses the answers.

And what the tests of that script do with the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, render_template_string, request
from playwright.sync_api import Locator, Page

from lms.authoring.presenters import counted
from lms.content.problems import Problem

PAGE = Path(__file__).with_name("editor.html").read_text(encoding="utf-8")
TEXT = """# Water {#water outcomes="water"}

> [!content]
> This page is about hot water.

Tea is an infusion. [@tea-board]

[figure: milk-first]

78% of people like tea.

> [!check] water
> What do you do?
>
> - [x] Pour at once
>   > Black tea wants the hottest water.
"""
PATH = "01-tea/module.md"
NUMBER = {"line": 10, "stops": True, "message": "A number without a source.", "advice": "Use a figure.", "file": PATH}
OLD = {"line": 8, "stops": False, "message": "An old figure.", "advice": "Use the newer one.", "file": PATH}
NEVER_KEPT = "Not kept: no connection. Go on writing and keep this page open, we will try again."


def nothing_drawn() -> Response:
    return jsonify(preview=None)


def nothing_found() -> Response:
    return jsonify(problems=[], count="Nothing to put right", preview=None, note="")


def kept_now() -> Response:
    return jsonify(kept_at="14:32")


@dataclass
class Editing:
    """What the page shows, what it was asked, and how it answers."""

    text: str = TEXT
    language: str = "markdown"
    plain: bool = False
    after: int = 1_000_000  # the line behind the piece that is shown at first
    status: list[dict[str, str]] = field(default_factory=list)
    listed: list[dict[str, Any]] = field(default_factory=list)
    drawn: list[dict[str, str]] = field(default_factory=list)
    checked: list[dict[str, str]] = field(default_factory=list)
    kept: list[dict[str, str]] = field(default_factory=list)
    posted: list[dict[str, str]] = field(default_factory=list)
    on_draw: Callable[[], Response] = nothing_drawn
    on_check: Callable[[], Response] = nothing_found
    on_keep: Callable[[], Response] = kept_now


def pages(editing_now: Callable[[], Editing]) -> Blueprint:
    """The page and what it asks; `editing_now` gives the settings of the test that is running."""
    editing = Blueprint("editing", __name__)

    @editing.route("/editor", methods=["GET", "POST"])
    def editor() -> str:
        if request.method == "POST":
            editing_now().posted.append(dict(request.form))
            return "<!doctype html><html lang=en><title>Saved</title><h1>Saved</h1>"
        return render_template_string(PAGE, editing=editing_now(), count=count(editing_now().listed))

    @editing.post("/courses/four/draw")
    def draw() -> Response:
        editing_now().drawn.append(dict(request.form))
        return editing_now().on_draw()

    @editing.post("/courses/four/check")
    def check() -> Response:
        editing_now().checked.append(dict(request.form))
        return editing_now().on_check()

    @editing.post("/courses/four/keep")
    def keep() -> Response:
        answer = editing_now().on_keep()
        if answer.status_code == 200:
            editing_now().kept.append(dict(request.form))
        return answer

    return editing


def say_found(*problems: dict[str, Any], preview: str | None = None, **more: Any) -> Callable[[], Response]:
    """For `on_check`: an answer with these problems."""
    return lambda: jsonify(
        problems=list(problems), count=count(problems), preview=preview, first=1, after=1_000_000, **more
    )


def count(problems: Sequence[dict[str, Any]]) -> str:
    """How many these are, as the service says it."""
    return counted([Problem(PATH, each["line"], each["message"], each["advice"], each["stops"]) for each in problems])


def written(page: Page) -> Locator:
    """The text as CodeMirror shows it."""
    return page.locator(".cm-content")


def kept(page: Page) -> Locator:
    """Where the page says whether the draft is kept."""
    return page.locator("#saved")


def sent_text(page: Page) -> Any:
    """What the form would send, as the script sees it."""
    return page.evaluate("document.getElementById('text').value")


def go_to_end(page: Page) -> None:
    """Put the cursor behind the last letter."""
    written(page).focus()
    page.keyboard.press("Control+End")


def write(page: Page, words: str) -> None:
    """Add these words at the end, in one change."""
    go_to_end(page)
    page.keyboard.insert_text(words)
