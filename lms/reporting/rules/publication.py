"""What leads may see of the counts of one day: each table they are shown, with the small-number rule applied to all.

The tables are few and fixed: boards, places and organisations by status; staff groups of the board by status;
organisations and places by staff group, members and completed alone; organisations by module, completed alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lms.reporting.rules.arrangement import FEWEST, Row
from lms.reporting.rules.small_numbers import POSSIBLE_ACROSS, Cell, RowKey, Table, protect, rounded
from lms.reporting.rules.words import EVERYBODY, STATUSES, WHOLE_COURSE, Level, Status

Key = tuple[int, str, str, Status]  # number of the row, staff group, module, what is counted
NOT_COMPLETED = "not completed"
UNFINISHED = tuple(status for status in STATUSES if status is not Status.COMPLETED)


@dataclass
class Area:
    """The counts of one board: its row, and which rows lie in which."""

    number: int
    places: dict[int, list[int]] = field(default_factory=dict)
    counts: dict[Key, int] = field(default_factory=dict)

    @property
    def everybody(self) -> list[RowKey]:
        """The board, its places and their units, from the top down."""
        numbers = [self.number, *(each for place, units in self.places.items() for each in (place, *units))]
        return [(number, EVERYBODY) for number in numbers]

    @property
    def parts(self) -> dict[RowKey, list[list[RowKey]]]:
        """Into which rows each row falls."""
        places = {(place, EVERYBODY): [[(unit, EVERYBODY) for unit in units]] for place, units in self.places.items()}
        return {(self.number, EVERYBODY): [list(places)], **places}

    @property
    def groups(self) -> list[str]:
        """The staff groups of the board, as they are counted."""
        return sorted({group for number, group, _, _ in self.counts if number == self.number and group != EVERYBODY})

    def people(self, number: int, status: Status, group: str = EVERYBODY, module: str = WHOLE_COURSE) -> int:
        """A count; nought where nobody was counted."""
        return self.counts.get((number, group, module, status), 0)


def publish(rows: Sequence[Row], counted: Iterable[tuple[int, str, str, Status, int]]) -> dict[Key, int]:
    """The counts that may be shown, rounded; whatever is not in it is hidden."""
    shown: dict[Key, int] = {}
    for area in _areas(rows, counted):
        if area.people(area.number, Status.MEMBERS) >= FEWEST:
            hidden = set(_hidden(area))
            shown |= {key: rounded(count) for key, count in area.counts.items() if key not in hidden}
    return shown


def _areas(rows: Sequence[Row], counted: Iterable[tuple[int, str, str, Status, int]]) -> list[Area]:
    by_board: dict[int, Area] = {}
    place_numbers: dict[tuple[int | None, int | None], int] = {}
    board_of: dict[int, Area] = {}
    for number, row in enumerate(rows):
        if row.level is Level.AREA:
            by_board[row.area_id or 0] = Area(number)
        area = board_of[number] = by_board[row.area_id or 0]
        if row.level is Level.PLACE:
            place_numbers[row.area_id, row.place_id] = number
            area.places[number] = []
        elif row.level is Level.UNIT:
            area.places[place_numbers[row.area_id, row.place_id]].append(number)
    for number, group, module, status, people in counted:
        board_of[number].counts[number, group, module, status] = people
    return list(by_board.values())


def _hidden(area: Area) -> Iterator[Key]:
    by_status = _by_status(area)
    yield from ((number, group, WHOLE_COURSE, Status(status)) for (number, group), status in by_status)
    for number, group in _cross_hidden(area, by_status):
        if number != area.number:
            yield number, group, WHOLE_COURSE, Status.MEMBERS
            yield number, group, WHOLE_COURSE, Status.COMPLETED
    for module in sorted({module for _, _, module, _ in area.counts} - {WHOLE_COURSE}):
        yield from ((number, EVERYBODY, module, Status.COMPLETED) for number in _module_hidden(area, module))


def _by_status(area: Area) -> frozenset[Cell]:
    """Boards, places and units by status together with the board's staff groups by status."""
    groups: list[RowKey] = [(area.number, group) for group in area.groups]
    rows = [*area.everybody, *groups]
    counts: dict[Cell, int] = {
        (row, status): area.people(row[0], status, row[1]) for row in rows for status in STATUSES
    }
    parts = area.parts
    if groups:
        parts[area.number, EVERYBODY].append(groups)
    few = [row for row in rows if area.people(row[0], Status.MEMBERS, row[1]) < FEWEST]
    hidden = frozenset((row, status) for row in few for status in STATUSES)
    found = protect(Table(STATUSES, parts, (counts,), hidden))
    return found | {(row, Status.MEMBERS) for row in few}


