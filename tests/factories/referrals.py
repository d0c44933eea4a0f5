"""Entries of the directory of services."""

from datetime import date
from typing import Any

from lms import clock
from lms.db.base import db
from lms.referrals.models import Service, ServiceArea
from lms.referrals.rules.entries import Consent, Kind, Referral, Status


def service(make: Any, *, areas: tuple[str, ...] = ("QE1",), **fields: Any) -> Service:
    """A local service in Lancashire with a number that somebody has checked today."""
    number = make.next()
    usual = {
        "code": f"harbour-{number}",
        "name": f"Harbour Advocates {number}",
        "kind": Kind.LOCAL,
        "area_text": "Blackpool",
        "who_for": "People who are being followed.",
        "how_to_refer": "Send its form.",
        "referral_by": Referral.EITHER,
        "consent": Consent.NEEDED,
        "phone": "01632 960001",
        "hours": "",
        "website": "",
        "source": "Its own page",
        "notes": "",
        "status": Status.LIVE,
        "checked_on": clock.today(),
        "changed_at": clock.now(),
        "version": 1,
    }
    row = Service(**(usual | fields), areas=[ServiceArea(code=code) for code in areas])
    db.session.add(row)
    db.session.flush()
    return row


def unchecked_service(make: Any, *, checked_on: date | None = None, **fields: Any) -> Service:
    """The same, while it is being checked."""
    return service(make, **({"status": Status.CHECK, "checked_on": checked_on} | fields))
