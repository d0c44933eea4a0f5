"""Places: today's boards, the earlier ones, and the nations; and whose people a service is for."""

from dataclasses import replace
from datetime import date

import pytest

from lms.content.areas import NATIONS, boards, boards_on
from lms.referrals.presenters import about_place, cards_of
from lms.referrals.rules.places import Place, cards_wanted, covers, find_place, places_to_choose
from tests.unit.referrals.test_entries import DAY, ENTRY

FIRST_DAY = date(2026, 4, 1)


def place(code: str, day: date = DAY) -> Place:
    found = find_place(code, day)
    assert found is not None
    return found


def covered(areas: str, code: str) -> bool:
    return covers(replace(ENTRY, areas=frozenset(areas.split())), place(code), DAY)


def test_36_boards_of_today_12_earlier_ones_and_4_nations_can_be_chosen() -> None:
    codes = [code for code, _ in places_to_choose(DAY)]
    assert len(boards_on(DAY)) == 36 and len(boards()) == 48
    assert len(codes) == len(set(codes)) == 52
    assert all(find_place(code, DAY) for code in codes)
    assert [board.code for board in boards_on(date(2026, 3, 31))].count("QNX") == 1
    assert len(boards_on(date(2026, 3, 31))) == 42 and len(boards_on(FIRST_DAY)) == 36


def test_every_earlier_board_has_become_boards_of_today() -> None:
    today = {board.code for board in boards_on(DAY)}
    for board in boards().values():
        found = place(board.code)
        assert found.areas and set(found.areas) <= today
        assert (found.ended is None) == (board.code in today)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("QNX", "Since April 2026 this area belongs to Surrey and Sussex. What is recorded for it is shown."),
        (
            "QNQ",
            "belongs to Hampshire and Isle of Wight, Surrey and Sussex and Thames Valley. ",
        ),
        ("QE1", ""),
        ("scotland", "Law, police and health services differ in Scotland."),
        ("wales", "its law for England and Wales"),
    ],
)
def test_a_place_says_what_became_of_it_or_how_far_the_course_holds(code: str, words: str) -> None:
    assert words in about_place(place(code))


@pytest.mark.parametrize("code", ["", "XXX", "uk", "qe1", "QE1 ", "../QE1", "T6Y0W\x00"])
def test_anything_else_is_no_place(code: str) -> None:
    assert find_place(code, DAY) is None


def test_a_board_that_has_not_begun_is_no_place_yet() -> None:
    assert find_place("T6Y0W", date(2026, 3, 31)) is None
    assert find_place("T6Y0W", FIRST_DAY) is not None


def test_earlier_names_and_todays_lead_to_the_same() -> None:
    assert covered("QNX", "S9B9J") and covered("S9B9J", "QNX") and covered("QXU", "QNX")
    assert covered("S9B9J", "QNQ") and covered("QRL", "QNQ") and covered("S0E4D", "QNQ")
    assert not covered("QE1", "QNX")


def test_national_services_are_for_their_nation_alone() -> None:
    assert covered("uk", "scotland") and covered("uk", "QE1")
    assert covered("england", "QE1") and not covered("england", "wales")
    assert covered("wales", "wales") and not covered("wales", "QE1")
    assert not covered("QE1", "england")


def test_a_split_board_has_a_card_for_each_that_took_over() -> None:
    assert [name for _, name in cards_of(place("QNQ"))] == [
        "Hampshire and Isle of Wight", "Surrey and Sussex", "Thames Valley",
    ]  # fmt: skip
    assert cards_of(place("scotland")) == [("scotland", "Scotland")]
    assert len(cards_wanted(DAY)) == 36 + len(NATIONS)
