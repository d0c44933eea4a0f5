"""Certificates in words: a line of the list, what stands in the way of the PDF, what a check says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lms.certificates.rules.answers import Verdict
from lms.certificates.rules.corrections import corrections_left
from lms.certificates.rules.number import grouped

if TYPE_CHECKING:
    from lms.certificates.queries import OwnCertificate
    from lms.certificates.rules.printed import Printed


@dataclass(frozen=True)
class Line:
    """One certificate in the list of one's own."""

    key: str
    title: str
    name: str
    completed_on: str
    state: str


@dataclass(frozen=True)
class SheetView:
    """A certificate as a page: the same words as on paper, and what can be done with it."""

    key: str
    printed: Printed
    number: str
    is_ready: bool
    successor_key: str | None
    corrections: int
    corrections_left: int

    @property
    def may_be_corrected(self) -> bool:
        """Whether it stands, and its name has not been corrected too often."""
        return self.successor_key is None and self.corrections_left > 0


def line(own: OwnCertificate, today: date) -> Line:
    """The certificate in a line: its state is a word, never a colour."""
    return Line(own.key, own.printed.title, own.printed.name, own.printed.completed_on, state_of(own, today))


def sheet_view(own: OwnCertificate) -> SheetView:
    """The certificate as a page."""
    return SheetView(
        own.key, own.printed, grouped(own.number), own.is_ready, own.successor_key,
        corrections=own.issue - 1, corrections_left=corrections_left(own.issue),
    )  # fmt: skip


def state_of(own: OwnCertificate, today: date) -> str:
    """Whether it stands, in words."""
    if own.successor_key is not None:
        return "Replaced by a corrected certificate"
    if today > own.valid_until:
        return f"Expired on {own.printed.valid_until}"
    return f"Valid until {own.printed.valid_until}"


ANSWERS = {
    Verdict.GENUINE: ("This certificate is genuine", "It was issued by this service and is valid today."),
    Verdict.EXPIRED: ("This certificate has expired", "It was issued by this service, and its time has run out."),
    Verdict.SUPERSEDED: (
        "This certificate has been replaced",
        "It was issued by this service. Its holder has a newer certificate in its place: ask them for that one.",
    ),
    Verdict.UNCONFIRMED: (
        "We cannot confirm this certificate",
        "Compare what you entered with the certificate and try again. This can also mean that its holder does not "
        "want it to be checked here: it does not show that anything is wrong.",
    ),
}
UNALTERED = "The file is exactly as this service made it."


def answer_in_words(verdict: Verdict) -> tuple[str, str]:
    """The heading and the sentence for an answer."""
    return ANSWERS[verdict]
