"""Forgetting what nobody needs any more."""

from lms.accounts.service.links import forget_old_links
from lms.accounts.service.sessions import forget_old_sessions
from lms.accounts.service.throttle import forget_old_tries
from lms.db.transaction import own_transaction
from lms.jobs import task


@task("forget_sign_ins", every_minutes=30)
def forget_sign_ins() -> None:
    """Delete old tries, dead links with what waited for them, and sessions that ended long ago."""
    with own_transaction():
        forget_old_tries()
        forget_old_links()
        forget_old_sessions()
