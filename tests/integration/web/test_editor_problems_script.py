"""editor.min.js: what is wrong with the text, listed and marked in it as one writes."""

import threading
from typing import Any

import pytest
from flask import Response
from playwright.sync_api import expect

from tests.support.browsing import Open
from tests.support.editing import NEVER_KEPT, NUMBER, OLD, kept, say_found, sent_text, write, written
from tests.support.waiting import until

NO_QUESTION = {"line": 3, "stops": True, "message": "No questions.", "advice": "", "file": "01-tea/quiz.md"}


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
    expect(page.locator("#problems-heading")).to_have_text("2 things stop it, 1 to weigh")
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


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([NUMBER], "1 thing stops it"),
        ([NUMBER, NO_QUESTION, OLD], "2 things stop it, 1 to weigh"),
        ([OLD], "1 thing to weigh"),
        ([OLD, OLD], "2 things to weigh"),
        ([], "Nothing to put right"),
    ],
)
def test_the_heading_says_what_stops_it_and_what_is_advice(
    open_editor: Open, editing: Any, found: list[Any], said: str
) -> None:
    editing.listed = [] if found else [NUMBER]
    editing.on_check = say_found(*found)
    page = open_editor()
    write(page, "more")

    expect(page.locator("#problems li")).to_have_count(len(found))
    expect(page.locator("#problems-heading")).to_have_text(said)


def test_the_stops_to_publication_follow_each_check(open_editor: Open, editing: Any) -> None:
    draft, review = (
        {"title": "Draft", "look": "done", "words": "1 file differs"},
        {"title": "Review", "words": "Not sent"},
    )
    check = {"title": "Check", "look": "now", "words": "1 problem stops it, nothing to weigh."}
    editing.status = [draft, check, {**review, "look": ""}]
    after = [draft, {**check, "look": "done", "words": "Nothing stops it."}, {**review, "look": "now"}]
    editing.on_check = say_found(status=after)
    page = open_editor()
    stops = page.get_by_role("list", name="Status of this draft").locator("li")
    expect(stops).to_have_class(["done", "now", ""])
    write(page, "more")

    expect(stops).to_have_text(["Draft1 file differs", "CheckNothing stops it.", "ReviewNot sent"])
    expect(stops).to_have_class(["done", "done", "now"])


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
