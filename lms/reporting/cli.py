"""`flask reports count | recount`: take counts, now or for past dates, and check those that were taken."""

from datetime import date, datetime

import click
from flask.cli import AppGroup

from lms import clock
from lms.db.transaction import own_transaction
from lms.reporting.queries.tree import last_counted
from lms.reporting.rules.dates import counted_days
from lms.reporting.service import counting

DAY = click.DateTime(["%Y-%m-%d"])
group = AppGroup("reports", help="Counts for reports: take them, check them.")


@group.command("count")
@click.option("--on", "days", type=DAY, multiple=True, help="A day to count, such as 2026-11-30. Default: today.")
@click.option("--since", type=DAY, help="Count every Sunday and month end from this day until yesterday.")
def count(days: tuple[datetime, ...], since: datetime | None) -> None:
    """Count now, or for past dates. Counting a day again puts the same rows in place of the old ones."""
    for day in _chosen(days, since):
        counts = counting.take_counts(as_at=day)
        with own_transaction():
            rows = counting.keep_counts(counts=counts)
        click.echo(f"{day.isoformat()}: {rows} counts")


@group.command("recount")
@click.option("--on", "days", type=DAY, multiple=True, help="A day to check. Default: the last one counted.")
def recount(days: tuple[datetime, ...]) -> None:
    """Count again and compare with what was kept; nothing is changed. Exit 1 where they differ."""
    last = last_counted()
    chosen = tuple(day.date() for day in days) or ((last,) if last else ())
    found = [f"{day.isoformat()}: {each}" for day in chosen for each in counting.differences(as_at=day)]
    for each in found:
        click.echo(each)
    click.echo(f"{len(chosen)} days counted again, {len(found)} differences.")
    if found:
        raise click.exceptions.Exit(1)


def _chosen(days: tuple[datetime, ...], since: datetime | None) -> tuple[date, ...]:
    today = clock.today()
    chosen = {day.date() for day in days}
    if since is not None:
        chosen |= set(counted_days(since.date(), today))
    if any(day > today for day in chosen):
        raise click.UsageError("A day that has not come cannot be counted.")
    return tuple(sorted(chosen)) or (today,)
