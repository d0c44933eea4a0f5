"""When is counted: Sundays and month ends, London time, once the day is over."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.certificates.rules.answers import valid_until

SUNDAY = 6
LONDON = ZoneInfo("Europe/London")


def is_counted(day: date) -> bool:
    """Whether counts are taken at the end of this day."""
    return day.weekday() == SUNDAY or is_month_end(day)


def is_month_end(day: date) -> bool:
    """Whether the next day begins a month."""
    return (day + timedelta(days=1)).day == 1


def dates_due(today: date, last: date | None) -> tuple[date, ...]:
    """The days to count that are over and come after the last one counted; without one, only the latest of them."""
    over = today - timedelta(days=1)
    if last is None:
        return counted_days(over - timedelta(days=6), over)[-1:]
    return counted_days(last + timedelta(days=1), over)


def counted_days(first: date, last: date) -> tuple[date, ...]:
    """Every Sunday and month end from the first day to the last."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if is_counted(day))


def good_since(as_at: date, valid_months: int) -> date:
    """The earliest day of completion that is still good on `as_at`, as a certificate of that day would be."""
    day = as_at - timedelta(days=31 * valid_months + 31)
    while valid_until(day, valid_months) < as_at:
        day += timedelta(days=1)
    return day


def end_of(day: date) -> datetime:
    """The instant at which this day is over in London."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
