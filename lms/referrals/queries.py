"""Questions about the directory. What the public sees comes as `Listing`, in which nothing is that may not be shown."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import selectinload

from lms import clock
from lms.content.contact import digits
from lms.db.base import db
from lms.referrals.models import PocketCard, Service, ServiceCheck
from lms.referrals.rules.cards import Card, card_for
from lms.referrals.rules.entries import HELPLINE, Details, Entry, Listing, Outcome, is_due, listing
from lms.referrals.rules.places import Place, cards_wanted, covers, find_place

OF_DETAILS = tuple(name for name in Details.__dataclass_fields__ if name != "areas")


@dataclass(frozen=True)
class Found:
    """What the finder shows: of the Helpline, which stands on every page, only what is recorded besides its number."""

    helpline: Listing | None
    services: list[Listing]


@dataclass(frozen=True)
class CheckMade:
    """One check of an entry; by whom only as a random key."""

    outcome: Outcome
    checked_on: date
    checked_by: str
    evidence: str


def services_for(place: Place | None) -> Found:
    """What may be shown today: the Helpline's entry, and the services for people of this place; two statements."""
    recorded, today = entries(), clock.today()
    helplines = (listing(entry, today) for entry in recorded if digits(entry.phone) == digits(HELPLINE))
    return Found(
        helpline=next((each for each in helplines if each), None),
        services=_listings(recorded, place) if place else [],
    )


def entries() -> list[Entry]:
    """Every entry of the directory by name, those that have ended included."""
    return [_entry(row) for row in db.session.scalars(_services().order_by(Service.name, Service.id))]


def entries_due() -> list[Entry]:
    """What somebody should look at now: first what has waited longest or was never checked."""
    due = [entry for entry in entries() if is_due(entry, clock.today())]
    return sorted(due, key=lambda entry: entry.checked_on or date.min)


def find_entry(service_id: int) -> Entry | None:
    """The entry; None where there is none."""
    row = db.session.scalar(_services().where(Service.id == service_id))
    return _entry(row) if row else None


def checks_of(service_id: int) -> list[CheckMade]:
    """Every check of an entry, the latest first."""
    rows = select(ServiceCheck).where(ServiceCheck.service_id == service_id)
    return [
        CheckMade(row.outcome, row.checked_on, row.checked_by, row.evidence)
        for row in db.session.scalars(rows.order_by(ServiceCheck.id.desc()))
    ]


def directory_is_empty() -> bool:
    """Whether nothing has ever been recorded: entries are never taken out."""
    return not db.session.scalar(select(exists().select_from(Service)))


def find_card(area: str, fingerprint: str) -> bytes | None:
    """The card of an area, if the one that is there says what it has to say now."""
    card = select(PocketCard.content).where(PocketCard.area == area, PocketCard.fingerprint == fingerprint)
    return db.session.scalar(card)


def cards_due() -> dict[str, Card]:
    """The areas whose card is missing or says something else than it has to say today, each with what that is."""
    rows = db.session.execute(select(PocketCard.area, PocketCard.fingerprint))
    drawn = {row.area: row.fingerprint for row in rows}
    recorded, today = entries(), clock.today()
    places = [place for code in cards_wanted(today) if (place := find_place(code, today))]
    wanted = {place.code: card_for(place, _listings(recorded, place)) for place in places}
    return {area: card for area, card in wanted.items() if drawn.get(area) != card.fingerprint}


def _listings(recorded: list[Entry], place: Place) -> list[Listing]:
    today = clock.today()
    shown = (listing(entry, today) for entry in recorded if covers(entry, place, today))
    return [each for each in shown if each]


def _services() -> Select[Service]:
    return select(Service).options(selectinload(Service.areas))


def _entry(row: Service) -> Entry:
    return Entry(
        **{name: getattr(row, name) for name in OF_DETAILS},
        areas=frozenset(area.code for area in row.areas),
        service_id=row.id,
        status=row.status,
        checked_on=row.checked_on,
        version=row.version,
    )
