"""Run migrations: flask-migrate hands in the application's engine and models."""

from typing import Any, Literal

from alembic import context
from flask import current_app

from lms.db.base import Base, db
from lms.db.types import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write plain column types into a revision: it must run when our own types have moved on."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


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
