"""Random boards with their places, organisations and staff groups, and how far everybody is: counts, not people."""

from dataclasses import dataclass
from random import Random

from lms.reporting.rules.arrangement import FEWEST, Row, staff_columns
from lms.reporting.rules.words import EVERYBODY, STATUSES, TOGETHER, WHOLE_COURSE, Level, Status

GROUPS = ("general-practice", "management", "midwifery", "nursing", "pharmacy", "reception")
STAGES = ((90, 6, 4, 0), (60, 20, 20, 0), (30, 10, 55, 5), (5, 5, 80, 10), (97, 2, 1, 0), (0, 1, 97, 2))
Counted = list[tuple[int, str, str, Status, int]]
Leaves = dict[tuple[int, str], dict[Status, int]]  # unit and staff group


@dataclass(frozen=True)
class Population:
    """A board on one day: its rows, and the counts that its tables are made of."""

    rows: list[Row]
    counted: Counted
    leaves: Leaves
    modules: dict[int, int]  # unit -> how many have passed the first module


def population(random: Random) -> Population:
    """A board of one to four places with one to five organisations each, none with fewer than 20 members."""
    rows = [Row(Level.AREA, 1, frozenset(), area_id=1)]
    for place in range(random.randint(1, 4)):
        place_id = 1 if place == 0 else 10 + place
        rows.append(Row(Level.PLACE, place_id, frozenset(), TOGETHER if place == 0 else "", 1, place_id))
        for unit in range(random.randint(1, 5)):
            rows.append(Row(Level.UNIT, 100 * (place + 1) + unit, frozenset(), "", 1, place_id))
    groups = random.sample(GROUPS, random.randint(2, len(GROUPS)))
    return assemble(rows, _leaves(random, rows, groups), random)


def assemble(rows: list[Row], leaves: Leaves, random: Random | None = None) -> Population:
    """The counts of every row from those of its units by staff group; small staff groups together."""
    sizes: dict[str, int] = {}
    for (_, group), people in leaves.items():
        sizes[group] = sizes.get(group, 0) + sum(people.values())
    words = staff_columns(sizes, lambda small: sum(sizes[group] for group in small))
    merged: Leaves = {}
    for (unit, group), people in leaves.items():
        into = merged.setdefault((unit, words[group]), dict.fromkeys(STATUSES, 0))
        for status in STATUSES:
            into[status] += people[status]
    units = sorted({unit for unit, _ in merged})
    passed = {unit: _passed(merged, unit, random) for unit in units}
    counted: Counted = []
    for number, row in enumerate(rows):
        inside = [unit for unit in units if row.level is Level.AREA or unit == number or _is_in(rows[unit], row)]
        for group in sorted({word for _, word in merged}):
            counted += _of(number, group, _sum(merged, inside, {group}), row.level is Level.AREA)
        counted += _of(number, EVERYBODY, _sum(merged, inside, set(words.values())), True)
        counted.append((number, EVERYBODY, "first", Status.COMPLETED, sum(passed[unit] for unit in inside)))
    return Population(rows, counted, merged, passed)


def a_little_later(random: Random, before: Population) -> Population:
    """The same people some days on: a few of them one step further, in few organisations."""
    leaves = {cell: dict(people) for cell, people in before.leaves.items()}
    for cell in random.sample(sorted(leaves), random.randint(1, max(1, len(leaves) // 4))):
        for earlier, later in ((Status.IN_PROGRESS, Status.COMPLETED), (Status.NOT_STARTED, Status.IN_PROGRESS)):
            moved = min(leaves[cell][earlier], random.choice((0, 1, 1, 2, 3, 10)))
            leaves[cell][earlier] -= moved
            leaves[cell][later] += moved
    return assemble(before.rows, leaves, random)


def _leaves(random: Random, rows: list[Row], groups: list[str]) -> Leaves:
    leaves: Leaves = {}
    for number, row in enumerate(rows):
        if row.level is not Level.UNIT:
            continue
        size = random.choice((FEWEST, 25, 40, 80, 200, 600)) + random.randint(0, 9)
        stage = random.choice(STAGES)
        shares = [random.choice((0, 1, 1, 3, 10)) for _ in groups]
        for group in random.choices(groups, [*shares] if any(shares) else [1] * len(groups), k=size):
            people = leaves.setdefault((number, group), dict.fromkeys(STATUSES, 0))
            people[random.choices(STATUSES, stage)[0]] += 1
    return leaves


def _passed(leaves: Leaves, unit: int, random: Random | None) -> int:
    people = _sum(leaves, [unit], {group for _, group in leaves})
    over = people[Status.COMPLETED] + people[Status.EXPIRED]
    return over + (random.randint(0, people[Status.IN_PROGRESS]) if random else 0)


def _is_in(unit: Row, row: Row) -> bool:
    return row.level is Level.PLACE and unit.level is Level.UNIT and unit.place_id == row.place_id


def _sum(leaves: Leaves, units: list[int], groups: set[str]) -> dict[Status, int]:
    return {
        status: sum(people[status] for (unit, group), people in leaves.items() if unit in units and group in groups)
        for status in STATUSES
    }


def _of(number: int, group: str, people: dict[Status, int], is_whole: bool) -> Counted:
    members = (number, group, WHOLE_COURSE, Status.MEMBERS, sum(people.values()))
    wanted = STATUSES if is_whole else (Status.COMPLETED,)
    return [members, *((number, group, WHOLE_COURSE, status, people[status]) for status in wanted)]
