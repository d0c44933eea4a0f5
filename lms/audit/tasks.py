"""Seal committed audit events every few minutes."""

from lms.audit import service
from lms.db.transaction import own_transaction
from lms.jobs import task


@task("seal_audit", every_minutes=5)
def seal_audit() -> None:
    """Bind new events to the chain."""
    with own_transaction():
        service.seal_events()
