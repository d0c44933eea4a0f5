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
POSSIBLE_ACROSS = 5  # in tables of organisations by staff group, for somebody who knows what is shown as it is shown
FEWEST_FOR_ALL_OR_NONE = 20

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
    possible: int = POSSIBLE

    def small_in(self, layer: Mapping[Cell, int]) -> list[Cell]:
        """The cells that could point to a person: small ones, and in a table that adds up those beside which few are
        left, for who knows how many have completed knows how many have not."""
        totals: dict[RowKey, int] = {}
        for (row, _), count in layer.items():
            totals[row] = totals.get(row, 0) + count
        return [
            (row, column)
            for (row, column), count in layer.items()
            if is_small(count) or (self.adds_up and is_small(totals[row] - count))
        ]

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

    @cached_property
    def lines(self) -> dict[RowKey, list[RowKey]]:
        """Each row with all above it."""
        found = {row: [row] for row in self.rows}
        for line in found.values():
            while line[-1] in self.above:
                line.append(self.above[line[-1]][0])
        return found

    @cached_property
    def _ways(self) -> dict[tuple[RowKey, RowKey], tuple[list[RowKey], bool]]:
        return {}

    def way_between(self, here: RowKey, there: RowKey) -> tuple[list[RowKey], bool]:
        """The rows from two rows up to where they meet, and whether they belong to different divisions of the row
        there: then they cannot make up for each other, but agree."""
        if (here, there) not in self._ways:
            mine = [row for row in self.lines[here] if row not in self.lines[there]]
            theirs = [row for row in self.lines[there] if row not in self.lines[here]]
            is_other = bool(mine and theirs) and self.above[mine[-1]][1] != self.above[theirs[-1]][1]
            self._ways[here, there] = ([*mine, *theirs] if mine and theirs else []), is_other
        return self._ways[here, there]


def protect(table: Table) -> frozenset[Cell]:
    """The cells that must not be shown."""
    search = _Search(table)
    search.hide(table.hidden)
    small = [(layer, cell) for layer in table.layers for cell in table.small_in(layer) if cell not in table.fixed]
    search.hide(cell for _, cell in small)
    for layer, cell in small:
        while search.possible(layer, *cell) < table.possible:
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
            for row in self.table.lines[leaf]:
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
        """How many numbers this hidden count could be at least, for all that is shown."""
        found = 1
        for into in (True, False):
            left = dict(layer)  # what can still be moved away
            for here in self.table.leaves:
                if row not in self.table.lines[here]:
                    continue
                for other in self.table.columns:
                    if other != column and self._are_hidden(here, column, other):
                        found += self._moved(left, row, here, *((other, column) if into else (column, other)))
                if found >= self.table.possible:
                    return found
        return found

    def _moved(self, left: dict[Cell, int], row: RowKey, here: RowKey, source: Column, target: Column) -> int:
        """How many people of a leaf of the row can be moved, while as many are moved back outside the row."""
        moved, line = 0, self.table.lines[here]
        for there in self.table.leaves:
            if not left.get((here, source)) or not left.get((there, target)):
                continue
            below, is_other_way = self.table.way_between(here, there)
            if not is_other_way and row in below and all(self._are_hidden(each, source, target) for each in below):
                moved += _take(left, (here, source), (there, target))
        if all(self._are_hidden(each, source, target) for each in line):
            ways = self.table.parts.get(line[-1], ())
            if len(ways) < 2:
                moved += _take(left, (here, source), (line[-1], source))
            for there in self.table.leaves:
                alike = self.table.way_between(here, there)[1]
                if alike and all(self._are_hidden(each, source, target) for each in self.table.lines[there]):
                    moved += _take(left, (here, source), (there, source))
        return moved

    def help(self, layer: Mapping[Cell, int], row: RowKey, column: Column) -> bool:
        """Hide what helps most cheaply, by a fixed order; False where nothing is left that would help."""
        enough: tuple[int, set[Cell]] | None = None
        most: tuple[int, int, set[Cell]] | None = None
        for gain, cells in self._ways_to_help(layer, row, column):
            new = cells - self.hidden
            if not new or new & self.table.fixed:
                continue
            cost = sum(self.weights.get(row, 1) for row, _ in new)
            if gain >= self.table.possible - 1 and (enough is None or cost < enough[0]):
                enough = (cost, new)
            if gain and (most is None or (gain, -cost) > (most[0], -most[1])):
                most = (gain, cost, new)
        found = enough[1] if enough else most[2] if most else set()
        self.hide(found)
        return bool(found)

    def _are_hidden(self, row: RowKey, one: Column, other: Column) -> bool:
        return (row, one) in self.hidden and (row, other) in self.hidden

    def _ways_to_help(self, layer: Mapping[Cell, int], row: RowKey, column: Column) -> Iterator[tuple[int, set[Cell]]]:
        """Pairs of rows between which people could be moved, were these cells hidden, and by how much that helps."""
        table, known = self.table, layer.get
        for here in table.leaves:
            line = table.lines[here]
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
                    beside, is_other_way = table.way_between(here, there)
                    if is_other_way and (gain := min(give, fewer) + min(take, more)):
                        yield gain, _pairs([*line, *table.lines[there]], column, other)
                    elif row in beside and (gain := min(give, more) + min(take, fewer)):
                        yield gain, _pairs(beside, column, other)


def _take(left: dict[Cell, int], *cells: Cell) -> int:
    """As many as all of these cells can give."""
    most = min(left.get(cell, 0) for cell in cells)
    for cell in cells:
        left[cell] = left.get(cell, 0) - most
    return most


def _pairs(rows: Iterable[RowKey], one: Column, other: Column) -> set[Cell]:
    return {(row, column) for row in rows for column in (one, other)}
