"""editor.min.js: how it looks, and what the page is without CodeMirror or without the script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Open
from tests.support.editing import NUMBER, OLD, go_to_end, kept, say_found, write, written


def test_with_the_textarea_left_as_it_is_everything_else_works(open_page: Open, editing: Any) -> None:
    editing.plain, editing.listed = True, [OLD]
    editing.on_check = say_found(NUMBER, preview="<p>After.</p>")
    page = open_page("/editor")
    text = page.get_by_label("Text, in Markdown")
    page.get_by_role("link", name="Line 8").click()
    expect(text).to_be_focused()
    page.locator(".snippets button").click()

    expect(text).to_be_focused()
    expect(text).to_have_value(editing.text.replace("[figure", "[figure: milk-first][figure", 1))
    expect(page.locator("#preview")).to_have_text("After.")
    expect(kept(page)).to_have_text("Kept at 14:32")


@pytest.mark.parametrize("failing", ["without JavaScript", "not loaded"])
def test_without_the_script_the_textarea_does_it_all(open_page: Open, editing: Any, failing: str) -> None:
    page = open_page("/editor", javascript=failing == "not loaded")
    if failing == "not loaded":
        page.route("**/editor.min.js", lambda route: route.abort())
        page.reload()
    text = page.locator("textarea#text")
    expect(text).to_be_visible()
    expect(text).to_have_value(editing.text)
    text.fill("mine\nalone")
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert editing.posted[0]["text"] == "mine\r\nalone"


def test_its_style_sheet_is_adopted_and_breaks_no_policy(open_editor: Open, editing: Any) -> None:
    editing.listed = [NUMBER, OLD]
    page = open_editor()
    page.evaluate(
        """() => {
            window.broken = [];
            addEventListener("securitypolicyviolation", each => broken.push(each.blockedURI));
        }"""
    )
    page.get_by_role("button", name="Find in the text").click()
    page.get_by_role("button", name="Go to line").click()
    write(page, "more")
    expect(kept(page)).to_have_text("Kept at 14:32")

    assert page.evaluate("broken") == []
    assert page.evaluate("[document.querySelectorAll('style').length, document.adoptedStyleSheets.length]") == [0, 1]
    shown = page.locator(".cm-scroller").evaluate("each => getComputedStyle(each).display")
    assert shown == "flex"  # said by that sheet alone


@pytest.mark.parametrize("width", [1280, 320])
def test_no_accessibility_rule_is_broken(
    open_editor: Open, editing: Any, axe: Callable[[Page], None], width: int
) -> None:
    editing.listed = [NUMBER, OLD]
    page = open_editor(width=width)
    axe(page)
    page.get_by_role("button", name="Find in the text").click()
    page.keyboard.type("water")
    axe(page)
    page.get_by_role("button", name="Go to line").click()
    axe(page)


@pytest.mark.parametrize("height", [640, 256])
def test_at_320_pixels_nothing_scrolls_sideways_or_covers_leave_this_page(
    open_editor: Open, editing: Any, height: int
) -> None:
    editing.text += "a-word-that-goes-on-" * 20
    editing.listed = [NUMBER, OLD]
    page = open_editor(width=320)
    page.set_viewport_size({"width": 320, "height": height})  # 256: a window of 1280 by 1024 at 400 %
    page.get_by_role("button", name="Find in the text").click()
    page.get_by_role("button", name="Go to line").click()
    go_to_end(page)

    for each in ("html", ".cm-scroller", ".preview"):
        widths = page.locator(each).evaluate("each => [each.scrollWidth, each.clientWidth]")
        assert widths[0] <= widths[1], each
    page.mouse.wheel(0, 150)
    is_on_top = """each => {
        const { x, y } = each.getBoundingClientRect();
        return each.contains(document.elementFromPoint(x + 9, y + 9));
    }"""
    assert page.locator("[data-leave]").evaluate(is_on_top)


def test_focus_is_seen(open_editor: Open) -> None:
    page = open_editor()
    written(page).focus()

    outline = page.locator(".cm-editor").evaluate("each => getComputedStyle(each).outline")
    assert "rgb(255, 235, 59)" in outline and "4px" in outline
