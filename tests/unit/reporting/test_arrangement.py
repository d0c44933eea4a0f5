"""Which organisations and staff groups are counted together."""

from collections.abc import Callable
from random import Random

import pytest

from lms.organisations.rules import OrganisationKind
from lms.reporting.rules.arrangement import FEWEST, Node, Row, organisation_rows, report_rows, staff_columns
from lms.reporting.rules.words import TOGETHER, Level

REGION, BOARD, NORTH, SOUTH = 1, 2, 3, 4


def tree(*nodes: tuple[int, OrganisationKind, int | None]) -> dict[int, Node]:
    top = ((REGION, OrganisationKind.REGION, None), (BOARD, OrganisationKind.ICB, REGION))
    places = ((NORTH, OrganisationKind.PLACE, BOARD), (SOUTH, OrganisationKind.PLACE, BOARD))
    return {number: Node(number, kind, above) for number, kind, above in (*top, *places, *nodes)}


def sized(people: dict[int, int]) -> Callable[[frozenset[int]], int]:
    return lambda holds: sum(people.get(each, 0) for each in holds)


def named(rows: list[Row], level: Level) -> dict[tuple[int, str], set[int]]:
    return {(row.organisation_id, row.together): set(row.holds) for row in rows if row.level is level}


def test_an_employer_is_counted_with_its_sites_and_a_small_one_with_its_kind() -> None:
    organisations = tree(
        (10, OrganisationKind.TRUST, BOARD),
        (11, OrganisationKind.SITE, 10),
        (12, OrganisationKind.PCN, NORTH),
        (13, OrganisationKind.PRACTICE, 12),
        (14, OrganisationKind.PRACTICE, NORTH),
        (15, OrganisationKind.PRACTICE, NORTH),
        (16, OrganisationKind.PRACTICE, SOUTH),
    )
    rows = list(report_rows(organisations, sized({10: 15, 11: 10, 13: 12, 14: 9, 15: 30, 16: 25})))

    assert named(rows, Level.UNIT) == {
        (10, ""): {10, 11}, (NORTH, "practice"): {13, 14}, (15, ""): {15}, (16, ""): {16},
    }  # fmt: skip
    assert named(rows, Level.PLACE) == {(BOARD, TOGETHER): {10, 11}, (NORTH, ""): {13, 14, 15}, (SOUTH, ""): {16}}
    assert {row.area_id for row in rows} == {BOARD}


def test_what_is_still_too_small_takes_in_the_next_larger() -> None:
    organisations = tree(
        (10, OrganisationKind.PRACTICE, NORTH), (11, OrganisationKind.PHARMACY, NORTH),
        (12, OrganisationKind.PRACTICE, NORTH), (13, OrganisationKind.PRACTICE, SOUTH),
    )  # fmt: skip
    rows = list(report_rows(organisations, sized({10: 25, 11: 3, 12: 40, 13: 50})))
    assert named(rows, Level.UNIT) == {(NORTH, TOGETHER): {10, 11}, (12, ""): {12}, (13, ""): {13}}


def test_a_boards_own_staff_are_a_unit_and_other_boards_are_apart() -> None:
    organisations = tree((5, OrganisationKind.ICB, REGION), (10, OrganisationKind.TRUST, 5))
    rows = list(report_rows(organisations, sized({BOARD: 22, 10: 30, REGION: 9})))
    assert named(rows, Level.UNIT) == {(BOARD, "icb"): {BOARD}, (10, ""): {10}}
    assert named(rows, Level.AREA) == {(BOARD, ""): {BOARD}, (5, ""): {10}}


@pytest.mark.parametrize("seed", range(60))
def test_parts_add_up_and_none_is_small_unless_the_whole_board_is(seed: int) -> None:
    random = Random(seed)
    kinds = [kind for kind in OrganisationKind if kind.value not in {"region", "icb", "place", "pcn"}]
    organisations = tree(*((10 + n, random.choice(kinds), random.choice([BOARD, NORTH, SOUTH])) for n in range(15)))
    people = {number: random.choice((0, 1, 5, 15, 19, 20, 60)) for number in organisations}
    rows = list(report_rows(organisations, sized(people)))

    areas = [row for row in rows if row.level is Level.AREA]
    for level in (Level.PLACE, Level.UNIT):
        parts = [row for row in rows if row.level is level]
        assert sorted(each for row in parts for each in row.holds) == sorted(
            each for row in areas for each in row.holds
        )
        if sized(people)(areas[0].holds if areas else frozenset()) >= FEWEST:
            assert [row for row in parts if sized(people)(row.holds) < FEWEST] == []
    assert len({(row.level, row.organisation_id, row.together) for row in rows}) == len(rows)


def test_every_organisation_is_counted_with_all_below_it() -> None:
    organisations = tree((10, OrganisationKind.TRUST, NORTH), (11, OrganisationKind.SITE, 10))
    held = {row.organisation_id: set(row.holds) for row in organisation_rows(organisations)}
    assert held == {REGION: {1, 2, 3, 4, 10, 11}, BOARD: {2, 3, 4, 10, 11}, NORTH: {3, 10, 11}, SOUTH: {4},
                    10: {10, 11}, 11: {11}}  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "small"),
    [
        ({"nursing": 50, "pharmacy": 20}, set()),
        ({"nursing": 50, "pharmacy": 12, "dentistry": 9}, {"pharmacy", "dentistry"}),
        ({"nursing": 50, "icb": 24, "dentistry": 9}, {"icb", "dentistry"}),
        ({"nursing": 5}, {"nursing"}),
    ],
)
def test_small_staff_groups_stand_together(groups: dict[str, int], small: set[str]) -> None:
    words = staff_columns(groups, lambda several: sum(groups[group] for group in several))
    assert {group for group, word in words.items() if word == TOGETHER} == small


def test_people_who_are_in_two_small_staff_groups_count_once() -> None:
    words = staff_columns(
        {"nursing": 50, "pharmacy": 12, "dentistry": 12, "icb": 30}, lambda small: 12 + 30 * ("icb" in small)
    )
    assert {group for group, word in words.items() if word == TOGETHER} == {"pharmacy", "dentistry", "icb"}
