"""Time: the only place where it is read, so that a test can stand at any date."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_standing_at: list[datetime] = []


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _standing_at[-1] if _standing_at else datetime.now(UTC)


def today() -> date:
    """The date in London: due dates and months are British dates."""
    return in_london(now()).date()


def in_london(instant: datetime) -> datetime:
    """The same instant on a London clock."""
    return instant.astimezone(LONDON)


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Stand at an aware instant until the block ends, in every thread of this process (tests and demo history)."""
    if to.tzinfo is None:
        raise ValueError("travel needs an aware datetime")
    _standing_at.append(to.astimezone(UTC))
    try:
        yield
    finally:
        _standing_at.pop()
