"""Places that can be asked about: today's boards, earlier ones, and the other nations."""

from dataclasses import dataclass
from datetime import date

from lms.content.areas import ENGLAND, NATIONS, UK, Board, area_name, areas_today, boards, boards_on
from lms.referrals.rules.entries import Entry

DOMESTIC_ROUTES = frozenset({ENGLAND, "wales"})  # where the course knows of IDVAs and MARACs


@dataclass(frozen=True)
class Place:
    """A place as it was chosen: its name, the nation it is in, and the areas of today that it has become."""

    code: str
    name: str
    nation: str
    areas: tuple[str, ...]  # today's boards, by name; a nation has none
    ended: date | None = None  # the first day on which an earlier board was no more

    @property
    def became(self) -> tuple[str, ...]:
        """The names of the boards that have taken over from a board that is no more."""
        return tuple(area_name(code) for code in self.areas if code != self.code)

    @property
    def has_domestic_routes(self) -> bool:
        """Whether the course knows of the routes for domestic abuse there."""
        return self.nation in DOMESTIC_ROUTES


def find_place(code: str, day: date) -> Place | None:
    """The place of this code; None when there is none."""
    if code in NATIONS:
        return Place(code, NATIONS[code], code, ())
    board = boards().get(code)
    if board is None or board.began > day:
        return None
    ended = None if board.holds_on(day) else board.ended
    return Place(code, board.name, ENGLAND, tuple(sorted(areas_today(code, day), key=area_name)), ended)


def places_to_choose(day: date) -> list[tuple[str, str]]:
    """Every place with its name: the boards of today and of earlier by name, then the nations."""
    known = [board for board in boards().values() if board.began <= day]
    nations = [(code, name) for code, name in NATIONS.items() if code != ENGLAND]
    return [*((board.code, _label(board, day)) for board in known), *nations, (ENGLAND, "England, board not known")]


def cards_wanted(day: date) -> tuple[str, ...]:
    """The areas that have a pocket card: today's boards and the nations."""
    return (*(board.code for board in boards_on(day)), *NATIONS)


def covers(entry: Entry, place: Place, day: date) -> bool:
    """Whether a service is for people of this place: by a board of today, or by the whole nation."""
    if entry.areas & {UK, place.nation}:
        return True
    return any(areas_today(code, day) & set(place.areas) for code in entry.areas)


def _label(board: Board, day: date) -> str:
    if board.holds_on(day):
        return board.name
    later = [area_name(code) for code in sorted(areas_today(board.code, day), key=area_name)]
    return (
        f"{board.name} (now {' or '.join(later)})" if len(later) < 3 else f"{board.name} (now in {len(later)} boards)"
    )
