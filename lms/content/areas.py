"""Areas: the boards of England, today's and earlier ones, and the other nations. Read off the register beside it."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).with_name("register")
ENGLAND, UK = "england", "uk"
NATIONS = {
    ENGLAND: "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}


@dataclass(frozen=True)
class Board:
    """An integrated care board; `ended` is the first day on which it no longer existed."""

    code: str
    name: str
    began: date
    ended: date | None
    successors: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        """Whether it exists on this day."""
        return self.began <= day and (self.ended is None or day < self.ended)


@cache
def boards() -> dict[str, Board]:
    """Every board of the register by its ODS code, by name."""
    successors: dict[str, list[str]] = {}
    for row in _rows("successions.csv"):
        successors.setdefault(row["predecessor"], []).append(row["successor"])
    found = (_board(row, successors) for row in _rows("boards.csv"))
    return {board.code: board for board in sorted(found, key=lambda board: (board.name, board.code))}


def boards_on(day: date) -> tuple[Board, ...]:
    """The boards that exist on this day, by name."""
    return tuple(board for board in boards().values() if board.holds_on(day))


def is_area(code: str) -> bool:
    """Whether a service may be recorded for it: a board of any time, a nation, or the whole United Kingdom."""
    return code == UK or code in NATIONS or code in boards()


def area_name(code: str) -> str:
    """What an area is called."""
    return "United Kingdom" if code == UK else NATIONS.get(code) or boards()[code].name


def areas_today(code: str, day: date) -> frozenset[str]:
    """The areas of this day that an area has become: itself, or the boards that took over from it, however often."""
    if code not in boards() or boards()[code].holds_on(day):
        return frozenset({code})
    later = (areas_today(each, day) for each in boards()[code].successors)
    return frozenset().union(*later)


def _board(row: dict[str, str], successors: dict[str, list[str]]) -> Board:
    last = row["last_day"]
    return Board(
        code=row["ods_code"],
        name=row["name"].removeprefix("NHS ").removesuffix(" Integrated Care Board"),
        began=date.fromisoformat(row["first_day"]),
        ended=date.fromisoformat(last) + timedelta(days=1) if last else None,
        successors=tuple(successors.get(row["ods_code"], ())),
    )


def _rows(file: str) -> list[dict[str, str]]:
    with (REGISTER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
