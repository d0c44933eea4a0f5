"""What a pocket card says: the same four numbers on each, and local ones only while a check vouches for them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from lms.content.areas import ENGLAND
from lms.referrals.rules.entries import Kind, Listing
from lms.referrals.rules.places import Place

MOST_LINES = 4  # of local services: what one side of A6 holds
EDITION = 1  # counted up when the card is drawn in another way


@dataclass(frozen=True)
class CardLine:
    """A local service and its number."""

    name: str
    phone: str


@dataclass(frozen=True)
class Card:
    """Everything that is printed on the card of an area. No person is on it."""

    area: str
    lines: tuple[CardLine, ...]
    good_until: date | None  # the day after which a local number on it has to be looked up again
    others: int  # local services with a number that found no room
    has_health_line: bool  # whether 111 is what one rings there

    @property
    def fingerprint(self) -> str:
        """The same for cards that say the same."""
        words = json.dumps([EDITION, asdict(self)], default=str, sort_keys=True)
        return sha256(words.encode()).hexdigest()


def card_for(place: Place, services: Sequence[Listing]) -> Card:
    """The card of a place, from what may be shown there today."""
    reached = [each for each in services if each.kind is Kind.LOCAL and each.phone and each.good_until]
    shown = reached[:MOST_LINES]
    return Card(
        area=place.name,
        lines=tuple(CardLine(each.name, each.phone) for each in shown),
        good_until=min((each.good_until for each in shown if each.good_until), default=None),
        others=len(reached) - len(shown),
        has_health_line=place.nation == ENGLAND,
    )
