"""What was typed goes back to the person who typed it, and to nobody else."""

import re
from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.factories.accounts import PASSWORD

TYPED = "Asha Rao-Bell"


def _lost(client: Any, make: Any, at: Callable[..., Any], person: Any) -> str:
    """A form sent an hour after signing in; what it answered holds the sealed fields."""
    at("2026-11-30 09:00")
    make.sign_in(client, person)
    at("2026-11-30 10:00")
    answer = client.post("/account/name", data={"name": TYPED})
    assert answer.status_code == 401
    found = re.search(r'name="replay"[^>]*value="([^"]+)"', answer.text)
    assert found
    return found[1]


def _sign_in_with(app: Flask, person: Any, sealed: str) -> Any:
    return app.test_client().post("/sign-in", data={"email": person.email, "password": PASSWORD, "replay": sealed})


def test_the_seal_hides_what_was_typed(client: Any, make: Any, at: Callable[..., Any]) -> None:
    assert TYPED not in _lost(client, make, at, make.person())


def test_somebody_else_who_signs_in_gets_nothing_of_it(
    app: Flask, client: Any, make: Any, at: Callable[..., Any]
) -> None:
    sealed = _lost(client, make, at, make.person())
    answer = _sign_in_with(app, make.person(), sealed)
    assert answer.status_code == 303
    assert TYPED not in answer.text


def test_a_seal_that_was_tampered_with_is_nothing(app: Flask, client: Any, make: Any, at: Callable[..., Any]) -> None:
    person = make.person()
    sealed = _lost(client, make, at, person)
    assert TYPED in _sign_in_with(app, person, sealed).text
    assert _sign_in_with(app, person, sealed[:-2] + "AA").status_code == 303


def test_a_form_with_an_old_token_is_shown_again_to_send(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    client.sends_token = False
    stale = client.post("/account/name", data={"name": TYPED, "csrf_token": "from an old page"})
    assert stale.status_code == 400
    assert TYPED in stale.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', stale.text)
    assert token
    assert client.post("/account/name", data={"name": TYPED, "csrf_token": token[1]}).status_code == 303


def test_a_password_is_never_carried_over(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    client.sends_token = False
    stale = client.post("/account/password", data={"password": "one two three four", "csrf_token": "old"})
    assert stale.status_code == 400
    assert "one two three four" not in stale.text
