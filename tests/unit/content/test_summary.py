"""What a course holds, as the check prints it."""

from datetime import date, timedelta

from lms.content.check import check
from lms.content.files import read_folder
from lms.content.report import Report, problems_in_words, summary_lines
from lms.content.summary import Summary
from tests.factories.catalogue import SMALL

REPORT = check(read_folder(SMALL)[0])
TODAY = date(2026, 11, 22)
LINES = summary_lines(REPORT.summary, TODAY)


def cells(start: str) -> list[list[str]]:
    """The cells of each printed row that starts with these words."""
    return [line.split() for line in LINES if line.startswith(start)]


def test_each_module_has_a_row_and_the_course_their_sum():
    [_, tea], plants, [whole, *_] = cells("01-making-tea"), cells("02-keeping-plants")[0], cells("All")
    assert tea == ["01-making-tea", "single", "multiple", "multiple-partial", "true-false", "kprim", "all"]
    tea = cells("01-making-tea")[0]
    assert (tea[1], tea[3], tea[4]) == ("2", "10", "8")
    assert (plants[1], plants[3], plants[4]) == ("2", "5", "3")
    assert whole == ["All", "4", str(int(tea[2]) + int(plants[2])), "15", "11"]


def test_questions_are_counted_by_outcome_and_kind():
    assert cells("water ") == [["water", "1", "1", "1", "1", "·", "4"]]
    assert cells("timing ") == [["timing", "2", "·", "·", "1", "1", "4"]]
    assert cells("All")[1] == ["All", "3", "1", "1", "2", "1", "8"]


def test_each_case_has_a_row_and_the_course_a_share():
    assert cells("first-visitor") == [["first-visitor", "3", "6", "2", "neighbour"]]
    assert "Cases: 1, 1 of them outside ex-partner or family (100%)" in LINES
    assert "Cases: none" in summary_lines(Summary(), TODAY)


def test_what_the_course_rests_on_is_listed():
    said = "\n".join(LINES)
    assert "Figures used: 2\n  milk-first, overwatered" in said
    assert "Sources still to verify: 1\n  plant-book" in said


def test_no_line_is_wider_than_a_terminal():
    assert max(len(line) for line in LINES) <= 100


def test_nothing_at_all_is_printed_without_complaint():
    said = "\n".join(summary_lines(Summary(), TODAY))
    assert "Figures used: none" in said and "Sources still to verify: none" in said
    assert problems_in_words(Report(())) == "nothing stops it, nothing to weigh."


def test_the_problems_are_counted():
    assert problems_in_words(REPORT) == "nothing stops it, 2 to weigh."
    assert problems_in_words(check({})).startswith("4 problems stop it")


def test_what_is_due_is_said_with_its_day_and_what_is_too_late_as_well():
    summary = Summary(review_due=date(2027, 3, 31), checked=date(2026, 2, 1))
    assert summary_lines(summary, date(2027, 1, 31))[-2:] == [
        "Next review: 31 March 2027.", "Every source was looked at since 1 February 2026.",
    ]  # fmt: skip
    assert summary_lines(summary, date(2027, 4, 1))[-2:] == [
        "Next review: 31 March 2027. It is overdue.",
        "Every source was looked at since 1 February 2026. That is over a year ago.",
    ]
    assert not summary_lines(summary, summary.checked + timedelta(days=365))[-1].endswith("ago.")
