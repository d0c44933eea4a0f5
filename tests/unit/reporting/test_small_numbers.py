"""The small-number rule against somebody who knows all that is shown, the totals and the rules, and can solve for more.

`POPULATIONS=2000 ./run test tests/unit/reporting/test_small_numbers.py` attacks that many; every run attacks a few.
"""

import os
from random import Random
from typing import Any

import pytest

from lms.reporting.rules import small_numbers
from lms.reporting.rules.publication import publish
from lms.reporting.rules.small_numbers import POSSIBLE, percentage, rounded
from lms.reporting.rules.words import EVERYBODY, WHOLE_COURSE, Level, Status
from tests.support.attacker import Attacker
from tests.support.populations import Population, a_little_later, population

POPULATIONS = int(os.environ.get("POPULATIONS", "24"))
BLOCK = 8
SEEDS = range(0, POPULATIONS, BLOCK)
AS_SHOWN = 5  # numbers are possible at least, for whoever knows what is shown: no fewer than for a rounded count
NOT_PINNED = 2
TWO_DAYS_EACH = 8  # two days take longer: one population in so many


def day(seed: int) -> Population:
    return population(Random(seed))


def attack(people: Population, *, exact: bool) -> Attacker:
    attacker = Attacker(exact=exact)
    attacker.learn(0, people, publish(people.rows, people.counted))
    return attacker


@pytest.mark.parametrize("first", SEEDS)
def test_no_hidden_count_can_be_worked_out(first: int) -> None:
    """Not even by somebody who knows every shown count as it was before it was rounded; what they find out about a
    staff group of an organisation is looked at again as it is really shown."""
    for seed in range(first, first + BLOCK):
        people = day(seed)
        found = list(attack(people, exact=True).findings())
        assert [each for each in found if not each.is_across and each.possible < POSSIBLE] == [], seed
        assert [each for each in found if each.possible < NOT_PINNED] == [], seed
        close = {each.key for each in found if each.possible < AS_SHOWN}
        known = attack(people, exact=False).findings(only=close)
        assert [each for each in known if each.possible < AS_SHOWN] == [], seed


@pytest.mark.parametrize("first", SEEDS)
def test_whoever_compares_two_days_pins_nothing(first: int) -> None:
    """They suppose, rightly here, that nobody joined, left, or went back."""
    for seed in range(first, first + BLOCK, TWO_DAYS_EACH):
        random = Random(seed)
        before = population(random)
        attacker = Attacker()
        for number, people in enumerate((before, a_little_later(random, before))):
            attacker.learn(number, people, publish(people.rows, people.counted))
        attacker.assume_static(0, 1)
        assert [each for each in attacker.findings() if each.possible < NOT_PINNED] == [], seed


def test_hiding_small_counts_alone_would_not_be_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the others that are hidden beside them the same attacker finds small counts out."""
    monkeypatch.setattr(small_numbers._Search, "possible", lambda *_: POSSIBLE)
    monkeypatch.setattr(small_numbers._Search, "_fill_up", lambda *_: None)

    pinned = sum(each.possible == 1 for seed in range(BLOCK) for each in attack(day(seed), exact=True).findings())

    assert pinned > 50


@pytest.mark.parametrize("seed", range(40))
def test_what_is_shown_is_never_small_and_always_rounded(seed: int) -> None:
    people = day(seed)
    counts = {key[:4]: key[4] for key in people.counted}

    shown = publish(people.rows, people.counted)

    assert {count for count in shown.values() if count % 5 or 0 < count < 10} == set()
    assert {key for key in shown if 0 < counts[key] < 8} == set()
    assert all(abs(shown[key] - counts[key]) <= 2 for key in shown)
    assert {key for key, count in shown.items() if count == 0 and counts[key]} == set()


@pytest.mark.parametrize("seed", range(40))
def test_members_of_boards_places_and_organisations_are_always_shown(seed: int) -> None:
    people = day(seed)
    shown = publish(people.rows, people.counted)
    assert all((number, EVERYBODY, WHOLE_COURSE, Status.MEMBERS) in shown for number, _ in enumerate(people.rows))


def test_most_of_a_large_board_is_shown() -> None:
    """A rule that hid everything would be safe, and of no use."""
    random = Random(5)
    shares = []
    for _ in range(10):
        people = population(random)
        shown = publish(people.rows, people.counted)
        units = [number for number, row in enumerate(people.rows) if row.level is not Level.PLACE]
        whole = [key[:4] for key in people.counted if key[0] in units and key[1] == EVERYBODY]
        shares.append(sum(key in shown for key in whole) / len(whole))
    assert sum(shares) / len(shares) > 0.4


def test_a_board_with_few_members_shows_nothing() -> None:
    people = day(1)
    few: list[Any] = [(0, EVERYBODY, WHOLE_COURSE, status, count) for status, count in
                      ((Status.MEMBERS, 19), (Status.NOT_STARTED, 19))]  # fmt: skip
    assert publish(people.rows[:1], few) == {}


def test_the_same_counts_are_published_in_the_same_way_every_time() -> None:
    people = day(3)
    assert publish(people.rows, people.counted) == publish(people.rows, people.counted)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (22, 20), (23, 25), (1002, 1000), (1003, 1005)]
)
def test_rounding(count: int, shown: int) -> None:
    assert rounded(count) == shown


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (10, 40, 25), (None, 40, None), (10, None, None), (0, 0, None), (0, 15, None), (15, 15, None), (0, 20, 0),
        (20, 20, 100), (25, 20, 100), (10, 15, 67),
    ],
)  # fmt: skip
def test_percentages_come_from_what_is_shown(part: int | None, whole: int | None, percent: int | None) -> None:
    """All or none of fewer than 20 is not said."""
    assert percentage(part, whole) == percent
