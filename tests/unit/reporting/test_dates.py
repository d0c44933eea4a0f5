"""When counts are taken, and until when a completion is good."""

from datetime import UTC, date, datetime

import pytest

from lms.certificates.rules.answers import valid_until
from lms.reporting.rules.dates import counted_days, dates_due, end_of, good_since, is_counted, is_month_end


def test_sundays_and_month_ends_are_counted() -> None:
    days = counted_days(date(2026, 2, 22), date(2026, 3, 1))
    assert days == (date(2026, 2, 22), date(2026, 2, 28), date(2026, 3, 1))
    assert is_month_end(date(2024, 2, 29)) and not is_month_end(date(2024, 2, 28))
    assert not is_counted(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("today", "last", "due"),
    [
        (date(2026, 11, 20), None, (date(2026, 11, 15),)),
        (date(2026, 11, 15), None, (date(2026, 11, 8),)),  # the Sunday is not over
        (date(2026, 11, 20), date(2026, 11, 15), ()),
        (date(2026, 12, 7), date(2026, 11, 22), (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 6))),
    ],
)
def test_what_is_over_and_not_counted_is_due(today: date, last: date | None, due: tuple[date, ...]) -> None:
    assert dates_due(today, last) == due


def test_a_day_ends_at_midnight_in_london() -> None:
    assert end_of(date(2026, 10, 24)) == datetime(2026, 10, 24, 23, tzinfo=UTC)  # summer time
    assert end_of(date(2026, 10, 25)) == datetime(2026, 10, 26, tzinfo=UTC)  # the clocks have gone back


@pytest.mark.parametrize("as_at", [date(2026, 11, 20), date(2026, 2, 28), date(2028, 2, 29), date(2026, 3, 1)])
@pytest.mark.parametrize("months", [1, 12, 36])
def test_good_since_is_the_first_day_whose_certificate_is_still_valid(as_at: date, months: int) -> None:
    first = good_since(as_at, months)
    assert valid_until(first, months) >= as_at > valid_until(date.fromordinal(first.toordinal() - 1), months)
