"""The demo's tables as plain values, checked all together before anything is written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lms.accounts.rules.people import clean_name
from lms.content.schema import STAFF_GROUPS
from lms.demo.rules.sheet import Row, Sheet, TableProblems
from lms.organisations.rules import OrganisationKind, clean_domain, clean_ods_code, is_shared, may_stand_under

FILES = ("boards.csv", "successions.csv", "organisations.csv", "names.csv", "whole_names.csv")
MOST_MEMBERS = 1000


@dataclass(frozen=True)
class Board:
    """A real integrated care board; `ended` is the first day on which it no longer existed."""

    ods_code: str
    name: str
    region: str
    began: date
    ended: date | None


@dataclass(frozen=True)
class Successor:
    """One board took over from another, both by ODS code, on a day."""

    predecessor: str
    successor: str
    day: date


@dataclass(frozen=True)
class Place:
    """An invented organisation: how many people work there, how many of them hold a role over it, which percentage
    of them study, and how their staff groups are shared out."""

    name: str
    kind: OrganisationKind
    parent: str
    members: int
    managers: int
    uptake: int
    domain: str
    staff_groups: Mapping[str, int]


@dataclass(frozen=True)
class Tables:
    """All of them; `given` and `family` hold names by origin."""

    boards: tuple[Board, ...]
    successors: tuple[Successor, ...]
    places: tuple[Place, ...]
    given: Mapping[str, tuple[str, ...]]
    family: Mapping[str, tuple[str, ...]]
    whole_names: tuple[str, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the boards, by name."""
        return tuple(sorted({board.region for board in self.boards}))


def read_tables(texts: Mapping[str, str]) -> Tables:
    """The tables from the text of each file. Raises `TableProblems` with every problem at its file and line."""
    boards, successors, places, names, whole = sheets = [Sheet(name, texts[name]) for name in FILES]
    known = _boards(boards)
    given, family = _names(names)
    tables = Tables(
        boards=tuple(known.values()),
        successors=_successors(successors, known),
        places=_places(places),
        given=given,
        family=family,
        whole_names=tuple(_clean(whole, row, "name") for row in whole.rows(("name", "why"))),
    )
    if problems := [problem for sheet in sheets for problem in sheet.problems]:
        raise TableProblems("\n".join(problems))
    return tables


def _boards(sheet: Sheet) -> dict[str, Board]:
    found: dict[str, Board] = {}
    for row in sheet.rows(("ods_code", "name", "region", "first_day", "last_day")):
        code, began = row["ods_code"], sheet.day(row, "first_day")
        ended = sheet.day(row, "last_day") + timedelta(days=1) if row["last_day"] else None
        if clean_ods_code(code) != code:
            sheet.refuse(row.line, f"ods_code must be 3 to 6 capital letters and numbers, not {code!r}")
        if code in found:
            sheet.refuse(row.line, f"{code} is there already")
        if ended and ended <= began:
            sheet.refuse(row.line, "last_day must not be before first_day")
        found[code] = Board(code, _clean(sheet, row, "name"), _clean(sheet, row, "region"), began, ended)
    return found


def _successors(sheet: Sheet, boards: Mapping[str, Board]) -> tuple[Successor, ...]:
    found: dict[tuple[str, str], Successor] = {}
    for row in sheet.rows(("predecessor", "successor", "day")):
        each = Successor(row["predecessor"], row["successor"], sheet.day(row, "day"))
        if missing := [code for code in (each.predecessor, each.successor) if code not in boards]:
            sheet.refuse(row.line, f"boards.csv has no {' and no '.join(missing)}")
        elif boards[each.predecessor].ended != each.day:
            sheet.refuse(row.line, f"{each.predecessor} must have ended on the day before {each.day}")
        if (each.predecessor, each.successor) in found:
            sheet.refuse(row.line, f"{each.predecessor} to {each.successor} is there already")
        found[each.predecessor, each.successor] = each
    return tuple(found.values())


PLACE_COLUMNS = ("name", "kind", "parent", "members", "managers", "uptake", "domain", "staff_groups")


def _places(sheet: Sheet) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for row in sheet.rows(PLACE_COLUMNS):
        place = Place(
            name=_clean(sheet, row, "name"),
            kind=_kind(sheet, row),
            parent=row["parent"],
            members=sheet.number(row, "members", MOST_MEMBERS),
            managers=sheet.number(row, "managers", MOST_MEMBERS),
            uptake=sheet.number(row, "uptake", 100),
            domain=_domain(sheet, row),
            staff_groups=_staff_groups(sheet, row),
        )
        if place.name in found:
            sheet.refuse(row.line, f"{place.name} is there already")
        if place.parent and place.parent not in found:
            sheet.refuse(row.line, f"no line above this one is called {place.parent!r}, its parent")
        elif place.parent and not may_stand_under(place.kind, found[place.parent].kind):
            sheet.refuse(row.line, f"{place.kind} may not stand under {found[place.parent].kind}")
        if place.members and not place.staff_groups:
            sheet.refuse(row.line, "staff_groups must share out its members, like nursing:3 reception:1")
        if place.managers > place.members:
            sheet.refuse(row.line, "managers must not be more than its members")
        found[place.name] = place
    return tuple(found.values())


def _kind(sheet: Sheet, row: Row) -> OrganisationKind:
    try:
        return OrganisationKind(row["kind"])
    except ValueError:
        sheet.refuse(row.line, f"kind must be one of {', '.join(OrganisationKind)}, not {row['kind']!r}")
        return OrganisationKind.EMPLOYER


def _domain(sheet: Sheet, row: Row) -> str:
    domain = row["domain"]
    if domain and (clean_domain(domain) != domain or is_shared(domain) or not domain.endswith(".example")):
        sheet.refuse(row.line, f"domain must end in .example, which nobody can own, not {domain!r}")
    return domain


def _staff_groups(sheet: Sheet, row: Row) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in row["staff_groups"].split():
        group, _, weight = part.partition(":")
        if group not in STAFF_GROUPS or not (weight.isascii() and weight.isdigit() and int(weight)):
            sheet.refuse(row.line, f"staff_groups must be like nursing:3 reception:1, not {part!r}")
        else:
            found[group] = int(weight)
    return found


def _names(sheet: Sheet) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    given, family = defaultdict(list), defaultdict(list)
    for row in sheet.rows(("origin", "given", "family")):
        origin = _clean(sheet, row, "origin")
        given[origin].append(_clean(sheet, row, "given"))
        family[origin].append(_clean(sheet, row, "family"))
    if not given and not sheet.problems:
        sheet.refuse(1, "needs a line below the heading, like Welsh,Siân,Prydderch")
    return {key: tuple(names) for key, names in given.items()}, {key: tuple(names) for key, names in family.items()}


def _clean(sheet: Sheet, row: Row, column: str) -> str:
    if not row[column] or clean_name(row[column]) != row[column]:
        sheet.refuse(row.line, f"{column} must be there, in composed letters and with single spaces")
    return row[column]
