"""Run migrations: flask-migrate hands in the application's engine and models."""

from alembic import context
from flask import current_app

from lms.db.base import Base, db


def run() -> None:
    """Apply the revisions in one transaction each, on the database that the settings name."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
