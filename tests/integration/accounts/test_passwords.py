"""Forgotten and changed passwords."""

from collections.abc import Callable
from typing import Any

from lms.accounts.models import EmailToken
from lms.db.base import db
from tests.factories.accounts import PASSWORD
from tests.integration.accounts.test_registration import without_tokens

NEW = "umbrella quartz fennel"
Link = Callable[[str], str]


def is_signed_in(client: Any) -> bool:
    return bool(client.get("/account").status_code == 200)


def reset(client: Any, email: str, link_to: Link) -> str:
    assert client.post("/reset", data={"email": email}).location == "/reset/check-your-email"
    return link_to(email)


def test_a_reset_sets_the_password_and_ends_every_session(app: Any, make: Any, link_to: Link, mail_to: Any) -> None:
    person = make.person()
    stalker, holder = app.test_client(), app.test_client()
    make.sign_in(stalker, person)
    link = reset(holder, person.email, link_to)
    assert holder.post(link, data={"password": NEW}).location == "/reset/done"
    assert not is_signed_in(stalker)
    assert not is_signed_in(holder)
    assert holder.post("/sign-in", data={"email": person.email, "password": PASSWORD}).status_code == 422
    make.sign_in(holder, person, NEW)
    assert "was changed" in mail_to(person.email)[-1]


def test_a_reset_frees_whoever_was_blocked(client: Any, make: Any, link_to: Link) -> None:
    person = make.person()
    for _ in range(12):
        client.post("/sign-in", data={"email": person.email, "password": "a guess of mine"})
    client.post(reset(client, person.email, link_to), data={"password": NEW})
    make.sign_in(client, person, NEW)


def test_a_reset_link_works_once_and_for_an_hour(client: Any, make: Any, link_to: Link, at: Any) -> None:
    at("2026-11-30 09:00")
    person = make.person()
    first = reset(client, person.email, link_to)
    at("2026-11-30 09:30")
    second = reset(client, person.email, link_to)
    at("2026-11-30 10:00")
    assert client.get(first).status_code == 410
    assert client.post(second, data={"password": NEW}).status_code == 303
    assert client.post(second, data={"password": PASSWORD}).status_code == 410


def test_one_reset_uses_up_every_other_link(client: Any, make: Any, link_to: Link) -> None:
    person = make.person()
    first, second = (reset(client, person.email, link_to) for _ in range(2))
    client.post(second, data={"password": NEW})
    assert client.get(first).status_code == 410


def test_a_link_of_one_kind_is_none_of_another(client: Any, make: Any, link_to: Link) -> None:
    token = reset(client, make.person(email="known1@example.org").email, link_to).rpartition("/")[2]
    for path in ("/confirm/", "/confirm-email/"):
        assert client.get(path + token).status_code == 410


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    app: Any, make: Any, mail_to: Any, statements: Any
) -> None:
    make.person(email="known1@example.org")
    answers, counts = [], []
    for email in ("known1@example.org", "nobody@example.org"):
        client = app.test_client()
        with statements() as seen:
            sent = client.post("/reset", data={"email": email})
        counts.append(len(seen))
        shown = client.get(sent.location)
        answers.append((sent.status_code, sent.location, sent.data, without_tokens(shown.text)))
    assert answers[0] == answers[1]
    assert counts[0] == counts[1]
    assert "/reset/" in mail_to("known1@example.org")[0]
    assert "There is no account with it" in mail_to("nobody@example.org")[0]
    live = db.session.query(EmailToken).filter_by(used_at=None).one()
    assert live.email == "known1@example.org"


def test_changing_the_password_needs_the_old_one_and_ends_other_sessions(app: Any, make: Any) -> None:
    person = make.person()
    here, there = app.test_client(), app.test_client()
    make.sign_in(here, person)
    make.sign_in(there, person)
    wrong = here.post("/account/password", data={"password_now": "not the password", "password": NEW})
    assert wrong.status_code == 422
    assert 'href="#password_now"' in wrong.text
    assert here.post("/account/password", data={"password_now": PASSWORD, "password": NEW}).location == "/account"
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_guessing_the_old_password_is_throttled_too(client: Any, make: Any) -> None:
    person = make.person()
    make.sign_in(client, person)
    for _ in range(10):
        client.post("/account/password", data={"password_now": "not the password", "password": NEW})
    answer = client.post("/account/password", data={"password_now": PASSWORD, "password": NEW})
    assert answer.status_code == 422
    assert "too many tries" in answer.text


def test_asking_for_other_links_keeps_nobody_from_a_reset(app: Any, client: Any, make: Any, link_to: Link) -> None:
    person, stalker = make.person(), app.test_client()
    for number in range(6):
        stalker.post(
            "/register",
            data={"name": "Rowan", "email": person.email, "staff_group": "nursing"},
            environ_base={"REMOTE_ADDR": f"198.51.100.{number}"},
        )
    assert client.post(reset(client, person.email, link_to), data={"password": NEW}).location == "/reset/done"


def test_a_new_password_ends_a_change_of_address_that_waits(app: Any, client: Any, make: Any, link_to: Link) -> None:
    person, stalker = make.person(), app.test_client()
    make.sign_in(stalker, person)
    stalker.post("/account/email", data={"email": "stalker@example.org", "password_now": PASSWORD})
    waiting = link_to("stalker@example.org")
    client.post(reset(client, person.email, link_to), data={"password": NEW})
    assert stalker.post(waiting).status_code == 410
    make.sign_in(client, person, NEW)


def test_no_password_is_kept_over_a_form_that_is_too_old(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    client.sends_token = False
    kept = client.post("/account/email", data={"email": "kept@example.org", "password_now": PASSWORD})
    assert kept.status_code == 400
    assert "kept@example.org" in kept.text
    assert PASSWORD not in kept.text
