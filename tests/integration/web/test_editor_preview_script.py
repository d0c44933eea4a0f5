"""editor.min.js: the reading view beside the text, as one writes."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Response, jsonify
from playwright.sync_api import Browser, expect

from tests.support.browsing import Open
from tests.support.editing import NUMBER, OLD, PATH, go_to_end, kept, say_found, write
from tests.support.waiting import unavailable, until

ALLOWED = {"h2", "h3", "p", "a", "svg", "text", "img", "input", "button", "id", "href", "src", "name", "value", "form"}
NASTY = """
<h2 id="text" ONCLICK="x()">Tea</h2><h3 id="own">Own</h3><script>document.title = "run"</script>
<p style="color: red">Words <a href="#own">in</a> <a href="java&#9;script:x()">out</a>
<a href=" &#1;JavaScript:x()">out</a> <a href="data:text/html,x">out</a> <a href="/courses">on</a></p>
<svg onload="x()"><a xlink:href="javascript:x()"><text>drawn</text></a><script>x()</script></svg>
<img src="/no" onerror="document.title = 'run'"><iframe srcdoc="<p>x"></iframe>
<form action="/elsewhere"><input name="path" value="other"><button formaction="javascript:x()">Go</button></form>
<style>* { color: red }</style><template><script>x()</script></template>
"""


def say_drawn(preview: str) -> Callable[[], Response]:
    return lambda: jsonify(preview=preview)


def held_back(may_answer: threading.Event, answer: Callable[[], Response]) -> Callable[[], Response]:
    def later() -> Response:
        may_answer.wait(30)
        return answer()

    return later


def test_the_preview_is_shown_without_anything_that_acts(browser: Browser, service: Any) -> None:
    """Chromium reports handlers and styles as soon as they are parsed, so this window may have such faults."""
    service.editing.on_check = say_found(preview=NASTY)
    with browser.new_context(base_url=service.url) as window:
        page = window.new_page()
        page.goto("/editor")
        write(page, "more")
        preview = page.locator("#preview")

        expect(preview.get_by_role("heading", name="Tea")).to_be_visible()
        names = preview.evaluate(
            "each => [...each.querySelectorAll('*')].flatMap(one => [one.localName, ...one.getAttributeNames()])"
        )
        links = preview.locator("[href]").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert set(names) <= ALLOWED
        assert preview.locator("form").count() == 0
        assert links == ["#own", "/courses"]
        assert preview.locator("[id]").evaluate_all("all => all.map(each => each.id)") == ["own"]
        expect(kept(page)).to_have_text("Kept at 14:32")
        expect(page).to_have_title("Editor - Learning")
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert service.editing.posted[0]["path"] == PATH


def test_the_preview_stays_where_it_was_scrolled_to_and_open(open_editor: Open, editing: Any) -> None:
    words = "<details><summary>More</summary><p>Inside</p></details>" + "<p>words</p>" * 200
    editing.on_check = lambda: say_found(preview=f"{words}<p>{len(editing.checked)}</p>")()
    page = open_editor()
    preview = page.locator("#preview")
    write(page, "a")
    expect(preview).to_contain_text("words")
    page.get_by_text("More", exact=True).click()
    preview.evaluate("each => { each.scrollTop = 500 }")
    write(page, "b")

    expect(preview.locator("p").last).to_have_text("2")
    assert preview.evaluate("each => each.scrollTop") == 500
    assert preview.locator("details").evaluate("each => each.open")


def test_the_preview_is_not_replaced_under_whoever_is_in_it(open_editor: Open, editing: Any) -> None:
    editing.on_check = lambda: say_found(preview=f'<a href="#x">{len(editing.checked)}</a>')()
    page = open_editor()
    write(page, "a")
    link = page.locator("#preview a")
    expect(link).to_have_text("1")
    write(page, "b")
    link.focus()
    until(lambda: len(editing.checked) == 2)
    until(lambda: len(editing.kept) == 1)
    expect(link).to_have_text("1")
    expect(link).to_be_focused()
    page.keyboard.press("Tab")

    expect(link).to_have_text("2")


PIECES = [(1, 6), (6, 10), (10, 1_000_000)]  # of TEXT, as it is drawn here


def piece_asked(asked: list[dict[str, str]], *problems: Any) -> Callable[[], Response]:
    """An answer with the piece around the line that was asked for last."""

    def say() -> Response:
        line = int(asked[-1]["line"])
        first, after = next(each for each in PIECES if line < each[1])
        return jsonify(
            preview="<p>words</p>" * 99 + f"<p>From {first}</p>", first=first, after=after, problems=problems
        )

    return say


@pytest.mark.parametrize("plain", [False, True])
def test_the_preview_follows_the_cursor_to_another_piece_alone(open_page: Open, editing: Any, plain: bool) -> None:
    editing.plain, editing.after = plain, 6
    editing.on_draw = piece_asked(editing.drawn)
    page = open_page("/editor")
    preview = page.locator("#preview")
    page.get_by_role("textbox", name="Text, in Markdown").focus()
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(700)
    assert editing.drawn == []
    page.keyboard.press("ArrowDown")
    expect(preview).to_contain_text("From 6")

    preview.evaluate("each => { each.scrollTop = 500 }")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(700)
    assert preview.evaluate("each => each.scrollTop") == 500
    page.keyboard.press("Control+End")
    expect(preview).to_contain_text("From 10")
    assert preview.evaluate("each => each.scrollTop") == 0
    assert [each["line"] for each in editing.drawn] == ["6", "17"]
    assert (editing.checked, editing.kept) == ([], [])


def test_a_problem_leads_the_preview_to_its_piece_with_its_mark(open_editor: Open, editing: Any) -> None:
    editing.listed, editing.after = [NUMBER], 6
    editing.on_check = piece_asked(editing.checked, NUMBER)
    page = open_editor()
    page.get_by_role("link", name="Line 10").click()

    expect(page.locator("#preview")).to_contain_text("From 10")
    assert [each["line"] for each in editing.checked] == ["10"]
    assert editing.drawn == []  # that would have no marks


def test_a_piece_that_cannot_be_drawn_now_is_not_asked_for_for_ever(open_editor: Open, editing: Any) -> None:
    editing.after = 6
    page = open_editor()
    go_to_end(page)
    until(lambda: len(editing.checked) == 1)
    page.wait_for_timeout(700)

    assert (len(editing.drawn), len(editing.checked)) == (1, 1)
    expect(page.locator("#preview")).to_have_text("Before.")


def test_without_a_preview_the_last_one_stays_and_a_note_says_why(open_editor: Open, editing: Any) -> None:
    editing.on_check = say_found(NUMBER, note="The preview comes back when line 10 is put right.")
    page = open_editor()
    write(page, "more")

    expect(page.locator("#note")).to_have_text("The preview comes back when line 10 is put right.")
    expect(page.locator("#preview")).to_have_text("Before.")


def test_the_preview_is_drawn_before_it_is_known_what_is_wrong(open_editor: Open, editing: Any) -> None:
    may_draw, may_check = threading.Event(), threading.Event()
    editing.on_draw = held_back(may_draw, say_drawn("<p>Drawn.</p>"))
    editing.on_check = held_back(may_check, say_found(NUMBER, preview="<p>Checked.</p>"))
    page = open_editor()
    write(page, "more")
    until(lambda: len(editing.drawn) == 1)
    page.wait_for_timeout(700)
    assert editing.checked == []
    may_draw.set()

    expect(page.locator("#preview")).to_have_text("Drawn.")
    until(lambda: len(editing.checked) == 1)
    expect(page.locator("#problems li")).to_have_count(0)
    may_check.set()
    expect(page.locator("#problems li")).to_have_count(1)
    expect(page.locator("#preview")).to_have_text("Checked.")
    assert editing.drawn[0]["text"].endswith("more")
    assert editing.drawn[0] == editing.checked[0]


def test_where_problems_are_listed_the_preview_waits_for_the_check(open_editor: Open, editing: Any) -> None:
    editing.listed = [NUMBER]
    editing.on_check = say_found(OLD, preview="<p>Advice</p>")
    page = open_editor()
    write(page, "a")  # the page came with a problem
    expect(page.locator("#preview")).to_have_text("Advice")
    editing.on_check = say_found(preview="<p>Nothing</p>")
    write(page, "b")  # the last check found one
    expect(page.locator("#preview")).to_have_text("Nothing")
    assert editing.drawn == []
    write(page, "c")
    until(lambda: len(editing.checked) == 3)

    assert [each["text"][-3:] for each in editing.drawn] == ["abc"]


def test_the_check_does_without_a_preview_that_cannot_be_drawn(open_editor: Open, editing: Any) -> None:
    editing.on_draw = unavailable
    editing.on_check = say_found(NUMBER, preview="<p>Checked.</p>", note="One thing.")
    page = open_editor()
    write(page, "more")

    expect(page.locator("#problems li")).to_have_count(1)
    expect(page.locator("#preview")).to_have_text("Checked.")
    expect(page.locator("#note")).to_have_text("One thing.")
    assert (len(editing.drawn), len(editing.checked)) == (1, 1)


def test_a_preview_that_is_lost_on_the_way_keeps_no_check_from_being_asked(open_editor: Open, editing: Any) -> None:
    editing.on_check = say_found(NUMBER, note="One thing.")
    page = open_editor()
    page.route("**/courses/four/draw", lambda route: route.abort())
    write(page, "more")

    expect(page.locator("#problems li")).to_have_count(1)
    expect(page.locator("#note")).to_have_text("One thing.")
    assert len(editing.checked) == 1
