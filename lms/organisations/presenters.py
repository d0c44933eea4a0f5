"""Organisations as pages show them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.organisations.rules import KIND_LABELS, printed_join_code

if TYPE_CHECKING:
    from datetime import date

    from lms.organisations.models import JoinCode, Organisation
    from lms.organisations.queries import Place


@dataclass(frozen=True)
class PlaceRow:
    """One organisation in the tree, so many steps below the highest."""

    organisation_id: int
    name: str
    kind: str
    ods_code: str
    depth: int


@dataclass(frozen=True)
class CodeRow:
    """A join code as it is written down."""

    code_id: int
    printed: str
    expires_on: "date"


def place_rows(places: "Sequence[Place]") -> list[PlaceRow]:
    """The tree, line by line."""
    return [
        PlaceRow(
            organisation_id=place.organisation.id,
            name=place.organisation.name,
            kind=kind_label(place.organisation),
            ods_code=place.organisation.ods_code or "",
            depth=min(place.depth, 5),
        )
        for place in places
    ]


def code_rows(codes: "Sequence[JoinCode]") -> list[CodeRow]:
    """Join codes in groups of four."""
    return [CodeRow(code.id, printed_join_code(code.code), code.expires_on) for code in codes]


def kind_label(organisation: "Organisation") -> str:
    """The words for what kind of organisation it is."""
    return KIND_LABELS[organisation.kind]


def place_choices(places: "Sequence[Place]") -> list[tuple[int, str]]:
    """The tree as a list to choose from, deeper ones further in."""
    return [(place.organisation.id, "\u2014 " * place.depth + place.organisation.name) for place in places]
