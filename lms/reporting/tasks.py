"""Count on Sunday nights and month ends, once the day is over in London; what was missed is counted afterwards."""

from lms import clock
from lms.db.transaction import own_transaction
from lms.jobs import task
from lms.log import get_logger
from lms.reporting.queries.tree import last_counted
from lms.reporting.rules.dates import dates_due
from lms.reporting.service import counting

log = get_logger("reporting")


@task("count_statuses", every_minutes=20)
def count_statuses() -> None:
    """Count each day that is due. Reading takes its time; only putting the rows in place holds the lock."""
    for day in dates_due(clock.today(), last_counted()):
        counts = counting.take_counts(as_at=day)
        with own_transaction():
            rows = counting.keep_counts(counts=counts)
        log.info("statuses_counted", as_at=day.isoformat(), rows=rows)
