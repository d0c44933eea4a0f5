"""The starter: nothing stops it, whatever it is called, and it shows its writer everything once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.callouts import KINDS
from lms.content.check import check, examine
from lms.content.codes import fault_of_code
from lms.content.parse import parse
from lms.content.render import render
from lms.content.starter import starter

TODAY = date(2028, 2, 29)
# What only people can do: name themselves as reviewers, and read the sources. Nothing else is to be weighed.
FOR_PEOPLE = {
    ("course.yaml", "No clinical and no legal reviewer is named."),
    ("sources.yaml", "`sbar` and 1 more are used and still to be verified."),
}
TITLES = [
    "First aid", 'Say "hello"', "It's yours", "One: two: three", "# Number one", "- a dash first", "? what", "[a, b]",
    "{a: b}", "&anchor *alias !tag", "%percent", "@at", "`tick`", "true", "null", "2027-03-31", "42", "~", "\\",
    "ends with a colon:", "a #comment", "| pipe", "> quoted", "word " * 40, "w" * 200, "الإسعافات الأولية", "ראשונה",
    "急救", "café 🫖", "two\nlines\r\nand\ttabs", "hidden\x00\x07\x85\u2028\u202e", "title: A message that arrives",
    "code: starter", "due: 2027-11-22", "\ud800",
]  # fmt: skip
CODES = st.from_regex(r"[a-z][a-z0-9-]{1,19}", fullmatch=True).filter(lambda code: not fault_of_code(code))
# Phone numbers and the like are refused wherever they stand, so a title has no digits here.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Nd"]), max_size=200).filter(lambda title: title.strip())


def problems_of(code: str, title: str) -> set[tuple[str, str]]:
    return {(problem.file, problem.message) for problem in check(starter(code, title, TODAY)).problems}


def fields_of(code: str, title: str):
    text = parse(starter(code, title, TODAY)).text
    assert text and text.registers.course
    return text.registers.course


@pytest.mark.parametrize("title", TITLES)
def test_nothing_stops_it_whatever_its_title_and_the_title_stays(title):
    assert problems_of("first-aid", title) == FOR_PEOPLE
    kept = " ".join(title.split()).translate(dict.fromkeys([0, 7])).replace("\ud800", "?")
    assert fields_of("first-aid", title).title == kept


@pytest.mark.parametrize("code", ["true", "null", "no", "a1", "e3", "x--", "a" * 20, "starter"])
def test_its_code_is_never_taken_for_something_else(code):
    assert problems_of(code, "First aid") == FOR_PEOPLE
    assert fields_of(code, "First aid").code == code


@given(code=CODES, title=WORDS)
@settings(max_examples=30, derandomize=True)
def test_nothing_stops_it_whatever_it_is_called(code, title):
    assert problems_of(code, title) == FOR_PEOPLE


@pytest.mark.parametrize(
    "code",
    ["", "a", "New", "new", "manual", "9a", "-a", "a_b", "a b", "a" * 21, "é-a", "ab\n", "safety-first", "x-abuse"],
)
def test_what_is_no_code_of_a_new_course_is_refused_and_stops_a_course(code):
    assert fault_of_code(code)
    assert check(starter(code, "First aid", TODAY)).stops or code == "ab\n"  # its line end is left out


def test_it_shows_every_call_out_a_figure_both_ways_a_citation_and_a_link():
    files = starter("first-aid", "First aid", TODAY)
    pages = files["01-first-module/module.md"].decode()
    assert [name for name in KINDS if f"[!{name}]" not in pages] == []
    assert "\n\n[figure: nhs-number-length]\n\n" in pages and "has [figure: nhs-number-length]," in pages
    assert "[@" in pages and "](#which-patient)" in pages


def test_it_is_small_and_whole_and_claims_nothing_that_nobody_has_done():
    report, text = examine(starter("first-aid", "First aid", TODAY))
    assert text
    course, summary = render(text), report.summary
    assert (len(course.modules), summary.pages, summary.questions, len(summary.cases)) == (1, 3, 7, 1)
    assert len({item.kind for item in summary.modules[0].items}) == 6
    assert not course.review.reviewed and course.review.due == date(2029, 2, 28)
    assert not any(source.verified or source.checked for source in course.sources)
