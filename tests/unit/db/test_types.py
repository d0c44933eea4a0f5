"""Instants go in aware and come out in UTC."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from lms.db.types import UtcDateTime

DIALECT = sqlite.dialect()  # type: ignore[no-untyped-call]


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 22), DIALECT)


def test_another_zone_is_stored_as_the_same_instant() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    stored = UtcDateTime().process_bind_param(summer, DIALECT)
    assert stored == summer
    assert stored is not None
    assert stored.utcoffset() == timedelta(0)


def test_what_sqlite_hands_back_without_a_zone_is_utc() -> None:
    read = UtcDateTime().process_result_value(datetime(2026, 11, 22, 9), DIALECT)
    assert read is not None
    assert read.utcoffset() == timedelta(0)
