"""Somebody who knows every count that is shown, all totals and the rules, and solves for those that are hidden.

The published tables are one system of linear equations over whole numbers. For every hidden small count the attacker
asks a solver for the least and the most it could be. `exact` gives them more than anybody has: the shown counts before
they were rounded.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from math import ceil, floor

import highspy
import numpy as np

from lms.reporting.rules.publication import Key
from lms.reporting.rules.small_numbers import SMALLEST
from lms.reporting.rules.words import EVERYBODY, STATUSES, WHOLE_COURSE, Level, Status
from tests.support.populations import Population

HALF = 2  # a shown count is a multiple of 5 with two numbers on either side
UNFINISHED = tuple(status for status in STATUSES if status is not Status.COMPLETED)
Term = tuple[float, Key]


@dataclass(frozen=True)
class Finding:
    """A hidden small count: the day, what it is, its true value, and the least and most it could be."""

    day: int
    key: Key
    people: int
    least: int
    most: int

    @property
    def possible(self) -> int:
        """How many numbers it could be."""
        return self.most - self.least + 1

    @property
    def is_across(self) -> bool:
        """Whether it is of an organisation or place and a staff group."""
        return self.key[0] != 0 and self.key[1] != EVERYBODY


@dataclass
class Attacker:
    """One or more days of one board, as far as they are published."""

    exact: bool = False
    solver: highspy.Highs = field(default_factory=highspy.Highs)
    columns: dict[tuple[int, Key], int] = field(default_factory=dict)
    targets: list[tuple[int, Key, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.solver.setOptionValue("output_flag", False)

    def learn(self, day: int, population: Population, shown: dict[Key, int]) -> None:
        """Everything that is published of a day."""
        counts = {
            (number, group, module, status): people for number, group, module, status, people in population.counted
        }
        for key, people in list(counts.items()):
            if key[3] is Status.MEMBERS:
                done = counts[key[0], key[1], key[2], Status.COMPLETED]
                counts[key[0], key[1], key[2], Status.NOT_STARTED] = counts.get(
                    (key[0], key[1], key[2], Status.NOT_STARTED), people - done
                )
        for key, people in counts.items():
            self._add(day, key, people, shown.get(key))
        for terms in _equations(population, counts):
            self._equal(day, terms)

    def assume_static(self, earlier: int, later: int) -> None:
        """Suppose that nobody joined, left or went back between two days."""
        for (day, key), column in list(self.columns.items()):
            if day != earlier or (later, key) not in self.columns:
                continue
            then = self.columns[later, key]
            if key[3] is Status.MEMBERS:
                self._row(0.0, 0.0, [(column, 1.0), (then, -1.0)])
            elif key[3] is Status.NOT_STARTED:
                self._row(0.0, highspy.kHighsInf, [(column, 1.0), (then, -1.0)])

    def findings(self, only: Container[Key] | None = None) -> Iterator[Finding]:
        """What can be found out about each hidden small count, or about these."""
        for day, key, people in self.targets:
            if only is not None and key not in only:
                continue
            column = self.columns[day, key]
            least = ceil(self._best(column, 1.0) - 1e-6)
            most = floor(-self._best(column, -1.0) + 1e-6)
            assert least <= people <= most, "the attacker's system is wrong: it rules out the truth"
            yield Finding(day, key, people, least, most)

    def _add(self, day: int, key: Key, people: int, shown: int | None) -> None:
        low, high = 0.0, highspy.kHighsInf
        if shown is not None:
            is_known = self.exact or shown == 0
            low, high = (people, people) if is_known else (shown - HALF, shown + HALF)
        elif 0 < people < SMALLEST:
            self.targets.append((day, key, people))
        self.columns[day, key] = len(self.columns)
        self.solver.addVar(float(low), float(high))

    def _equal(self, day: int, terms: list[Term]) -> None:
        known = [(self.columns[day, key], factor) for factor, key in terms if (day, key) in self.columns]
        self._row(0.0, 0.0, known)

    def _row(self, low: float, high: float, terms: list[tuple[int, float]]) -> None:
        indices = np.array([column for column, _ in terms], dtype=np.int32)
        self.solver.addRow(low, high, len(terms), indices, np.array([factor for _, factor in terms], dtype=np.double))

    def _best(self, column: int, cost: float) -> float:
        self.solver.changeColCost(column, cost)
        self.solver.run()
        status = self.solver.getModelStatus()
        unbounded = status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        found = -1e9 if unbounded else self.solver.getInfo().objective_function_value
        self.solver.changeColCost(column, 0.0)
        return float(found)


def _equations(population: Population, counts: dict[Key, int]) -> Iterator[list[Term]]:
    """Sums that must be nought: statuses and members, rows and their parts, staff groups and everybody."""
    groups = sorted({group for _, group, _, _ in counts if group != EVERYBODY})
    parts = _parts(population)
    for (number, group, module, status), _ in counts.items():
        if status is Status.MEMBERS:
            of = [(1.0, (number, group, module, each)) for each in STATUSES if (number, group, module, each) in counts]
            yield [*of, (-1.0, (number, group, module, Status.MEMBERS))]
    for number, below in parts.items():
        for group in (EVERYBODY, *groups):
            for status in (Status.MEMBERS, Status.COMPLETED, *((*UNFINISHED,) if group == EVERYBODY else ())):
                of = [(1.0, (each, group, WHOLE_COURSE, status)) for each in below]
                yield [*of, (-1.0, (number, group, WHOLE_COURSE, status))]
        of = [(1.0, (each, EVERYBODY, "first", Status.COMPLETED)) for each in below]
        yield [*of, (-1.0, (number, EVERYBODY, "first", Status.COMPLETED))]
    for number, row in enumerate(population.rows):
        wanted = (Status.MEMBERS, *STATUSES) if row.level is Level.AREA else (Status.MEMBERS, Status.COMPLETED)
        for status in wanted:
            of = [(1.0, (number, group, WHOLE_COURSE, status)) for group in groups]
            yield [*of, (-1.0, (number, EVERYBODY, WHOLE_COURSE, status))]


def _parts(population: Population) -> dict[int, list[int]]:
    rows = population.rows
    places = [number for number, row in enumerate(rows) if row.level is Level.PLACE]
    units = {
        place: [n for n, row in enumerate(rows) if row.level is Level.UNIT and row.place_id == rows[place].place_id]
        for place in places
    }
    return {0: places, **units}
