"""Roles: who gives them, how long they hold, and that they are gone at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import current_app

from lms.access import Role
from lms.accounts.models import GrantRow
from lms.audit.models import AuditEvent
from lms.db.base import db
from lms.settings import Mode
from tests.factories.accounts import PASSWORD


def asked(email: str, role: Role, organisation_id: int = 0, **fields: str) -> dict[str, str]:
    usual = {"email": email, "role": role.value, "organisation_id": str(organisation_id), "starts_on": "1/1/2020"}
    return usual | fields


def test_an_administrator_grants_a_role_and_the_next_request_has_it(app: Any, make: Any) -> None:
    place, person = make.organisation(), make.person()
    admin, client = app.test_client(), app.test_client()
    make.sign_in(client, person)
    assert client.get(f"/organisations/{place.id}/people").status_code == 404
    make.sign_in(admin, make.administrator())
    answer = admin.post("/grants/new", data=asked(person.email, Role.MANAGER, place.id))
    assert (answer.status_code, answer.location) == (303, "/grants")
    assert client.get(f"/organisations/{place.id}/people").status_code == 200
    row = db.session.query(GrantRow).filter_by(person_id=person.id).one()
    assert admin.post(f"/grants/{row.id}/withdraw").location == "/grants"
    assert client.get(f"/organisations/{place.id}/people").status_code == 404
    actions = [event.action for event in db.session.query(AuditEvent).filter_by(subject_key=person.key)]
    assert actions == ["role granted", "grant withdrawn"]
    assert admin.post(f"/grants/{row.id}/withdraw").status_code == 404


def test_the_same_grant_twice_is_one(client: Any, make: Any) -> None:
    person = make.person()
    make.sign_in(client, make.administrator())
    for _ in range(2):
        assert client.post("/grants/new", data=asked(person.email, Role.TRAINER)).status_code == 303
    assert db.session.query(GrantRow).filter_by(person_id=person.id).count() == 1


@pytest.mark.parametrize(
    ("day", "status"), [("2026-11-30", 404), ("2026-12-01", 200), ("2026-12-31", 200), ("2027-01-01", 404)]
)
def test_a_grant_holds_from_its_first_to_its_last_day(client: Any, make: Any, at: Any, day: str, status: int) -> None:
    place, person = make.organisation(), make.person()
    days = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 31)}
    make.grant(person=person, role=Role.MANAGER, organisation=place, **days)
    at(f"{day} 12:00")
    make.sign_in(client, person)
    assert client.get(f"/organisations/{place.id}/people").status_code == status


@pytest.mark.parametrize(
    ("role", "with_place", "field"),
    [
        (Role.MANAGER, False, "organisation_id"),
        (Role.LEAD, False, "organisation_id"),
        (Role.TRAINER, True, "organisation_id"),
        (Role.ADMINISTRATOR, True, "organisation_id"),
    ],
)
def test_a_role_is_held_where_it_makes_sense(client: Any, make: Any, role: Role, with_place: bool, field: str) -> None:
    place, person = make.organisation(), make.person()
    make.sign_in(client, make.administrator())
    answer = client.post("/grants/new", data=asked(person.email, role, place.id if with_place else 0))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_what_cannot_be_granted_is_named_at_its_question(client: Any, make: Any) -> None:
    person = make.person()
    make.sign_in(client, make.administrator())
    backwards = client.post("/grants/new", data=asked(person.email, Role.TRAINER, ends_on="31/12/2019"))
    assert backwards.status_code == 422 and 'href="#ends_on"' in backwards.text
    nobody = client.post("/grants/new", data=asked("nobody@example.org", Role.TRAINER))
    assert nobody.status_code == 422 and 'href="#email"' in nobody.text
    no_date = client.post("/grants/new", data=asked(person.email, Role.TRAINER, starts_on="31/2/2027"))
    assert no_date.status_code == 422 and 'href="#starts_on"' in no_date.text
    learner = client.post("/grants/new", data=asked(person.email, Role.LEARNER))
    assert learner.status_code == 422


def test_an_administrator_cannot_lock_everybody_out(client: Any, make: Any) -> None:
    admin = make.administrator()
    own = db.session.query(GrantRow).filter_by(person_id=admin.id).one()
    make.sign_in(client, admin)
    assert "Withdraw from" not in client.get("/grants").text
    assert client.post(f"/grants/{own.id}/withdraw").location == "/grants"
    db.session.expire_all()
    assert own.withdrawn_at is None


def test_production_grants_nothing_above_learner(
    client: Any, make: Any, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.person()
    make.sign_in(client, make.administrator())
    settings = replace(current_app.config["SETTINGS"], mode=Mode.PRODUCTION)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    answer = client.post("/grants/new", data=asked(person.email, Role.TRAINER))
    assert answer.status_code == 422
    assert "second factor" in answer.text
    result = app.test_cli_runner().invoke(args=["accounts", "create-administrator", *ADMINISTRATOR])
    assert result.exit_code == 1
    assert db.session.query(GrantRow).count() == 1


ADMINISTRATOR = ("--email", "Robin@Example.org", "--name", "Robin  Lane", "--password", PASSWORD)


def test_the_first_administrator_is_made_at_the_command_line(app: Any, client: Any) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", "create-administrator", *ADMINISTRATOR])
    assert result.exit_code == 0, result.output
    answer = client.post("/sign-in", data={"email": "robin@example.org", "password": PASSWORD})
    assert answer.status_code == 303
    assert "Robin Lane" in client.get("/grants").text
    event = db.session.query(AuditEvent).filter_by(action="administrator created").one()
    assert event.actor_key == "system"
    again = app.test_cli_runner().invoke(args=["accounts", "create-administrator", *ADMINISTRATOR])
    assert again.exit_code == 1
    assert "already has an account" in again.output


def test_a_weak_password_makes_no_administrator(app: Any) -> None:
    weak = (*ADMINISTRATOR[:-1], "password1234")
    result = app.test_cli_runner().invoke(args=["accounts", "create-administrator", *weak])
    assert result.exit_code == 1
    assert db.session.query(GrantRow).count() == 0
