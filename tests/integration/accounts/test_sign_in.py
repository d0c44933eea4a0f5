"""Signing in and out: what it gives away, how often it may be tried, where it leads."""

import re
import statistics
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import current_app
from sqlalchemy.exc import OperationalError

from lms.accounts.models import Session, SignInFailure
from lms.accounts.rules.sign_in import MOST_TRIES, ThrottledAct
from lms.db.base import db
from tests.factories.accounts import PASSWORD
from tests.support.site import Client, make_app

MOST = MOST_TRIES[ThrottledAct.SIGN_IN]


def attempt(client: Any, email: str, password: str, address: str = "192.0.2.1") -> Any:
    return client.post("/sign-in", data={"email": email, "password": password}, environ_base={"REMOTE_ADDR": address})


def plain(answer: Any) -> tuple[int, str]:
    return answer.status_code, re.sub(r'name="csrf_token"[^>]*', "", answer.text)


def test_only_the_hash_of_the_sessions_token_is_kept(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = db.session.query(Session).one()
    assert token not in (row.token_hash, str(row.id))


def test_each_sign_in_has_a_token_of_its_own(client: Any, make: Any) -> None:
    person = make.person()
    tokens = []
    for _ in range(2):
        make.sign_in(client, person)
        with client.session_transaction() as cookie:
            tokens.append(cookie["_user_id"])
    assert tokens[0] != tokens[1]
    ended = [row.ended_at is not None for row in db.session.query(Session).order_by(Session.id)]
    assert ended == [True, False]


def test_a_cookie_from_before_signing_in_is_worth_nothing_afterwards(client: Any, make: Any) -> None:
    client.get("/sign-in")
    with client.session_transaction() as cookie:
        before = cookie["csrf_token"]
    make.sign_in(client, make.person())
    with client.session_transaction() as cookie:
        assert cookie.get("csrf_token") != before


def test_a_wrong_password_and_an_unknown_account_get_the_same_bytes(app: Any, make: Any) -> None:
    make.person(email="known1@example.org")
    known = attempt(app.test_client(), "known1@example.org", "not the password")
    unknown = attempt(app.test_client(), "nobody@example.org", "not the password")
    assert plain(known)[0] == 422
    assert plain(known)[1].replace("known1@example.org", "nobody@example.org") == plain(unknown)[1]


def test_both_cost_the_same_statements(app: Any, make: Any, statements: Any) -> None:
    make.person(email="known1@example.org")
    counts = []
    for email in ("known1@example.org", "nobody@example.org"):
        with statements() as seen:
            attempt(app.test_client(), email, "not the password")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_unknown_account_takes_as_long_to_refuse(app: Any, make: Any) -> None:
    from lms.accounts.service.hashing import NOBODYS_HASH, hash_password, is_right_password

    def seconds(stored: str | None) -> float:
        began = time.process_time()
        is_right_password("not the password", stored)
        return time.process_time() - began

    stored = hash_password(PASSWORD)
    known = statistics.median(seconds(stored) for _ in range(7))
    unknown = statistics.median(seconds(None) for _ in range(7))
    assert NOBODYS_HASH.split("$")[1:4] == stored.split("$")[1:4] == ["argon2id", "v=19", "m=19456,t=2,p=1"]
    assert 0.5 < unknown / known < 2


def test_too_many_tries_block_that_account_from_that_address_alone(app: Any, make: Any) -> None:
    victim, other = make.person(), make.person()
    client = app.test_client()
    for _ in range(MOST):
        assert attempt(client, victim.email, "a guess of mine").status_code == 422
    assert attempt(client, victim.email, "a guess of mine").status_code == 429
    assert attempt(client, victim.email, PASSWORD).status_code == 429
    assert attempt(client, other.email, PASSWORD).status_code == 303
    assert attempt(app.test_client(), victim.email, PASSWORD, address="198.51.100.7").status_code == 303


def test_an_unknown_account_is_blocked_in_the_same_words(app: Any, make: Any) -> None:
    make.person(email="known1@example.org")
    answers = []
    for email in ("known1@example.org", "nobody@example.org"):
        client = app.test_client()
        for _ in range(MOST):
            attempt(client, email, "a guess of mine")
        answers.append(plain(attempt(client, email, "a guess of mine")))
    assert answers[0][0] == 429
    assert answers[0][1].replace("known1@example.org", "nobody@example.org") == answers[1][1]


def test_the_count_holds_across_workers(app: Any, make: Any, tmp_path: Path) -> None:
    person = make.person()
    second = make_app(current_app.config["SETTINGS"].database_url, tmp_path)
    second.test_client_class = Client
    workers = [app.test_client(), second.test_client()]
    statuses = [attempt(workers[turn % 2], person.email, "a guess of mine").status_code for turn in range(MOST + 2)]
    assert statuses == [422] * MOST + [429] * 2
    with second.app_context():
        db.session.remove()
        db.engine.dispose()


def test_the_block_ends_a_quarter_of_an_hour_after_the_last_try(client: Any, make: Any, at: Callable[..., Any]) -> None:
    at("2026-11-30 09:00")
    person = make.person()
    for _ in range(MOST + 1):
        attempt(client, person.email, "a guess of mine")
    at("2026-11-30 09:14")
    assert attempt(client, person.email, PASSWORD).status_code == 429
    at("2026-11-30 09:16")
    assert attempt(client, person.email, PASSWORD).status_code == 303


def test_the_right_password_starts_the_count_afresh(client: Any, make: Any) -> None:
    person = make.person()
    for _ in range(MOST - 1):
        attempt(client, person.email, "a guess of mine")
    assert attempt(client, person.email, PASSWORD).status_code == 303
    assert db.session.query(SignInFailure).count() == 0


def test_neither_address_nor_account_can_be_read_in_the_table(client: Any, make: Any) -> None:
    attempt(client, "nobody@example.org", "a guess of mine")
    row = db.session.query(SignInFailure).one()
    plain = {sha256(text.encode()).hexdigest() for text in ("nobody@example.org", "192.0.2.1")}
    assert {"nobody@example.org", "192.0.2.1", *plain}.isdisjoint({row.account_hash, row.address_hash})


@pytest.mark.parametrize("password", ["", " ", "moss\0kettle", "x" * 5000])
def test_a_strange_password_is_refused_in_plain_words(client: Any, make: Any, password: str) -> None:
    answer = attempt(client, make.person().email, password)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_signing_in_leads_back_inside_and_never_elsewhere(app: Any, make: Any) -> None:
    person = make.person()
    for wanted, reached in (("/account/sessions", "/account/sessions"), ("//evil.example", "/learning")):
        client = app.test_client()
        answer = client.post("/sign-in", data={"email": person.email, "password": PASSWORD, "next": wanted})
        assert answer.location == reached


def test_an_anonymous_visitor_is_sent_to_sign_in_and_back(client: Any, make: Any) -> None:
    answer = client.get("/account/sessions")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account/sessions")
    assert 'value="/account/sessions"' in client.get(answer.location).text


def test_signing_out_ends_the_session_itself(app: Any, client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    kept = client.get_cookie("learning").value
    assert client.post("/sign-out").location == "/"
    again = app.test_client()
    again.set_cookie("learning", kept)
    assert again.get("/account").status_code == 303


def test_leaving_ends_the_session_and_empties_the_browser(app: Any, client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    kept = client.get_cookie("learning").value
    answer = client.get("/exit")
    assert answer.status_code == 303
    assert answer.location == current_app.config["SETTINGS"].exit_url
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie("learning") is None
    again = app.test_client()
    again.set_cookie("learning", kept)
    assert again.get("/account").status_code == 303


def test_somebody_anonymous_can_leave_too(client: Any) -> None:
    assert client.get("/exit").status_code == 303


def test_the_home_page_is_for_the_anonymous(client: Any, make: Any) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert not re.search(r"stalk(?!ing Helpline)", page.text.replace("National Stalking Helpline", ""))
    make.sign_in(client, make.person())
    assert client.get("/").location == "/learning"


def test_a_form_that_was_sealed_comes_back_after_signing_in(client: Any, make: Any, at: Callable[..., Any]) -> None:
    at("2026-11-30 09:00")
    person = make.person()
    make.sign_in(client, person)
    at("2026-11-30 10:00")
    lost = client.post("/account/name", data={"name": "Asha Rao-Bell"})
    assert lost.status_code == 401
    sealed = re.search(r'name="replay"[^>]*value="([^"]+)"', lost.text)
    assert sealed, lost.text
    back = client.post("/sign-in", data={"email": person.email, "password": PASSWORD, "replay": sealed[1]})
    assert back.status_code == 200
    assert "Asha Rao-Bell" in back.text


def test_the_addresses_of_one_ipv6_network_count_as_one(client: Any, make: Any) -> None:
    person = make.person()
    for number in range(MOST):
        attempt(client, person.email, "a guess of mine", address=f"2001:db8:0:1::{number + 1:x}")
    assert attempt(client, person.email, PASSWORD, address="2001:db8:0:1:ffff::1").status_code == 429
    assert attempt(client, person.email, PASSWORD, address="2001:db8:0:2::1").status_code == 303


def test_nobody_is_kept_here_by_a_database_that_fails(
    app: Any, client: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.sign_in(client, make.person())
    monkeypatch.setattr(app.login_manager, "_user_callback", out_of_order)
    answer = client.get("/exit")
    assert (answer.status_code, answer.location) == (303, current_app.config["SETTINGS"].exit_url)
    assert client.get_cookie("learning") is None


def out_of_order(*_given: Any) -> Any:
    raise OperationalError("SELECT", {}, Exception("database is locked"))
