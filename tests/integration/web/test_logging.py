"""A failure is logged with its reason, and without what somebody typed or the address they typed it at."""

from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from flask import Flask

from lms.db.base import db

NAME = "Siobhan"
TOKEN = "0123456789abcdef" * 4


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What is written to the log."""
    lines, before = StringIO(), structlog.get_config()
    structlog.configure(**before | {"logger_factory": structlog.PrintLoggerFactory(lines)})
    yield lines
    structlog.configure(**before)


def test_an_error_names_the_route_and_neither_the_address_nor_the_values(
    app: Flask, logged: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_values: object) -> None:
        db.session.execute(db.text("SELECT nothing FROM nowhere WHERE name = :name"), {"name": NAME})

    monkeypatch.setitem(app.view_functions, "accounts.confirm_registration", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = app.test_client().get(f"/confirm/{TOKEN}")
    assert answer.status_code in {500, 503}
    assert "nowhere" in logged.getvalue() or "database_unavailable" in logged.getvalue()
    assert TOKEN not in logged.getvalue()
    assert NAME not in logged.getvalue()
