"""Every answer carries the headers that keep it out of caches, frames and referrers: refusals and static files too."""

from typing import Any

import pytest

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
