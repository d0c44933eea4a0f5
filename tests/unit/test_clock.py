"""British dates: the day changes at midnight in London, not in UTC."""

from datetime import UTC, date, datetime

import pytest

from lms import clock


def test_after_eleven_on_a_summer_evening_in_utc_it_is_tomorrow_in_london() -> None:
    with clock.travel(datetime(2026, 7, 31, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 8, 1)


def test_travelling_needs_an_aware_instant() -> None:
    with pytest.raises(ValueError, match="aware"), clock.travel(datetime(2026, 7, 31)):
        pass
