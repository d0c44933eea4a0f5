"""A database of the test's own beside the one that all tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import close_all_sessions

from lms.db.base import db
from tests.support.databases import fresh_url, postgres_tools
from tests.support.site import Client, make_app


@pytest.fixture
def kind(app: Flask) -> str:
    """`sqlite` or `postgresql`."""
    return db.engine.dialect.name


@pytest.fixture
def empty(kind: str, tmp_path: Path, folder: Path) -> str:
    """The address of a database of this kind without a table."""
    return fresh_url(kind, tmp_path, folder.parent / "postgres")


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools of the tests' own PostgreSQL, as an operator installs them beside the service."""
    monkeypatch.setenv("PATH", postgres_tools(), prepend=os.pathsep)


@pytest.fixture
def open_app(tmp_path: Path) -> Iterator[Callable[[str], Flask]]:
    """`open_app(url)`: the application over another database."""
    made: list[Flask] = []

    def open_at(url: str) -> Flask:
        made.append(make_app(url, tmp_path))
        made[-1].test_client_class = Client
        return made[-1]

    yield open_at
    close_all_sessions()
    for each in made:
        with each.app_context():
            db.engine.dispose()
