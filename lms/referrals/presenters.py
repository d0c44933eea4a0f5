"""Services as pages show them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.content.areas import area_name
from lms.content.contact import digits
from lms.referrals.rules.entries import (
    EMERGENCY,
    HELPLINE,
    POLICE,
    Kind,
    Status,
    is_always_right,
    is_due,
    is_vouched_for,
    next_check_on,
)
from lms.referrals.rules.labels import CONSENT, KINDS, OUTCOMES, REFERRALS, STATUSES

if TYPE_CHECKING:
    from datetime import date

    from lms.referrals.queries import CheckMade
    from lms.referrals.rules.entries import Entry, Listing
    from lms.referrals.rules.places import Place

SHOWN_FIRST = frozenset({EMERGENCY, POLICE, digits(HELPLINE)})  # above all lists, whatever the directory holds
SYSTEM = "system"


@dataclass(frozen=True)
class ServiceLine:
    """A service as the finder shows it; what may not be shown is empty."""

    name: str
    area_text: str
    who_for: str
    how_to_refer: str
    referral_by: str
    consent: str
    phone: str
    dialled: str
    hours: str
    website: str
    checked_on: "date | None"


@dataclass(frozen=True)
class ServicesView:
    """The local services of a place and the others that are for its people."""

    local: list[ServiceLine]
    wider: list[ServiceLine]


@dataclass(frozen=True)
class EntryRow:
    """A line of the directory."""

    service_id: int
    name: str
    about: str
    state: str
    is_due: bool
    next_check_on: "date | None"


@dataclass(frozen=True)
class CheckRow:
    """A check as the directory shows it: by oneself or by somebody else, never by name."""

    outcome: str
    checked_on: "date"
    by: str
    evidence: str


def services_view(services: "Sequence[Listing]") -> ServicesView:
    """Local services apart from the others; those that stand first on every page are not said twice."""
    rest = [each for each in services if digits(each.phone) not in SHOWN_FIRST]
    return ServicesView(
        local=[_line(each) for each in rest if each.kind is Kind.LOCAL],
        wider=[_line(each) for each in rest if each.kind is not Kind.LOCAL],
    )


def about_place(place: "Place") -> str:
    """What became of an earlier board, or how far the course holds for a nation."""
    if place.ended:
        names, day = list(place.became), place.ended
        joined = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        them = "it" if len(names) == 1 else "any of them"
        return f"Since {day:%B %Y} this area belongs to {joined}. What is recorded for {them} is shown."
    if not place.has_domestic_routes:
        return f"The course is written for England. Law, police and health services differ in {place.name}."
    if place.nation == "wales":
        return "The course is written for England, its law for England and Wales. Health services differ in Wales."
    return ""


def cards_of(place: "Place") -> list[tuple[str, str]]:
    """The pocket cards for a place: of each board of today that it has become, or of the nation."""
    return [(code, area_name(code)) for code in (place.areas or (place.code,))]


def entry_rows(entries: "Sequence[Entry]", day: "date") -> list[EntryRow]:
    """The directory, line by line."""
    return [
        EntryRow(
            service_id=entry.service_id,
            name=entry.name,
            about=entry.area_text,
            state=state_of(entry, day),
            is_due=is_due(entry, day),
            next_check_on=next_check_on(entry.checked_on),
        )
        for entry in entries
    ]


def state_of(entry: "Entry", day: "date") -> str:
    """How far an entry is shown on a day, in words."""
    if entry.status is Status.LIVE and not is_vouched_for(entry, day):
        return "Shown, not checked in the last 90 days"
    return STATUSES[entry.status]


def standing(entry: "Entry", day: "date") -> str:
    """Whether the number of an entry is shown on a day, and until when."""
    last = next_check_on(entry.checked_on)
    if is_vouched_for(entry, day) and last:
        return f"Checked. What it says is shown until {last.day} {last:%B %Y}; check it again before then."
    if entry.status is Status.SUPERSEDED:
        return "It has ended and is shown nowhere. A check that finds it right brings it back."
    if is_always_right(entry.phone):
        return "Its number is always shown. Nobody has checked the rest in the last 90 days."
    return "Nobody has checked it in the last 90 days, so neither number, hours nor website is shown to anybody."


def facts(entry: "Entry") -> list[tuple[str, str]]:
    """What is recorded, as question and answer; what is not known is left out."""
    rows = [
        ("Kind", KINDS[entry.kind]),
        ("Areas", ", ".join(sorted(area_name(code) for code in entry.areas))),
        ("Area in words", entry.area_text),
        ("Who it is for", entry.who_for),
        ("How to refer", entry.how_to_refer),
        ("Who can turn to it", REFERRALS[entry.referral_by]),
        ("Consent of the person", CONSENT[entry.consent]),
        ("Phone number", entry.phone),
        ("Opening hours", entry.hours),
        ("Website", entry.website),
        ("Where this comes from", entry.source),
        ("Notes for trainers", entry.notes),
    ]
    return [(question, answer) for question, answer in rows if answer]


def check_rows(checks: "Sequence[CheckMade]", own_key: str) -> list[CheckRow]:
    """The checks of an entry for one of those who make them."""
    return [CheckRow(OUTCOMES[each.outcome], each.checked_on, _by(each, own_key), each.evidence) for each in checks]


def _by(check: "CheckMade", own_key: str) -> str:
    known = {own_key: "by you", SYSTEM: "before the directory was filled"}
    return known.get(check.checked_by, "by somebody else")


def _line(service: "Listing") -> ServiceLine:
    return ServiceLine(
        name=service.name,
        area_text=service.area_text,
        who_for=service.who_for,
        how_to_refer=service.how_to_refer,
        referral_by=REFERRALS[service.referral_by],
        consent=CONSENT[service.consent],
        phone=service.phone,
        dialled=digits(service.phone),
        hours=service.hours,
        website=service.website,
        checked_on=service.checked_on,
    )
