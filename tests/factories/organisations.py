"""Organisations, where they stand in the tree, and the ways into them."""

from datetime import date
from typing import Any

from lms import clock
from lms.db.base import db
from lms.organisations.models import EmailDomain, JoinCode, Organisation, OrganisationParent
from lms.organisations.rules import OrganisationKind, new_join_code


def organisation(
    make: Any, *, parent: Organisation | None = None, since: date = date(2020, 4, 1), **fields: Any
) -> Organisation:
    """A GP practice, below `parent` when there is one."""
    number = make.next()
    usual = {
        "kind": OrganisationKind.PRACTICE,
        "ods_code": f"A{number:05}",
        "name": f"Harbour Lane Surgery {number}",
        "valid_from": since,
    }
    row = Organisation(**(usual | fields))
    db.session.add(row)
    db.session.flush()
    if parent is not None:
        stands_under(make, row, parent, since)
    return row


def stands_under(make: Any, row: Organisation, parent: Organisation, since: date, until: date | None = None) -> None:
    """Where an organisation stood, and until when."""
    db.session.add(OrganisationParent(organisation_id=row.id, parent_id=parent.id, valid_from=since, valid_to=until))
    db.session.flush()


def email_domain(make: Any, *, organisation: Organisation, domain: str = "harbourlane.nhs.uk") -> EmailDomain:
    """A domain that only this organisation uses."""
    row = EmailDomain(organisation_id=organisation.id, domain=domain, added_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def join_code(make: Any, *, organisation: Organisation, **fields: Any) -> JoinCode:
    """A code that works for a long time."""
    usual = {"code": new_join_code(), "made_at": clock.now(), "expires_on": date(2099, 1, 1)}
    row = JoinCode(organisation_id=organisation.id, **(usual | fields))
    db.session.add(row)
    db.session.flush()
    return row
