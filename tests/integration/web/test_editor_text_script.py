"""editor.min.js: CodeMirror over the textarea, which is sent exactly as it stands."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browsing import Open
from tests.support.editing import PATH, go_to_end, sent_text, write, written
from tests.support.waiting import until


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


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("markdown", "> [!note] A title\n> Line one.\n\nAfter."),
        ("markdown", "> - [x] Pour at once\n>   > The hottest water.\n> - [ ] Wait\n>   > Too cool.\n"),
        ("markdown", "1. First\n   > Why.\n2. Second\n   > Why.\n"),
        ("markdown", "---\noutcomes:\n  water: Choose\n  timing: Time\n---\n"),
        ("yaml", "milk-first:\n  says: 40%\n  value: 40\ntea:\n  says: 2\n"),
    ],
)
def test_what_is_typed_line_by_line_is_sent_as_it_was_typed(
    open_editor: Open, editing: Any, language: str, typed: str
) -> None:
    editing.language, editing.text = language, ""
    page = open_editor()
    go_to_end(page)
    page.keyboard.type(typed)  # each line break is the Enter key

    assert sent_text(page) == typed


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


def test_a_snippet_is_inserted_at_the_cursor(open_editor: Open, editing: Any) -> None:
    page = open_editor()
    written(page).focus()
    page.keyboard.press("Control+Home")
    page.locator("#snippets").select_option(label="A question")
    assert sent_text(page) == editing.text  # choosing alone does nothing
    page.locator(".snippets button").click()

    expect(written(page)).to_be_focused()
    assert sent_text(page) == "> [!check] water\n> What?\n" + editing.text
