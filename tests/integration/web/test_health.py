"""Whoever watches the service asks it often: that must cost nothing, and tell nothing."""

import pytest


@pytest.mark.parametrize("signs_in", [False, True])
def test_health_touches_no_database_whatever_cookie_it_is_asked_with(client, make, statements, signs_in):
    if signs_in:
        make.sign_in(client, make.person())
    with statements() as seen:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.text, seen) == (200, "ok\n", [])
    assert "Set-Cookie" not in answer.headers


def test_readiness_does_touch_it(client, statements):
    with statements() as seen:
        answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")
    assert seen
