"""When the demo takes place: the 24 months before the first of the current month, London dates and clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEARS = 2


@dataclass(frozen=True)
class Window:
    """From the first day until the day before the last one, so that nothing of the demo lies ahead."""

    first: date
    end: date

    def day(self, share: float) -> date:
        """The day so far into the window: 0 is the first day, 1 the last."""
        return self.first + timedelta(days=round(share * ((self.end - self.first).days - 1)))


def window(today: date) -> Window:
    """The same for every day of a month."""
    end = today.replace(day=1)
    return Window(end.replace(year=end.year - YEARS), end)


def at_work(day: date, minute: int = 0) -> datetime:
    """An instant of a working day: so many minutes after seven in the morning in London."""
    return (datetime.combine(day, time(7), LONDON) + timedelta(minutes=minute)).astimezone(UTC)


def midnight(day: date) -> datetime:
    """The instant at which a London day begins."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
