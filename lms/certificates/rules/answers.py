"""What a check may answer, and when. It never says who, where, or why not."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_BYTES = 1024 * 1024  # of a PDF that is sent to be compared


class Verdict(StrEnum):
    """The four answers."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class Answer:
    """A verdict; with it, and only where the certificate is ours to confirm, its neutral title and its month."""

    verdict: Verdict
    title: str = ""
    month: date | None = None


UNCONFIRMED = Answer(Verdict.UNCONFIRMED)


def verdict(*, valid_until: date, is_superseded: bool, today: date) -> Verdict:
    """A corrected certificate is superseded whether or not it has run out; the last day of validity is still valid."""
    if is_superseded:
        return Verdict.SUPERSEDED
    return Verdict.EXPIRED if today > valid_until else Verdict.GENUINE


def valid_until(completed_on: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(completed_on.month - 1 + months, 12)
    year = completed_on.year + years
    return date(year, month + 1, min(completed_on.day, calendar.monthrange(year, month + 1)[1]))
