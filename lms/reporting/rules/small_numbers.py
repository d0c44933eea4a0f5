"""The small-number rule: which counts may be shown, so that no small one can be worked out from the others.

A count of 1 to 7 is not shown, and neither are so many others that somebody who knew every count that is shown exactly
would still find at least eight numbers possible for it, as many as there are from 0 to 7; whatever is shown is then
rounded to 5. Hidden counts look alike, and a nought is hidden wherever its row hides anything, so that a hidden
count may be nought. `docs/adr` has the reasons and what was tried.

A table has rows that lie in one another (a board, its places, their organisations; a board and its staff groups) and
columns that add up to something known in each row. What was hidden could be otherwise wherever people can be moved
from one hidden column to another in one row and back again in another row: nothing that is shown would change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

SMALLEST = 8
BASE = 5
POSSIBLE = 8
FEWEST_FOR_ALL_OR_NONE = 20
NO_LIMIT = 10**9

RowKey = tuple[int, str]  # a row of the report, and the staff group or ""
Column = str
Cell = tuple[RowKey, Column]


def rounded(count: int) -> int:
    """The nearest multiple of 5. Only a nought is shown as nought: 1 to 7 never come here."""
    return BASE * ((count + BASE // 2) // BASE)


def is_small(count: int) -> bool:
    """Whether a count could point to a person."""
    return 0 < count < SMALLEST


def percentage(part: int | None, whole: int | None) -> int | None:
    """Percent of two counts as they are shown; None where one is hidden, and for all or none of fewer than 20."""
    if part is None or not whole:
        return None
    percent = min(100, round(100 * part / whole))
    return None if percent in (0, 100) and whole < FEWEST_FOR_ALL_OR_NONE else percent


@dataclass(frozen=True)
class Table:
    """Counts in rows and columns. `parts` says into which rows a row falls, once for each way of dividing it;
    `layers` are tables of the same shape whose cells are hidden together; `fixed` cells are never hidden to help; in a
    table that `adds_up` the total of each row is shown."""

    columns: Sequence[Column]
    parts: Mapping[RowKey, Sequence[Sequence[RowKey]]]
    layers: Sequence[Mapping[Cell, int]]
    hidden: frozenset[Cell] = frozenset()
    fixed: frozenset[Cell] = frozenset()
    adds_up: bool = True

    @cached_property
    def above(self) -> dict[RowKey, tuple[RowKey, int]]:
        """The row that each row is a part of, and in which division of it."""
        return {
            part: (row, way) for row, ways in self.parts.items() for way, members in enumerate(ways) for part in members
        }

    @cached_property
    def rows(self) -> list[RowKey]:
        """Every row, in the order of the counts."""
        return list(dict.fromkeys(row for layer in self.layers for row, _ in layer))

    @cached_property
    def leaves(self) -> list[RowKey]:
        """The rows that fall into no others."""
        return [row for row in self.rows if not self.parts.get(row)]

    def line(self, row: RowKey) -> list[RowKey]:
        """The row and all above it."""
        found = [row]
        while found[-1] in self.above:
            found.append(self.above[found[-1]][0])
        return found


def protect(table: Table) -> frozenset[Cell]:
    """The cells that must not be shown."""
    search = _Search(table)
    search.hide(table.hidden)
    small = [
        (layer, cell) for layer in table.layers for cell, count in layer.items()
        if is_small(count) and cell not in table.fixed
    ]  # fmt: skip
    search.hide(cell for _, cell in small)
    for layer, cell in small:
        while search.possible(layer, *cell) < POSSIBLE:
            if not (search.help(layer, *cell) or search.hide_widely(cell)):
                break  # all of the table is hidden
    return frozenset(search.hidden)


@dataclass
class _Search:
    table: Table
    hidden: set[Cell] = field(default_factory=set)
    weights: dict[RowKey, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for leaf in self.table.leaves:
            for row in self.table.line(leaf):
                self.weights[row] = self.weights.get(row, 0) + 1

    def hide(self, cells: Iterable[Cell]) -> None:
        """Hide these; in a table whose rows add up to what is shown also the noughts of their rows, and so much that
        what a row hides is no small number in all."""
        new = set(cells)
        self.hidden |= new
        if self.table.adds_up:
            for row in {row for row, _ in new}:
                self._fill_up(row)

    def hide_widely(self, cell: Cell) -> bool:
        """Hide the column of this cell, and the next one, in every row; False where that is done already."""
        for other in (cell[1], *self.table.columns):
            new = {(each, other) for each in self.table.rows} - self.hidden - self.table.fixed
            if new:
                self.hide(new)
                return True
        return False

    def _fill_up(self, row: RowKey) -> None:
        layer = self.table.layers[0]
        cells = [(row, column) for column in self.table.columns]
        self.hidden |= {cell for cell in cells if not layer[cell]}
        for cell in cells:
            if sum(layer[each] for each in cells if each in self.hidden) >= SMALLEST:
                break
            self.hidden.add(cell)

    def possible(self, layer: Mapping[Cell, int], row: RowKey, column: Column) -> int:
        """How many numbers this hidden count could be, for all that is shown."""
        best = 1
        for other in self._partners(row, column):
            more = min(self._movable(layer, row, other, column), self._balance(layer, row, column, other))
            fewer = min(self._movable(layer, row, column, other), self._balance(layer, row, other, column))
            best = max(best, 1 + more + fewer)
            if best >= POSSIBLE:
                break
        return best

    def help(self, layer: Mapping[Cell, int], row: RowKey, column: Column) -> bool:
        """Hide what helps most cheaply, by a fixed order; False where nothing is left that would help."""
        enough: tuple[int, set[Cell]] | None = None
        most: tuple[int, int, set[Cell]] | None = None
        for gain, cells in self._ways_to_help(layer, row, column):
            new = cells - self.hidden
            if not new or new & self.table.fixed:
                continue
            cost = sum(self.weights.get(row, 1) for row, _ in new)
            if gain >= POSSIBLE - 1 and (enough is None or cost < enough[0]):
                enough = (cost, new)
            if gain and (most is None or (gain, -cost) > (most[0], -most[1])):
                most = (gain, cost, new)
        found = enough[1] if enough else most[2] if most else set()
        self.hide(found)
        return bool(found)

    def _partners(self, row: RowKey, column: Column) -> Iterator[Column]:
        return (each for each in self.table.columns if each != column and (row, each) in self.hidden)

    def _are_hidden(self, row: RowKey, one: Column, other: Column) -> bool:
        return (row, one) in self.hidden and (row, other) in self.hidden

    def _movable(self, layer: Mapping[Cell, int], row: RowKey, source: Column, target: Column) -> int:
        """How many people of the row could stand in `target` in place of `source`, its parts agreeing."""
        if not self._are_hidden(row, source, target):
            return 0
        ways = self.table.parts.get(row, ())
        sums = (sum(self._movable(layer, part, source, target) for part in parts) for parts in ways)
        return min([layer.get((row, source), 0), *sums])

    def _balance(self, layer: Mapping[Cell, int], row: RowKey, source: Column, target: Column) -> int:
        """How many people outside the row could be moved so, while the row moves as many the other way."""
        if row not in self.table.above:
            return NO_LIMIT
        above, its_way = self.table.above[row]
        ways = self.table.parts[above]
        beside = sum(self._movable(layer, part, source, target) for part in ways[its_way] if part != row)
        if not self._are_hidden(above, source, target):
            return beside
        others = (
            sum(self._movable(layer, part, target, source) for part in parts)
            for way, parts in enumerate(ways)
            if way != its_way
        )
        through = min([layer.get((above, target), 0), *others, self._balance(layer, above, source, target)])
        return beside + through

    def _ways_to_help(self, layer: Mapping[Cell, int], row: RowKey, column: Column) -> Iterator[tuple[int, set[Cell]]]:
        """Pairs of rows between which people could be moved, were these cells hidden, and by how much that helps."""
        table, known = self.table, layer.get
        for here in table.leaves:
            line = table.line(here)
            if row not in line:
                continue
            for other in table.columns:
                give, take = known((here, other), 0), known((here, column), 0)
                if other == column or not give + take:
                    continue
                if len(table.parts.get(line[-1], ())) < 2:
                    yield give + take, _pairs(line, column, other)
                for there in table.leaves:
                    more, fewer = known((there, column), 0), known((there, other), 0)
                    beside, is_other_way = self._way_between(line, table.line(there))
                    if is_other_way and (gain := min(give, fewer) + min(take, more)):
                        yield gain, _pairs([*line, *table.line(there)], column, other)
                    elif row in beside and (gain := min(give, more) + min(take, fewer)):
                        yield gain, _pairs(beside, column, other)

    def _way_between(self, line: Sequence[RowKey], other: Sequence[RowKey]) -> tuple[list[RowKey], bool]:
        """The rows of two lines below where they meet, and whether they belong to different divisions of the row
        there: then they cannot make up for each other, but agree."""
        mine = [row for row in line if row not in other]
        theirs = [row for row in other if row not in line]
        if not mine or not theirs:
            return [], False
        return [*mine, *theirs], self.table.above[mine[-1]][1] != self.table.above[theirs[-1]][1]


def _pairs(rows: Iterable[RowKey], one: Column, other: Column) -> set[Cell]:
    return {(row, column) for row in rows for column in (one, other)}
