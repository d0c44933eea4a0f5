"""The invented people: as many as asked for, of every kind, and the same in every load of a month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.schema import STAFF_GROUPS
from lms.demo.rules.people import SIZE, Somebody, population, shared_out, slug
from lms.demo.rules.tables import Tables, read_tables
from lms.demo.rules.window import window
from lms.demo.service.load import table_texts

PERIOD = window(date(2026, 11, 22))


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables(table_texts())


@pytest.fixture(scope="module")
def people(tables: Tables) -> list[Somebody]:
    return population(tables, PERIOD)


def test_there_are_as_many_as_the_organisations_have_members(tables: Tables, people: list[Somebody]) -> None:
    assert len(people) == SIZE == sum(place.members for place in tables.places)
    assert len({each.email for each in people}) == len({each.key for each in people}) == SIZE


def test_they_are_of_every_staff_group_and_many_scripts(tables: Tables, people: list[Somebody]) -> None:
    assert set().union(*(each.staff_groups for each in people)) == set(STAFF_GROUPS)
    names = [each.name for each in people]
    assert set(tables.whole_names) <= set(names)
    assert len(set(names)) > 0.95 * SIZE


def test_their_lives_differ(people: list[Somebody]) -> None:
    lives = {
        "two jobs": [each for each in people if len(each.jobs) == 2 and not each.jobs[0].until],
        "moved": [each for each in people if len(each.jobs) == 2 and each.jobs[0].until == each.jobs[1].since],
        "left": [each for each in people if each.left],
        "only asked": [each for each in people if each.asks and not each.jobs],
        "asks as well": [each for each in people if each.asks and each.jobs],
        "not listed": [each for each in people if not each.listed],
        "stops": [each for each in people if each.begins and each.patience is not None],
        "does not stop": [each for each in people if each.begins and each.patience is None],
        "does not begin": [each for each in people if not each.begins],
        "holds a role": [each for each in people if each.holds_role],
    }
    assert {name: len(found) for name, found in lives.items() if len(found) < 5} == {}


def test_everything_lies_within_the_demo(people: list[Somebody]) -> None:
    for each in people:
        assert PERIOD.first <= each.joined < PERIOD.end
        assert all(each.joined <= job.since < (job.until or PERIOD.end) <= PERIOD.end for job in each.jobs)
        assert each.begins is None or each.joined <= each.begins < (each.left or PERIOD.end)


def test_every_day_of_a_month_gives_the_same_people(tables: Tables, people: list[Somebody]) -> None:
    assert window(date(2026, 11, 1)) == window(date(2026, 11, 30)) == PERIOD
    assert population(tables, PERIOD) == people


def test_one_more_organisation_changes_nobody_before_it(tables: Tables, people: list[Somebody]) -> None:
    more = replace(tables, places=(*tables.places, replace(tables.places[-1], name="Another", members=5)))
    alike = [each for each, other in zip(people, population(more, PERIOD, SIZE + 5), strict=False) if each == other]
    assert len(alike) > 0.8 * SIZE  # but for those whose other job is drawn among more places


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40), st.integers(0, 2000))
def test_shares_add_up_and_none_is_off_by_a_whole(weights: list[int], size: int) -> None:
    shares = shared_out(weights, size)
    assert sum(shares) == size
    assert all(abs(share - size * each / sum(weights)) < 1 for share, each in zip(shares, weights, strict=True))


def test_the_window_ends_with_the_month_before() -> None:
    assert (PERIOD.first, PERIOD.end) == (date(2024, 11, 1), date(2026, 11, 1))
    assert (PERIOD.day(0), PERIOD.day(1)) == (PERIOD.first, PERIOD.end - timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siân Prydderch", "sian.prydderch"),
        ("Ng", "ng"),
        ("陈晓燕", "staff"),
        ("Karel van den Broek-'t Hooft", "karel.hooft"),
    ],
)
def test_a_name_in_an_address(name: str, expected: str) -> None:
    assert slug(name) == expected
