"""What a browser sends back changes nothing but what somebody changed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.rules.texts import NotText, edited, first_change, shown

COURSES = Path(__file__).parents[3] / "courses"
TEXTS = [path for path in sorted(COURSES.rglob("*")) if path.suffix in {".md", ".yaml"}]
LONE = re.compile(r"\r(?!\n)")
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
WORDS = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=6)
FILES = st.tuples(
    st.sampled_from(["", "\ufeff"]), st.lists(st.tuples(WORDS, ENDS), max_size=12), WORDS
).map(lambda parts: parts[0] + "".join(text + end for text, end in parts[1]) + parts[2])  # fmt: skip


def as_sent(text: str) -> str:
    """As a browser posts what it was given."""
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(COURSES).as_posix())
def test_a_file_of_the_course_that_was_only_opened_and_saved_is_the_same(path):
    assert edited(path.read_bytes(), as_sent(shown(path.read_bytes()))) == path.read_bytes()


@given(FILES)
def test_any_file_that_was_only_opened_and_saved_is_the_same(text):
    data = text.encode()
    assert edited(data, as_sent(shown(data))) == data


@given(FILES, st.integers(0, 12), WORDS)
def test_a_line_that_was_added_changes_no_other(text, place, words):
    before = text.encode()
    lines = shown(before).split("\n")
    place = min(place, len(lines))
    after = edited(before, as_sent("\n".join([*lines[:place], words, *lines[place:]])))
    assert shown(after).split("\n") == [*lines[:place], words, *lines[place:]]
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    if place < len(lines) - 1 and not LONE.search(text):  # the line that was last keeps having no end
        added = after.decode().removeprefix("\ufeff")
        assert [added.count(end) for end in ("\r\n", "\n")] != [text.count(end) for end in ("\r\n", "\n")]
        for line, end in re.findall(r"([^\r\n]*)(\r\n|\n)", text.removeprefix("\ufeff")):
            assert line + end in added


def test_two_changes_in_a_file_of_mixed_ends_leave_what_stands_between_them():
    before = b"one\r\ntwo\nthree\r\nfour\nfive\r\n"
    assert edited(before, "ONE\ntwo\nthree\nfour\nFIVE\n") == b"ONE\r\ntwo\nthree\r\nfour\nFIVE\r\n"


@pytest.mark.parametrize(
    ("after", "line"), [("a\nb\n", 1), ("a\r\nb\r\n", 1), ("a\nc\n", 2), ("a\nb\nc\n", 3), ("a", 2), ("", 1)]
)
def test_the_first_line_that_says_something_else_is_found_whatever_ends_it(after, line):
    assert first_change("a\nb\n", after) == line


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(NotText):
        shown(b"\xff\xfe")
    with pytest.raises(NotText):
        edited(b"\x89PNG\r\n\x1a\n\xff", "text")
