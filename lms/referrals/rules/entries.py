"""What an entry of the directory says, and what of it may be shown on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.content.contact import ALWAYS_RIGHT, digits

GOOD_FOR = timedelta(days=90)  # how long a check by a person vouches for an entry
AHEAD = timedelta(days=14)  # how long before that is over its next check is due
HELPLINE, POLICE, EMERGENCY = "0808 802 0300", "101", "999"


class Kind(StrEnum):
    """What kind of service it is."""

    NATIONAL = "national"
    STATUTORY = "statutory"
    LOCAL = "local"


class Referral(StrEnum):
    """Who can turn to it."""

    SELF = "self"
    PROFESSIONAL = "professional"
    EITHER = "either"
    NOT_KNOWN = "not known"


class Consent(StrEnum):
    """Whether it takes somebody on only with their consent."""

    NEEDED = "needed"
    NOT_NEEDED = "not needed"
    NOT_KNOWN = "not known"


class Status(StrEnum):
    """How far an entry can be relied on."""

    LIVE = "live"  # right when it was last looked at
    CHECK = "check"  # shown as being checked, without a number
    CANDIDATE = "candidate"  # found somewhere; shown once it has been checked
    SUPERSEDED = "superseded"  # it has ended, or another has taken its place: shown no more


class Outcome(StrEnum):
    """What a check found."""

    RIGHT = "right"
    ENDED = "ended"


STATUS_AFTER = {Outcome.RIGHT: Status.LIVE, Outcome.ENDED: Status.SUPERSEDED}
SHOWN = frozenset({Status.LIVE, Status.CHECK})


@dataclass(frozen=True)
class Details:
    """What an entry says of a service; what is not known is empty."""

    name: str
    kind: Kind
    areas: frozenset[str]  # ODS codes of boards, nations, or uk
    area_text: str
    who_for: str
    how_to_refer: str
    referral_by: Referral
    consent: Consent
    phone: str
    hours: str
    website: str
    source: str
    notes: str


@dataclass(frozen=True)
class Entry(Details):
    """An entry of the directory with what is known about how right it is. `version` counts its changes."""

    service_id: int
    status: Status
    checked_on: date | None
    version: int


@dataclass(frozen=True)
class Listing:
    """What anybody may know of a service today. What may not be shown is not in it: neither number nor address."""

    name: str
    kind: Kind
    area_text: str
    who_for: str
    how_to_refer: str
    referral_by: Referral
    consent: Consent
    phone: str
    hours: str
    website: str
    checked_on: date | None  # none while the entry is being checked
    good_until: date | None


def is_always_right(phone: str) -> bool:
    """Whether this is one of the four numbers that need no check: 999, 101, 111 and the National Stalking Helpline."""
    return digits(phone) in ALWAYS_RIGHT


def next_check_on(checked_on: date | None) -> date | None:
    """The last day for which a check vouches."""
    return checked_on + GOOD_FOR if checked_on else None


def is_vouched_for(entry: Entry, day: date) -> bool:
    """Whether a person has checked this entry within 90 days, found it right, and not after the day itself."""
    last = next_check_on(entry.checked_on)
    return bool(entry.status is Status.LIVE and entry.checked_on and last and entry.checked_on <= day <= last)


def listing(entry: Entry, day: date) -> Listing | None:
    """What may be shown of an entry on a day; None when it may not be shown at all."""
    if entry.status not in SHOWN:
        return None
    is_good = is_vouched_for(entry, day)
    return Listing(
        name=entry.name,
        kind=entry.kind,
        area_text=entry.area_text,
        who_for=entry.who_for,
        how_to_refer=entry.how_to_refer,
        referral_by=entry.referral_by,
        consent=entry.consent,
        phone=entry.phone if is_good or is_always_right(entry.phone) else "",
        hours=entry.hours if is_good else "",
        website=entry.website if is_good else "",
        checked_on=entry.checked_on if is_good else None,
        good_until=next_check_on(entry.checked_on) if is_good else None,
    )


def is_due(entry: Entry, day: date) -> bool:
    """Whether somebody should look at an entry now: nobody has, or what they saw is 76 days old or more."""
    if entry.status is Status.SUPERSEDED:
        return False
    last = next_check_on(entry.checked_on)
    return last is None or day >= last - AHEAD or not is_vouched_for(entry, day)


def changed_fields(before: Details, after: Details) -> list[str]:
    """The fields in which two descriptions of a service differ, in order."""
    return [name for name in Details.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]


def needs_new_check(changed: list[str]) -> bool:
    """Whether a check no longer vouches for an entry after these changes: it never vouched for the notes."""
    return bool(set(changed) - {"notes", "source"})
