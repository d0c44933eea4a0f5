"""Where somebody is in a module."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from lms.progress import rules
from lms.progress.rules import Standing

PAGES = ("one", "two", "three", "four")


def standing(**fields) -> Standing:
    """Module 4 as it was begun."""
    began = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    return Standing(progress_id=1, module_id="module-4", revision_id=1, active_at=began, **fields)


class TestUnread:
    def test_is_everything_at_the_beginning(self):
        assert standing().unread(PAGES) == PAGES

    def test_leaves_out_what_was_read_in_whatever_order(self):
        assert standing(read={1: ("four", "one")}).unread(PAGES) == ("two", "three")

    def test_is_what_was_asked_for_again_after_the_last_attempt(self):
        again = standing(read={1: PAGES}, to_reread={2: ("three", "two")})

        assert again.reading == 2
        assert again.unread(PAGES) == ("two", "three")

    def test_counts_what_was_read_in_this_reading_alone(self):
        again = standing(read={1: PAGES, 2: ("two",)}, to_reread={2: ("two", "three")})

        assert again.unread(PAGES) == ("three",)


class TestResumeAt:
    def test_is_the_first_page_at_the_beginning(self):
        assert standing().resume_at(PAGES) == "one"

    def test_is_the_page_after_the_one_read_last(self):
        assert standing(read={1: ("one", "three")}).resume_at(PAGES) == "four"

    def test_goes_back_to_what_was_left_out(self):
        assert standing(read={1: ("one", "four")}).resume_at(PAGES) == "two"

    def test_is_nowhere_when_everything_is_read(self):
        assert standing(read={1: PAGES}).resume_at(PAGES) is None

    @given(st.lists(st.sampled_from(PAGES), unique=True))
    def test_is_always_a_page_that_is_still_to_be_read(self, read):
        now = standing(read={1: tuple(read)})

        assert now.resume_at(PAGES) in (*now.unread(PAGES), None)
        assert (now.resume_at(PAGES) is None) == (set(read) == set(PAGES))


class TestIsComplete:
    def test_needs_everything_that_is_asked_for(self):
        assert rules.is_complete(["one", "two"], ["two", "one", "three"])
        assert not rules.is_complete(["one", "two"], ["two"])

    def test_nothing_asked_for_completes_nothing(self):
        assert not rules.is_complete([], ["one"])
