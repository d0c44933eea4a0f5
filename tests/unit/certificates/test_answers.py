from datetime import date, timedelta

import pytest

from lms.certificates.rules.answers import Verdict, valid_until, verdict
from lms.certificates.rules.rendering import wait_after

LAST_DAY = date(2029, 11, 21)


@pytest.mark.parametrize(
    ("completed_on", "months", "until"),
    [
        (date(2026, 11, 21), 36, date(2029, 11, 21)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 120, date(2036, 1, 31)),
    ],
)
def test_valid_for_so_many_calendar_months(completed_on: date, months: int, until: date):
    assert valid_until(completed_on, months) == until


@pytest.mark.parametrize(
    ("today", "is_superseded", "found"),
    [
        (LAST_DAY, False, Verdict.GENUINE),
        (LAST_DAY + timedelta(days=1), False, Verdict.EXPIRED),
        (LAST_DAY, True, Verdict.SUPERSEDED),
        (LAST_DAY + timedelta(days=1), True, Verdict.SUPERSEDED),
    ],
)
def test_the_last_day_is_valid_and_a_correction_comes_first(today: date, is_superseded: bool, found: Verdict):
    assert verdict(valid_until=LAST_DAY, is_superseded=is_superseded, today=today) == found


def test_a_claim_outlives_a_drawing_and_waits_grow_to_a_day():
    waits = [wait_after(attempts) for attempts in range(1, 40)]
    assert timedelta(seconds=10) < waits[0] < timedelta(minutes=1)  # longer than drawing, shorter than between sweeps
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)
