"""Migrations: one line of them, and at its end the tables that the models describe; down and up again."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from lms.db.base import Base, db
from tests.support.databases import KINDS, start_postgres, url_of
from tests.support.site import make_app

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


@pytest.fixture(params=KINDS)
def unmigrated(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Iterator[Flask]:
    """The application over a database without a table."""
    url = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    if request.param == "postgresql":
        server, name = start_postgres(folder.parent / "postgres"), f"fresh_{uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = url_of(server, name)
    app = make_app(url, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def differences(app: Flask) -> list[object]:
    with db.engine.connect() as connection:
        options = app.extensions["migrate"].configure_args
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_migrating_makes_what_the_models_describe(unmigrated: Flask) -> None:
    upgrade()
    assert tables() == set(Base.metadata.tables)
    assert differences(unmigrated) == []


def test_every_migration_goes_down_and_up_again(unmigrated: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == set(Base.metadata.tables)
