"""A database in use goes up every migration with its data unchanged, and code of the past can go on writing to it."""

from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import MetaData, select

from lms.db.base import db
from lms.db.schema import MIGRATIONS
from tests.integration.db.rows_of_the_past import ROWS, Rows

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))]


@pytest.fixture
def unmigrated(empty: str, open_app: Any) -> Flask:
    """The application over a database without a table."""
    app: Flask = open_app(empty)
    return app


def tables() -> MetaData:
    """The tables as they stand, whatever the models of today say."""
    found = MetaData()
    found.reflect(db.engine)
    found.remove(found.tables["alembic_version"])
    return found


def add(rows: Rows) -> None:
    found = tables()
    with db.engine.begin() as connection:
        for table in found.sorted_tables:
            if table.name in rows:
                connection.execute(table.insert(), rows[table.name])


def everything() -> dict[str, list[dict[str, Any]]]:
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in tables().sorted_tables
        }


def as_before(before: dict[str, list[dict[str, Any]]], now: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """What is there now, in the tables and columns that there were before."""
    return {
        name: [{column: row.get(column) for column in rows[0]} for row in now.get(name, [])] if rows else []
        for name, rows in before.items()
    }


def test_every_revision_of_the_past_has_rows() -> None:
    assert set(ROWS) <= set(REVISIONS)


def test_data_is_unchanged_by_every_migration(unmigrated: Flask) -> None:
    """Given a database in use at each revision, when it is migrated to the next, then every row is as it was."""
    with unmigrated.app_context():
        before: dict[str, list[dict[str, Any]]] = {}
        for revision in REVISIONS:
            upgrade(revision=revision)
            assert as_before(before, everything()) == before, f"{revision} changed what was there"
            add(ROWS.get(revision, {}))
            before = everything()
            assert [name for name, rows in before.items() if not rows] == [], f"no rows for {revision}"


def test_code_of_the_past_can_write_to_the_newest_schema(unmigrated: Flask) -> None:
    """Given the newest schema, while workers of an older release still run, then what they write is taken: columns
    that they do not know have defaults in the database."""
    with unmigrated.app_context():
        upgrade()
        for revision in REVISIONS:
            add(ROWS.get(revision, {}))
        assert [name for name, rows in everything().items() if not rows] == []
