"""Every answer carries the headers that keep it out of caches, frames and referrers: refusals and static files too."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from lms.app import create_app
from lms.db.base import db
from lms.web.security import HEADERS

OF_STATIC_FILES = HEADERS.keys() - {"X-Frame-Options"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/static/favicon.svg", 200),
        ("POST", "/static/favicon.svg", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/nothing", 404),
        ("PUT", "/sign-in", 405),
        ("PUT", "/help-for-me", 405),
        ("OPTIONS", "/sign-in", 200),
        ("GET", "/account", 303),
    ],
)
def test_every_answer_carries_the_headers(client: Any, method: str, path: str, status: int) -> None:
    with client.open(path, method=method) as answer:
        assert answer.status_code == status
        assert {name for name in OF_STATIC_FILES if answer.headers.get(name) != HEADERS[name]} == set()
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/static/favicon.svg", "/static/nothing.css", "/sign-in", "/healthz"])
def test_over_https_a_browser_is_told_to_stay_with_it(app: Flask, path: str) -> None:
    """Given a service that is reached over https, then files say so too: one may be the first that is fetched."""
    secure = create_app(replace(app.config["SETTINGS"], public_url="https://learning.example"))
    with app.test_client().get(path) as answer:
        assert "Strict-Transport-Security" not in answer.headers
    with secure.app_context(), secure.test_client().get(path) as answer:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        db.session.remove()
        db.engine.dispose()
