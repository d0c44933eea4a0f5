"""People, where they work, what they may do, and signing in as they do."""

from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from lms import clock
from lms.access import Role
from lms.accounts.models import Credential, GrantRow, Membership, Person
from lms.db.base import db
from lms.organisations.models import Organisation

PASSWORD = "tangerine kettle moss"
# The same kind of hash as in production, made once for all people of a test run.
# Quick to check, as most tests sign somebody in; what the service itself stores is as slow as it should be.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def person(
    make: Any, *, organisation: Organisation | None = None, staff_group: str = "nursing", **fields: Any
) -> Person:
    """Somebody with a confirmed account whose password is `PASSWORD`; a member of `organisation` when there is one."""
    number = make.next()
    usual = {
        "email": f"asha.rao{number}@harbourlane.nhs.uk",
        "name": f"Asha Rao {number}",
        "created_at": clock.now(),
        "confirmed_at": clock.now(),
    }
    row = Person(**(usual | fields))
    db.session.add(row)
    db.session.flush()
    db.session.add(Credential(person_id=row.id, password_hash=_HASH, changed_at=clock.now()))
    db.session.flush()
    if organisation is not None:
        membership(make, person=row, organisation=organisation, staff_group=staff_group)
    return row


def membership(make: Any, *, person: Person, organisation: Organisation, **fields: Any) -> Membership:
    """A confirmed membership since last year."""
    since = clock.now() - timedelta(days=365)
    usual = {"staff_group": "nursing", "started_on": since.date(), "asked_at": since, "confirmed_at": since}
    row = Membership(person_id=person.id, organisation_id=organisation.id, **(usual | fields))
    db.session.add(row)
    db.session.flush()
    return row


def grant(
    make: Any, *, person: Person, role: Role, organisation: Organisation | None = None, **fields: Any
) -> GrantRow:
    """A role since last year, over an organisation or the whole service."""
    since = clock.now() - timedelta(days=365)
    usual = {"starts_on": since.date(), "granted_at": since}
    place = organisation.id if organisation else None
    row = GrantRow(person_id=person.id, role=role, organisation_id=place, **(usual | fields))
    db.session.add(row)
    db.session.flush()
    return row


def manager(make: Any, *, organisation: Organisation, **fields: Any) -> Person:
    """Somebody who manages an organisation and all below it."""
    row = person(make, **fields)
    grant(make, person=row, role=Role.MANAGER, organisation=organisation)
    return row


def administrator(make: Any, **fields: Any) -> Person:
    """Somebody who looks after the service."""
    row = person(make, **fields)
    grant(make, person=row, role=Role.ADMINISTRATOR)
    return row


def sign_in(make: Any, client: FlaskClient, person: Person, password: str = PASSWORD) -> None:
    """Sign somebody in through the page, as they would."""
    response = client.post("/sign-in", data={"email": person.email, "password": password})
    assert response.status_code == 303, response.get_data(as_text=True)
