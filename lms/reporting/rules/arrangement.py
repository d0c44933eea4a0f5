"""Which organisations are counted together: none with fewer than 20 members stands alone.

An area is a board. It falls into places, a place into units: organisations with all below them, or several small ones
of a kind. Every part of an area lies in exactly one place and one unit, so that the counts of parts add up, but for
people who work in two of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lms.organisations.rules import LEVELS, OrganisationKind
from lms.reporting.rules.words import TOGETHER, Level

FEWEST = 20
EMPLOYERS = LEVELS[OrganisationKind.TRUST]
Size = Callable[[frozenset[int]], int]  # how many people belong to these organisations, each counted once


@dataclass(frozen=True)
class Node:
    """An organisation as it stood on a day."""

    id: int
    kind: OrganisationKind
    parent_id: int | None


@dataclass(frozen=True)
class Row:
    """What is counted as one: `holds` are the organisations whose own members belong here."""

    level: Level
    organisation_id: int
    holds: frozenset[int]
    together: str = ""
    area_id: int | None = None
    place_id: int | None = None
    organisations: int = 1


def organisation_rows(tree: Mapping[int, Node]) -> Iterator[Row]:
    """Every organisation with all that stood below it."""
    below: dict[int, set[int]] = {}
    for node in tree.values():
        for above in line(tree, node):
            below.setdefault(above.id, set()).add(node.id)
    for organisation_id, holds in sorted(below.items()):
        area = _above(tree, tree[organisation_id], OrganisationKind.ICB)
        yield Row(Level.ORGANISATION, organisation_id, frozenset(holds), area_id=area.id if area else None)


def line(tree: Mapping[int, Node], node: Node) -> Iterator[Node]:
    """An organisation and all above it; a circle ends where it began."""
    seen: set[int] = set()
    at: Node | None = node
    while at is not None and at.id not in seen:
        yield at
        seen.add(at.id)
        at = tree.get(at.parent_id) if at.parent_id is not None else None


def report_rows(tree: Mapping[int, Node], size: Size) -> Iterator[Row]:
    """What leads see of each board: itself, its places, their units, from the top down."""
    parts: dict[int, list[Row]] = {}
    for part in _parts(tree):
        if part.area_id is not None and size(part.holds):
            parts.setdefault(part.area_id, []).append(part)
    for area_id, found in sorted(parts.items()):
        everything = frozenset().union(*(part.holds for part in found))
        yield Row(Level.AREA, area_id, everything, area_id=area_id)
        for place_id, members in sorted(_places(area_id, found, size).items()):
            in_no_place = TOGETHER if place_id == area_id else ""
            holds = frozenset().union(*(part.holds for part in members))
            yield Row(Level.PLACE, place_id, holds, in_no_place, area_id, place_id)
            yield from _units(place_id, members, size)


def _parts(tree: Mapping[int, Node]) -> Iterator[Row]:
    """The smallest parts: an employer with its sites, or those who belong to a board or a place itself."""
    held: dict[int, set[int]] = {}
    for node in tree.values():
        held.setdefault(_employer(tree, node).id, set()).add(node.id)
    for organisation_id, holds in sorted(held.items()):
        node = tree[organisation_id]
        area = _above(tree, node, OrganisationKind.ICB)
        place = _above(tree, node, OrganisationKind.PLACE) or _above(tree, node, OrganisationKind.PCN) or area
        yield Row(
            Level.UNIT, node.id, frozenset(holds), node.kind.value,
            area_id=area.id if area else None, place_id=place.id if place else None,
        )  # fmt: skip


def _employer(tree: Mapping[int, Node], node: Node) -> Node:
    """The highest organisation in line that employs people; the organisation itself where none does."""
    employers = [each for each in line(tree, node) if LEVELS[each.kind] >= EMPLOYERS]
    return employers[-1] if employers else node


def _above(tree: Mapping[int, Node], node: Node, kind: OrganisationKind) -> Node | None:
    return next((each for each in line(tree, node) if each.kind is kind), None)


def _places(area_id: int, parts: Iterable[Row], size: Size) -> dict[int, list[Row]]:
    """The parts by place. Places with fewer than 20 members join what is in no place, which takes in the smallest
    other places until it has 20 itself."""
    places: dict[int, list[Row]] = {}
    for part in parts:
        places.setdefault(part.place_id or area_id, []).append(part)
    by_size = sorted(places, key=lambda place_id: (_size(places[place_id], size), place_id))
    for place_id in by_size:
        rest = places.get(area_id, [])
        is_lonely = bool(rest) and _size(rest, size) < FEWEST
        if place_id != area_id and (_size(places[place_id], size) < FEWEST or is_lonely):
            places.setdefault(area_id, []).extend(places.pop(place_id))
    return places


def _units(place_id: int, parts: list[Row], size: Size) -> Iterator[Row]:
    """The units of a place: organisations of 20 members or more alone, smaller ones by kind, the rest together."""
    alone = [part for part in parts if size(part.holds) >= FEWEST]
    kinds: dict[str, list[Row]] = {}
    for part in parts:
        if part not in alone:
            kinds.setdefault(part.together, []).append(part)
    rest = [part for kind in sorted(kinds) if _size(kinds[kind], size) < FEWEST for part in kinds[kind]]
    alone.sort(key=lambda part: (size(part.holds), part.organisation_id))
    others = [kind for kind in sorted(kinds) if _size(kinds[kind], size) >= FEWEST]
    while rest and _size(rest, size) < FEWEST and (others or alone):
        rest += kinds[others.pop()] if others else [alone.pop(0)]
    yield from (_alone(place_id, part) for part in sorted(alone, key=lambda part: part.organisation_id))
    yield from (_joined(place_id, kind, kinds[kind]) for kind in others)
    if rest:
        yield _joined(place_id, TOGETHER, rest)


def _alone(place_id: int, part: Row) -> Row:
    """An organisation under its own name; those who belong to a board or place itself keep the word for it."""
    is_employer = LEVELS[OrganisationKind(part.together)] >= EMPLOYERS
    return replace(part, together="" if is_employer else part.together, place_id=place_id)


def _joined(place_id: int, word: str, parts: list[Row]) -> Row:
    holds = frozenset().union(*(part.holds for part in parts))
    return Row(Level.UNIT, place_id, holds, word, parts[0].area_id, place_id, len(parts))


def _size(parts: list[Row], size: Size) -> int:
    return size(frozenset().union(*(part.holds for part in parts))) if parts else 0


def staff_columns(groups: Mapping[str, int], together: Callable[[frozenset[str]], int]) -> dict[str, str]:
    """Under which word each staff group of an area is counted: its own, or `other` with all that are too small, which
    take in the next larger ones until they are 20. `together` counts people of several groups, each once."""
    order = sorted(groups, key=lambda group: (groups[group], group))
    small = [group for group in order if groups[group] < FEWEST]
    left = order[len(small) :]
    while small and left and together(frozenset(small)) < FEWEST:
        small.append(left.pop(0))
    return {group: TOGETHER if group in small else group for group in groups}
