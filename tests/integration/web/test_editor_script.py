"""editor.min.js: CodeMirror over the textarea, problems and preview as one writes, and a draft that keeps itself."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Response, jsonify
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests.support.waiting import unavailable, until

Open = Callable[..., Page]
PATH = "01-tea/module.md"
NUMBER = {"line": 10, "stops": True, "message": "A number without a source.", "advice": "Use a figure.", "file": PATH}
OLD = {"line": 8, "stops": False, "message": "An old figure.", "advice": "Use the newer one.", "file": PATH}
NO_QUESTION = {"line": 3, "stops": True, "message": "No questions.", "advice": "", "file": "01-tea/quiz.md"}
NEVER_KEPT = "Not kept: no connection. Go on writing and keep this page open, we will try again."


def written(page: Page) -> Locator:
    return page.locator(".cm-content")


def kept(page: Page) -> Locator:
    return page.locator("#saved")


def sent_text(page: Page) -> Any:
    """What the form would send, as the script sees it."""
    return page.evaluate("document.getElementById('text').value")


def say_found(*problems: dict[str, Any], preview: str | None = None, note: str = "") -> Callable[[], Response]:
    return lambda: jsonify(problems=list(problems), preview=preview, note=note)


def go_to_end(page: Page) -> None:
    written(page).focus()
    page.keyboard.press("Control+End")


def write(page: Page, words: str) -> None:
    go_to_end(page)
    page.keyboard.insert_text(words)


@pytest.fixture
def editing(service: Any) -> Any:
    return service.editing


@pytest.fixture
def open_editor(open_page: Open) -> Iterator[Callable[..., Page]]:
    """The editor, with CodeMirror in place; nothing asks whether to leave when the test ends."""
    opened: list[Page] = []

    def open_it(**options: Any) -> Page:
        page = open_page("/editor", **options)
        opened.append(page)
        expect(written(page)).to_be_visible()
        return page

    yield open_it
    for page in opened:
        page.evaluate("document.dispatchEvent(new Event('leaving'))")


# --- the text ---------------------------------------------------------------------------------------------------


def test_the_text_is_sent_exactly_as_it_stands(open_editor: Open, editing: Any) -> None:
    editing.text = "Ö 👩‍⚕️ 𝄞\r\n\r\nsecond  \r\n\ttabbed\r\n"
    page = open_editor()
    assert sent_text(page) == "Ö 👩‍⚕️ 𝄞\n\nsecond  \n\ttabbed\n"

    write(page, "ß 🫖\nend")
    assert sent_text(page) == "Ö 👩‍⚕️ 𝄞\n\nsecond  \n\ttabbed\nß 🫖\nend"
    until(lambda: len(editing.kept) == 1)
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert editing.posted[0]["text"] == "Ö 👩‍⚕️ 𝄞\r\n\r\nsecond  \r\n\ttabbed\r\nß 🫖\r\nend"
    assert editing.kept[0]["text"] == editing.checked[-1]["text"] == editing.posted[0]["text"]
    assert {key: editing.kept[0][key] for key in ("path", "base")} == {"path": PATH, "base": "b1"}
    assert set(editing.posted[0]) == {"csrf_token", "path", "base", "text", "do"}


def test_untouched_text_is_sent_untouched(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert editing.posted[0]["text"] == editing.text.replace("\n", "\r\n")
    assert (editing.checked, editing.kept) == ([], [])


def test_what_is_undone_is_undone_in_the_form(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    write(page, "one too many")
    page.keyboard.press("Control+z")

    assert sent_text(page) == editing.text


def test_the_next_line_of_a_quotation_begins_as_one(open_editor: Open, editing: Any) -> None:
    editing.text = "> one"
    page = open_editor()
    go_to_end(page)
    page.keyboard.press("Enter")
    page.keyboard.type("two")

    assert sent_text(page) == "> one\n> two"


def test_tab_leaves_the_text_in_both_directions(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    go_to_end(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Find in the text")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(written(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")

    expect(page.locator(".snippets button")).to_be_focused()
    assert sent_text(page) == editing.text


def test_the_field_keeps_its_name_and_what_the_textarea_says_of_it(open_editor: Open) -> None:
    page = open_editor()
    field = page.get_by_role("textbox", name="Text, in Markdown")

    expect(field).to_have_attribute("spellcheck", "true")
    expect(field).to_have_attribute("aria-describedby", "problems-heading")
    expect(field).to_have_attribute("aria-multiline", "true")
    page.locator("label[for=text]").click()
    expect(field).to_be_focused()
    page.get_by_role("button", name="Find in the text").focus()
    page.evaluate("document.getElementById('text').focus()")  # as a link of the error summary does
    expect(field).to_be_focused()


def test_our_own_markup_stands_out(open_editor: Open) -> None:
    page = open_editor()

    ours = [" ".join(words.split()) for words in page.locator(".tok-ours").all_inner_texts()]
    assert {"[!content]", "[@tea-board]", "[figure: milk-first]", "[!check]"} <= set(ours)
    assert "".join(ours).startswith('{#water outcomes="water"}')


def test_finding_and_going_to_a_line(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    go_to_end(page)
    page.keyboard.press("Control+f")
    page.keyboard.type("infusion")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-searchMatch-selected")).to_have_text("infusion")
    page.keyboard.press("Escape")
    expect(written(page)).to_be_focused()

    page.get_by_role("button", name="Go to line").click()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("About ")

    assert sent_text(page) == editing.text.replace("78%", "About 78%")
    assert editing.posted == []


def test_yaml_is_read_as_yaml(open_editor: Open, editing: Any) -> None:
    editing.language, editing.text = "yaml", 'tea-board:\n  title: "How people make tea" # new\n'
    page = open_editor()

    expect(page.locator(".tok-propertyName")).to_have_text(["tea-board", "title"])
    expect(page.locator(".tok-string")).to_have_text('"How people make tea"')


# --- problems and preview -----------------------------------------------------------------------------------------


def test_problems_are_listed_and_marked_when_writing_pauses(open_editor: Open, editing: Any) -> None:
    editing.on_check = say_found(NUMBER, OLD, NO_QUESTION)
    page = open_editor()
    write(page, "more")

    entries = page.locator("#problems li")
    expect(entries).to_have_text(
        [
            "Line 10StopsA number without a source. Use a figure.",
            "Line 8AdviceAn old figure. Use the newer one.",
            "01-tea/quiz.md, line 3StopsNo questions.",
        ]
    )
    expect(page.locator("#problems-heading")).to_have_text("3 things to put right")
    expect(page.locator(".cm-line.cm-stops")).to_have_text(
        "78% of people like tea.Stops: A number without a source. Use a figure."
    )
    expect(page.locator(".cm-line.cm-advice")).to_contain_text("[figure: milk-first]Advice: An old figure.")
    expect(page.locator(".cm-stops-number")).to_have_text("10")
    expect(page.locator(".cm-advice-number")).to_have_text("8")
    assert sent_text(page).endswith("more")
    assert len(editing.checked) == 1


def test_problems_that_the_page_came_with_are_marked_without_asking(open_editor: Open, editing: Any) -> None:
    editing.listed = [NUMBER, OLD]
    page = open_editor()

    expect(page.locator(".cm-stops-number")).to_have_text("10")
    expect(page.locator(".cm-advice-number")).to_have_text("8")
    assert editing.checked == []


def test_a_problem_leads_to_its_line(open_editor: Open, editing: Any) -> None:
    editing.text = "\n".join(f"line {number}" for number in range(1, 400))
    editing.listed = [{**NUMBER, "line": 300}]
    page = open_editor()
    page.get_by_role("link", name="Line 300").click()

    expect(written(page)).to_be_focused()
    expect(page.locator(".cm-line.cm-stops")).to_be_in_viewport()
    page.keyboard.insert_text("Here: ")
    assert sent_text(page).split("\n")[299] == "Here: line 300"
    assert page.url.endswith("/editor")


def test_a_mark_goes_with_its_line(open_editor: Open, editing: Any) -> None:
    editing.listed = [NUMBER]
    page = open_editor()
    written(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("first\nsecond\n")

    expect(page.locator(".cm-line.cm-stops")).to_contain_text("78% of people")
    expect(page.locator(".cm-stops-number")).to_have_text("12")


def test_an_answer_to_an_earlier_text_finds_its_line(open_editor: Open, editing: Any) -> None:
    may_answer = threading.Event()

    def slowly() -> Response:
        may_answer.wait(5)
        return say_found(NUMBER if len(editing.checked) == 1 else {**NUMBER, "line": 12})()

    editing.on_check = slowly
    page = open_editor()
    write(page, "more")
    until(lambda: len(editing.checked) == 1)
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("first\nsecond\n")
    may_answer.set()

    expect(page.locator(".cm-line.cm-stops")).to_contain_text("78% of people")
    expect(page.get_by_role("link", name="Line 12")).to_be_visible()
    until(lambda: len(editing.checked) == 2)


def test_one_question_at_a_time_and_the_latest_answer_is_the_last(open_editor: Open, editing: Any) -> None:
    under_way: list[int] = []
    most: list[int] = []
    may_answer = threading.Event()

    def slow_at_first() -> Response:
        under_way.append(1)
        most.append(len(under_way))
        if len(editing.checked) == 1:
            may_answer.wait(5)
        under_way.pop()
        return say_found(preview=f"<p>{editing.checked[-1]['text'].split()[-1]}</p>")()

    editing.on_check = slow_at_first
    page = open_editor()
    write(page, " one")
    until(lambda: len(editing.checked) == 1)
    write(page, " two")
    page.wait_for_timeout(700)
    write(page, " three")
    page.wait_for_timeout(700)
    assert len(editing.checked) == 1
    may_answer.set()

    expect(page.locator("#preview")).to_have_text("three")
    assert [each["text"].split()[-1] for each in editing.checked] == ["one", "three"]
    assert max(most) == 1


def test_how_many_stop_it_is_said_only_when_it_changes(open_editor: Open, editing: Any) -> None:
    editing.listed = [NUMBER]
    editing.on_check = say_found(NUMBER, OLD)
    page = open_editor()
    said = page.locator("#stops")
    write(page, "a")
    expect(page.locator("#problems li")).to_have_count(2)
    expect(said).to_have_text("")

    editing.on_check = say_found(NUMBER, NO_QUESTION)
    write(page, "b")
    expect(said).to_have_text("2 problems stop it")
    expect(said).to_have_attribute("role", "status")

    editing.on_check = say_found()
    write(page, "c")
    expect(said).to_have_text("Nothing stops it")
    expect(page.locator("#problems-heading")).to_have_text("Nothing to put right")


def test_what_a_problem_says_is_only_text(open_editor: Open, editing: Any) -> None:
    nasty = "<img src=x onerror=document.title='run'>"
    editing.on_check = say_found(
        {**NUMBER, "message": nasty, "advice": nasty},
        {**NO_QUESTION, "href": "javascript:document.title='run'"},
        {**NO_QUESTION, "href": "//elsewhere.example/x"},
        {**NO_QUESTION, "href": "/courses/four/quiz#line-3"},
        note=nasty,
    )
    page = open_editor()
    write(page, "more")

    expect(page.locator("#note")).to_have_text(nasty)
    expect(page.locator("#problems li").first).to_contain_text(nasty)
    assert page.locator("img:not(.cm-widgetBuffer)").count() == 0  # that one is CodeMirror's, beside a mark
    assert [link.get_attribute("href") for link in page.locator("#problems a").all()] == [
        "#line-10",
        "/courses/four/quiz#line-3",
    ]


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


def test_without_a_preview_the_last_one_stays_and_a_note_says_why(open_editor: Open, editing: Any) -> None:
    editing.on_check = say_found(NUMBER, note="The preview comes back when line 10 is put right.")
    page = open_editor()
    write(page, "more")

    expect(page.locator("#note")).to_have_text("The preview comes back when line 10 is put right.")
    expect(page.locator("#preview")).to_have_text("Before.")


def test_without_network_the_page_says_so_and_goes_on(open_editor: Open, editing: Any) -> None:
    editing.on_check = say_found(NUMBER)
    page = open_editor()
    page.context.set_offline(True)
    write(page, "offline")

    expect(page.locator("#note")).to_have_text("Not checked: no connection. Go on writing, we will try again.")
    expect(kept(page)).to_have_text(NEVER_KEPT)
    write(page, " still")
    assert sent_text(page).endswith("offline still")
    page.context.set_offline(False)

    expect(page.locator("#problems li")).to_have_count(1)
    expect(kept(page)).to_have_text("Kept at 14:32")
    expect(page.locator("#note")).to_have_text("")
    assert editing.kept[-1]["text"].endswith("offline still")


# --- the draft that keeps itself ------------------------------------------------------------------------------------


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


# --- snippets, and doing without ------------------------------------------------------------------------------------


def test_a_snippet_is_inserted_at_the_cursor(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    written(page).focus()
    page.keyboard.press("Control+Home")
    page.locator("#snippets").select_option(label="A question")
    assert sent_text(page) == editing.text  # choosing alone does nothing
    page.locator(".snippets button").click()

    expect(written(page)).to_be_focused()
    assert sent_text(page) == "> [!check] water\n> What?\n" + editing.text


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


# --- how it looks ---------------------------------------------------------------------------------------------------


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
