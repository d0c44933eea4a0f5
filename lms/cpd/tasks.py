"""Forgetting what was deleted and not put back."""

from lms.cpd.service.keeping import forget_deleted
from lms.db.transaction import own_transaction
from lms.jobs import task


@task("forget_deleted_entries", every_minutes=30)
def forget_deleted_entries() -> None:
    """Delete for good what its writer deleted more than a day ago."""
    with own_transaction():
        forget_deleted()
