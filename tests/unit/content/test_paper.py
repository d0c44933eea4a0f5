"""A page's HTML for paper: well-formed, nothing to click, and what may be hard to read only where it was asked for."""

from xml.etree import ElementTree

import pytest

from lms.content.paper import LEFT_OUT, PUT_IN, Paper, has_hard_parts, images_in
from tests.support.courses import FOUR, SMALL, course_in

PLAIN, WHOLE = Paper(1, whole=False), Paper(1, whole=True)


@pytest.fixture(scope="module")
def course():
    return course_in(SMALL)


@pytest.mark.parametrize("folder", [SMALL, FOUR], ids=["small", "four"])
@pytest.mark.parametrize("whole", [False, True])
def test_every_block_of_a_course_is_well_formed_and_has_nothing_to_click(folder, whole):
    for module in course_in(folder).modules:
        paper = Paper(module.number, whole=whole)
        for block in (block for page in module.pages for block in page.blocks):
            drawn = ElementTree.fromstring(f"<div>{paper.put(block.html)}</div>")
            tags = {element.tag for element in drawn.iter()}
            assert not tags & {"a", "details", "summary", "figure", "h1", "h2", "script"}
            assert not {name for element in drawn.iter() for name in element.attrib} - {
                "class", "alt", "src", "scope", "start",
            }  # fmt: skip


def test_what_may_be_hard_to_read_is_its_summary_unless_asked_for(course):
    html = next(block.html for block in course.module(1).page(2).blocks if has_hard_parts(block.html))
    short, long = PLAIN.put(html), WHOLE.put(html)
    assert "Do not leave tea for long" in short and "bitter" not in short and "When it goes wrong" not in short
    assert LEFT_OUT in short and "leave it closed" not in short
    assert "bitter" in long and "When it goes wrong" in long and PUT_IN in long
    assert "Scalded?" in short  # what follows it is still there


def test_links_say_where_they_lead():
    html = (
        '<p><a href="/learning/small/1/2#text-x">Here</a>, <a href="/learning/small/2/3">there</a>, '
        '<a href="https://tea.example/?a=1&amp;b=2" rel="noopener">a source</a>, <a href="#source-tea">Tea Board</a>, '
        '<a href="/help-for-me">help</a>, <a href="tel:999">999</a></p>'
    )
    assert PLAIN.put(html) == (
        "<p>Here (page 2), there (module 2, page 3), "
        'a source <span class="address">(https://tea.example/?a=1&amp;b=2)</span>, Tea Board, help, 999</p>'
    )


def test_notes_lose_the_way_back_and_words_for_screen_readers():
    html = (
        '<p>A third<sup id="note-1-from"><a href="#note-1">'
        '<span class="nhsuk-u-visually-hidden">Note </span>1</a></sup>.'
        "</p>"
        '<ul class="nhsuk-list notes"><li id="note-1">1. With care. <a href="#note-1-from">Back to the text<span '
        'class="nhsuk-u-visually-hidden"> of note 1</span></a></li></ul>'
    )
    assert PLAIN.put(html) == ('<p>A third<sup>1</sup>.</p><ul class="nhsuk-list notes"><li>1. With care. </li></ul>')


def test_pictures_keep_their_words_and_are_named_by_their_bytes():
    name = "0123456789abcdef" * 2
    html = f'<figure class="chart"><img src="/images/{name}.png" alt="A &quot;pot&quot;"></figure><p>A<br>B</p><hr>'
    assert images_in(html) == [f"{name}.png"]
    assert PLAIN.put(html) == (
        f'<div class="chart"><img alt="A &quot;pot&quot;" src="{name}.png"/></div><p>A<br/>B</p><hr/>'
    )


def test_headings_stand_below_the_pages_own_and_what_closes_is_open():
    html = (
        '<h2 class="nhsuk-heading-m">One</h2><h3>Two</h3><details class="nhsuk-details"><summary class='
        '"nhsuk-details__summary"><span class="nhsuk-details__summary-text">More</span></summary>'
        '<div class="nhsuk-details__text"><p>1 &lt; 2</p></div></details>'
    )
    assert PLAIN.put(html) == (
        '<h3 class="nhsuk-heading-m">One</h3><h4>Two</h4><div class="more"><p class="more-title"><span class='
        '"nhsuk-details__summary-text">More</span></p><div class="more-text"><p>1 &lt; 2</p></div></div>'
    )
