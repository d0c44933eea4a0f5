"""The demo's tables: those that are there can be used, and each mistake is named with its file and line."""

from collections.abc import Iterator

import pytest

from lms.content.schema import STAFF_GROUPS
from lms.demo.rules.sheet import TableProblems
from lms.demo.rules.tables import FILES, Tables, read_tables
from lms.demo.service.load import table_texts
from lms.organisations.rules import OrganisationKind

HEADINGS = {
    "boards.csv": "ods_code,name,region,first_day,last_day",
    "successions.csv": "predecessor,successor,day",
    "organisations.csv": "name,kind,parent,members,managers,uptake,domain,staff_groups",
    "names.csv": "origin,given,family",
    "whole_names.csv": "name,why",
}
SOUND = {
    "boards.csv": ["QAA,Old Board,North,2022-07-01,2026-03-31", "QBB,New Board,North,2026-04-01,"],
    "successions.csv": ["QAA,QBB,2026-04-01"],
    "organisations.csv": ["Invented Board,icb,,1,1,50,,icb:1", "Surgery,practice,Invented Board,2,0,50,,nursing:1"],
    "names.csv": ["Welsh,Siân,Prydderch"],
    "whole_names.csv": ["Ng,A single name"],
}


def texts(**instead: list[str]) -> dict[str, str]:
    return {name: "\n".join([HEADINGS[name], *(instead.get(name, SOUND[name]))]) for name in FILES}


@pytest.fixture(scope="module")
def tables() -> Iterator[Tables]:
    yield read_tables(table_texts())


def test_sound_tables_are_read() -> None:
    found = read_tables(texts())
    assert [board.ended is None for board in found.boards] == [False, True]
    assert found.places[1].staff_groups == {"nursing": 1}


@pytest.mark.parametrize(
    ("file", "line", "problem"),
    [
        ("boards.csv", "Q A,Board,North,2022-07-01,", "ods_code must be 3 to 6 capital letters and numbers, not 'Q A'"),
        ("boards.csv", "QBB,Board,North,2022-07-01,", "QBB is there already"),
        ("boards.csv", "QCC,Board,North,1 July 2022,", "first_day must be a date like 2026-04-01, not '1 July 2022'"),
        ("boards.csv", "QCC,Board,North,2022-07-01,2022-06-29", "last_day must not be before first_day"),
        ("boards.csv", "QCC,,North,2022-07-01,", "name must be there, in composed letters and with single spaces"),
        ("boards.csv", "QCC,Board,North", "has 3 cells; write 5"),
        ("successions.csv", "QAA,QZZ,2026-04-01", "boards.csv has no QZZ"),
        ("successions.csv", "QBB,QAA,2026-04-01", "QBB must have ended on the day before 2026-04-01"),
        ("successions.csv", "QAA,QBB,2026-04-01", "QAA to QBB is there already"),
        ("organisations.csv", "Surgery,practice,,0,0,0,,", "Surgery is there already"),
        ("organisations.csv", "Ward,ward,,0,0,0,,", f"kind must be one of {', '.join(OrganisationKind)}, not 'ward'"),
        ("organisations.csv", "A,practice,Nowhere,0,0,0,,", "no line above this one is called 'Nowhere', its parent"),
        ("organisations.csv", "A,icb,Surgery,0,0,0,,", "icb may not stand under practice"),
        ("organisations.csv", "A,site,,some,0,0,,", "members must be a whole number from 0 to 1000, not 'some'"),
        ("organisations.csv", "A,site,,0,0,101,,", "uptake must be a whole number from 0 to 100, not '101'"),
        ("organisations.csv", "A,site,,1,2,0,,nursing:1", "managers must not be more than its members"),
        ("organisations.csv", "A,site,,1,0,0,,", "staff_groups must share out its members, like nursing:3 reception:1"),
        (
            "organisations.csv",
            "A,site,,1,0,0,,nurse:1",
            "staff_groups must be like nursing:3 reception:1, not 'nurse:1'",
        ),
        (
            "organisations.csv",
            "A,site,,0,0,0,trust.nhs.uk,",
            "domain must end in .example, which nobody can own, not 'trust.nhs.uk'",
        ),
        ("names.csv", "Welsh,Gwen  Mair,Rees", "given must be there, in composed letters and with single spaces"),
        (
            "whole_names.csv",
            "Sia\u0302n,A loose mark",
            "name must be there, in composed letters and with single spaces",
        ),
        ("whole_names.csv", '"Ng"x,A quote', "cannot be read: ',' expected after '\"'"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(file: str, line: str, problem: str) -> None:
    with pytest.raises(TableProblems) as caught:
        read_tables(texts(**{file: [*SOUND[file], line]}))
    assert f"{file}, line {len(SOUND[file]) + 2}: {problem}" in str(caught.value).splitlines()


def test_every_problem_of_every_table_is_told_at_once() -> None:
    with pytest.raises(TableProblems) as caught:
        read_tables({**texts(), "names.csv": "origin,given", "boards.csv": ""})
    told = str(caught.value).splitlines()
    assert f"boards.csv, line 1: the heading must be {HEADINGS['boards.csv']}" in told
    assert f"names.csv, line 1: the heading must be {HEADINGS['names.csv']}" in told
    assert len(told) == 3  # and a succession of boards that are not there


def test_names_are_needed() -> None:
    with pytest.raises(TableProblems, match=r"names\.csv, line 1: needs a line below the heading"):
        read_tables(texts(**{"names.csv": []}))


def test_the_real_boards_are_36_today_and_42_before(tables: Tables) -> None:
    assert len(tables.regions) == 7
    assert sum(board.ended is None for board in tables.boards) == 36
    assert sum(board.began.year == 2022 for board in tables.boards) == 42
    assert {each.predecessor for each in tables.successors} == {b.ods_code for b in tables.boards if b.ended}
    assert {b.ods_code for b in tables.boards if b.began.year == 2026} < {each.successor for each in tables.successors}


def test_organisations_of_every_kind_are_invented_and_say_so(tables: Tables) -> None:
    assert {place.kind for place in tables.places} == set(OrganisationKind)
    tops = [place for place in tables.places if place.kind in (OrganisationKind.REGION, OrganisationKind.ICB)]
    assert len(tops) == 4 and all(place.name.endswith("(invented)") for place in tops)
    assert not {place.name for place in tables.places} & {board.name for board in tables.boards}
    assert set().union(*(place.staff_groups for place in tables.places)) == set(STAFF_GROUPS)
