"""Run migrations: flask-migrate hands in the application's engine and models."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON

from lms.db.base import Base, db
from lms.db.types import UtcDateTime


def render_item(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Write plain column types into a revision: it must run when our own types have moved on."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run() -> None:
    """Apply the revisions in one transaction each, on the database that the settings name."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            render_item=render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
