"""The manual's examples are a course that passes the check; and as a page it is whole."""

import re
from pathlib import Path

from lxml import html

from lms.content.callouts import IN_CASES, KINDS
from lms.content.check import check
from lms.content.drawings import read_drawing
from lms.content.manual import draw_manual
from lms.content.problems import Problems

MANUAL = (Path(__file__).parents[3] / "docs" / "writing-a-module.md").read_text(encoding="utf-8")
DRAWN = draw_manual(MANUAL)
EXAMPLE = re.compile(r"^`([\w./-]+)`\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_together_pass_the_check():
    files = {path: text.encode() for path, text in EXAMPLE.findall(MANUAL)}
    report = check(files)
    assert len(files) == 8
    assert [str(problem) for problem in report.problems if problem.stops] == []
    assert (report.summary.pages, report.summary.minutes) == (2, 5)
    assert [case.minutes for case in report.summary.cases] == [2]


def test_the_drawing_passes():
    (drawing,) = re.findall(r"^```xml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    problems = Problems()
    assert read_drawing("two-steps.svg", drawing.encode(), problems).width == 288
    assert problems.listed() == ()


def headings() -> list[str]:
    without_examples = re.sub(r"^```.*?^```$", "", MANUAL, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#+ (.+)$", without_examples, re.MULTILINE)


def test_the_page_has_every_heading_and_each_can_be_linked_to():
    page = html.fragment_fromstring(DRAWN.html, create_parent=True)
    found = [each for each in page.iter("h2", "h3")]
    assert [DRAWN.title, *(each.text_content() for each in found)] == headings()
    assert len({each.get("id") for each in found} - {None}) == len(found)
    assert [(each.id, each.title) for each in DRAWN.sections] == [
        (each.get("id"), each.text_content()) for each in page.iter("h2")
    ]


def test_every_link_of_the_page_leads_somewhere_and_no_picture_is_left_out():
    """It has neither yet. A picture of the document would have to be served; a link, to lead out of a page."""
    page = html.fragment_fromstring(DRAWN.html, create_parent=True)
    ids = {f"#{each.get('id')}" for each in page.iter("h2", "h3")}
    assert [each.get("href") for each in page.iter("a") if each.get("href") not in ids] == []
    assert [*page.iter("img")] == []


def test_its_examples_stand_on_the_page_as_they_are_to_be_written():
    page = html.fragment_fromstring(DRAWN.html, create_parent=True)
    shown = [each.text_content() for each in page.iter("pre")]
    assert shown == re.findall(r"^```\w*\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    assert {each.get("tabindex") for each in page.iter("pre")} == {"0"}, "the keyboard scrolls them"
    assert "[[right | other | other]]" in [each.text_content() for each in page.iter("code")]


def test_every_call_out_is_shown():
    assert [name for name in {*KINDS, *IN_CASES} if f"[!{name}]" not in MANUAL] == []
