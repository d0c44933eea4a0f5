"""Counts for the lead's report, as they would have been taken: at each month's end, and as usual from then on.

The demo's Sundays are left out, because counting a day takes about a seventh of a second, and this is waited for.
"""

from datetime import date, timedelta

from lms import clock
from lms.db.transaction import own_transaction
from lms.demo.rules.window import Window, window
from lms.reporting.queries.tree import last_counted
from lms.reporting.rules.dates import counted_days, is_month_end
from lms.reporting.service.counting import keep_counts, take_counts


def count_days() -> int:
    """Count the days that are over and come after the last one counted, each kept at once: a run that is cut short is
    taken up where it stopped. Returns how many."""
    last, today = last_counted(), clock.today()
    days = [day for day in days_to_count(window(today), today) if last is None or day > last]
    for day in days:
        counts = take_counts(as_at=day)
        with own_transaction():
            keep_counts(counts=counts)
    return len(days)


def days_to_count(period: Window, today: date) -> list[date]:
    """The month ends of the demo, and after it the Sundays too."""
    over = counted_days(period.first, today - timedelta(days=1))
    return [day for day in over if is_month_end(day) or day >= period.end]