def _cross_hidden(area: Area, by_status: frozenset[Cell]) -> Iterator[RowKey]:
    """The cells of organisation and place by staff group that are hidden, members and completed together.

    A row or a staff group whose own number of completed is hidden shows none of its cells. What such a row hides
    of its own can move, too: that is what the columns beside the staff groups stand for. Staff groups that nobody in
    a row belongs to are hidden like small ones, so that nobody learns which they are.
    """
    cross = _Cross()
    for row in area.everybody:
        for group in area.groups:
            _add_group(cross, area, row, group, by_status)
        for status in UNFINISHED:
            done, left = area.people(row[0], status), area.people(row[0], Status.COMPLETED)
            cross.add(
                (row, status), done, left, 0, fixed=True, hidden={(row, status), (row, Status.COMPLETED)} <= by_status
            )
    columns = (*area.groups, *UNFINISHED)
    layers, hidden, fixed = (cross.members, cross.done, cross.left), frozenset(cross.hidden), frozenset(cross.fixed)
    table = Table(columns, area.parts, layers, hidden, fixed, adds_up=False, possible=POSSIBLE_ACROSS)
    yield from ((row[0], column) for row, column in protect(table) if column in area.groups)


@dataclass
class _Cross:
    """The people of each row by staff group: how many there are, how many have completed and how many have not."""

    members: dict[Cell, int] = field(default_factory=dict)
    done: dict[Cell, int] = field(default_factory=dict)
    left: dict[Cell, int] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    fixed: set[Cell] = field(default_factory=set)

    def add(self, cell: Cell, done: int, left: int, members: int, *, fixed: bool, hidden: bool) -> None:
        """One cell; `fixed` where the rule may neither show nor hide it."""
        self.done[cell], self.left[cell], self.members[cell] = done, left, members
        self.fixed |= {cell} if fixed else set()
        self.hidden |= {cell} if hidden else set()


def _add_group(cross: _Cross, area: Area, row: RowKey, group: str, by_status: frozenset[Cell]) -> None:
    members = area.people(row[0], Status.MEMBERS, group)
    done = area.people(row[0], Status.COMPLETED, group)
    board_hides = ((area.number, group), Status.COMPLETED) in by_status
    is_board = row[0] == area.number
    closed = board_hides or (not is_board and ((row, Status.COMPLETED) in by_status or members < FEWEST))
    held = 0 if is_board else members  # how many members the board has of each staff group is shown: it cannot move
    cross.add((row, group), done, members - done, held, fixed=is_board, hidden=closed)


def _module_hidden(area: Area, module: str) -> Iterator[int]:
    """The rows whose number of people who have passed this module is hidden."""
    counts: dict[Cell, int] = {}
    for row in area.everybody:
        passed = area.people(row[0], Status.COMPLETED, module=module)
        counts[row, Status.COMPLETED] = passed
        counts[row, NOT_COMPLETED] = area.people(row[0], Status.MEMBERS) - passed
    found = protect(Table((Status.COMPLETED, NOT_COMPLETED), area.parts, (counts,)))
    yield from sorted({row[0] for row, _ in found})
