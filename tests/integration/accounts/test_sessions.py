"""How long a session lasts, and ending one's own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from lms.accounts.models import Session
from lms.accounts.queries import find_session_actor
from lms.db.base import db

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
At = Callable[[datetime], datetime]


def is_signed_in(client: Any) -> bool:
    return bool(client.get("/account").status_code == 200)


@pytest.mark.parametrize(("above_learner", "idle"), [(False, 30), (True, 15)])
def test_a_session_ends_when_it_is_idle(client: Any, make: Any, at: At, above_learner: bool, idle: int) -> None:
    at(NINE)
    make.sign_in(client, make.administrator() if above_learner else make.person())
    at(NINE + timedelta(minutes=idle - 1))
    assert is_signed_in(client)
    at(NINE + timedelta(minutes=2 * idle - 2))
    assert is_signed_in(client)
    at(NINE + timedelta(minutes=3 * idle - 2))
    assert not is_signed_in(client)


@pytest.mark.parametrize(("above_learner", "hours"), [(False, 12), (True, 8)])
def test_a_session_ends_however_much_it_is_used(
    client: Any, make: Any, at: At, above_learner: bool, hours: int
) -> None:
    at(NINE)
    make.sign_in(client, make.administrator() if above_learner else make.person())
    for minutes in range(10, hours * 60, 10):
        at(NINE + timedelta(minutes=minutes))
        assert is_signed_in(client), minutes
    at(NINE + timedelta(hours=hours))
    assert not is_signed_in(client)


def test_a_session_is_touched_at_most_once_a_minute(client: Any, make: Any, at: At) -> None:
    at(NINE)
    make.sign_in(client, make.person())
    for seconds, seen in ((30, 0), (59, 0), (60, 60), (100, 60)):
        at(NINE + timedelta(seconds=seconds))
        client.get("/account")
        db.session.expire_all()
        assert db.session.query(Session).one().seen_at == NINE + timedelta(seconds=seen)


def test_who_is_asking_costs_one_statement(client: Any, make: Any, statements: Any) -> None:
    person = make.person(organisation=make.organisation())
    make.membership(person=person, organisation=make.organisation(), staff_group="icb")
    make.grant(person=person, role="trainer")
    make.sign_in(client, person)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with statements() as seen:
        actor = find_session_actor(token)
    assert len(seen) == 1
    assert actor is not None
    assert actor.staff_groups == {"nursing", "icb"}
    assert {grant.role for grant in actor.grants} == {"trainer"}
    assert len(actor.memberships) == 2


def test_the_account_page_costs_two_statements(client: Any, make: Any, statements: Any) -> None:
    make.sign_in(client, make.person())
    with statements() as seen:
        client.get("/account")
    assert len(seen) <= 2


def test_a_person_sees_and_ends_their_own_sessions(app: Any, make: Any) -> None:
    person = make.person()
    phone, ward = app.test_client(), app.test_client()
    make.sign_in(phone, person)
    make.sign_in(ward, person)
    page = ward.get("/account/sessions").text
    assert page.count("/end") == 2  # the other one, and all others
    other = db.session.query(Session).order_by(Session.id).first()
    assert ward.post(f"/account/sessions/{other.id}/end").status_code == 303
    assert not is_signed_in(phone)
    assert is_signed_in(ward)


def test_nobody_ends_somebody_elses_session(app: Any, make: Any) -> None:
    victim, other = app.test_client(), app.test_client()
    make.sign_in(victim, make.person())
    make.sign_in(other, make.person())
    theirs = db.session.query(Session).order_by(Session.id).first()
    assert other.post(f"/account/sessions/{theirs.id}/end").status_code == 404
    assert is_signed_in(victim)


def test_all_other_sessions_end_at_once(app: Any, make: Any) -> None:
    person = make.person()
    clients = [app.test_client() for _ in range(3)]
    for client in clients:
        make.sign_in(client, person)
    clients[0].post("/account/sessions/end-others")
    assert [is_signed_in(client) for client in clients] == [True, False, False]


def test_ended_sessions_are_not_listed(app: Any, make: Any, at: At) -> None:
    at(NINE)
    person = make.person()
    make.sign_in(app.test_client(), person)
    at(NINE + timedelta(minutes=40))
    client = app.test_client()
    make.sign_in(client, person)
    assert "Sign out everywhere else" not in client.get("/account/sessions").text


def test_old_sessions_tries_and_links_are_forgotten(client: Any, make: Any, at: At, run_task: Any) -> None:
    at(NINE)
    person = make.person()
    make.sign_in(client, person)
    client.post("/reset", data={"email": person.email})
    at(NINE + timedelta(days=31))
    run_task("forget_sign_ins")
    for table in ("session", "sign_in_failure", "email_token"):
        assert db.session.execute(db.text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_a_page_is_answered_although_its_reading_cannot_be_noted(
    client: Any, make: Any, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(NINE)
    make.sign_in(client, make.person())
    at(NINE + timedelta(minutes=5))
    monkeypatch.setattr("lms.web.session.own_transaction", out_of_order)
    assert is_signed_in(client)
    assert client.post("/account/name", data={"name": "Asha Rao-Bell"}).status_code == 303


def out_of_order() -> Any:
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
