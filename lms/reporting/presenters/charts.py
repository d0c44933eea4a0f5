"""Charts as plain numbers for an SVG: bars of organisations and of months. What is not shown is drawn as such. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.reporting.rules.lines import NOT_SHOWN, Line
from lms.reporting.rules.words import Status

MOST_BARS = 12
MOST_MONTHS = 12
WIDE, NARROW = 449, 329
MONTH_WIDTH, MONTH_HEIGHT = 55, 140
LONGEST_NAME = 30


@dataclass(frozen=True)
class Bar:
    """One organisation: `completed` and `begun` are lengths, None where the bar is hatched from end to end;
    they are equal where it is not shown how many are in progress."""

    name: str
    lines: tuple[str, ...]
    members: str
    percent: str
    completed: float | None
    begun: float | None


@dataclass(frozen=True)
class Chart:
    """Bars for a wide screen and for a narrow one, and what they say in words."""

    wide: list[Bar]
    narrow: list[Bar]
    words: str
    left_out: int


@dataclass(frozen=True)
class Month:
    """One column: its height, None where it is hatched."""

    label: str
    year: str
    figure: str
    height: float | None


@dataclass(frozen=True)
class Months:
    """Columns, and what they say in words."""

    columns: list[Month]
    words: str


def chart(lines: Sequence[Line]) -> Chart:
    """The largest organisations, each as shares of its own members."""
    drawn = lines[:MOST_BARS]
    said = "; ".join(f"{line.name} {line.percent_words.lower()}" for line in drawn)
    return Chart(
        wide=[_bar(line, WIDE) for line in drawn],
        narrow=[_bar(line, NARROW) for line in drawn],
        words=f"Share of members who have completed: {said}. The table below has every number.",
        left_out=len(lines) - len(drawn),
    )


def _bar(line: Line, length: int) -> Bar:
    completed, begun = line.counts.get(Status.COMPLETED), line.counts.get(Status.IN_PROGRESS)
    percent = "" if line.percent is None else f"{line.percent}%"
    if completed is None or not line.members:
        return Bar(line.name, _wrapped(line.name), line.words(Status.MEMBERS), percent, None, None)
    done = min(1.0, completed / line.members)
    both = min(1.0, (completed + (begun or 0)) / line.members)
    lengths = round(done * length, 1), round(both * length, 1)
    return Bar(line.name, _wrapped(line.name), line.words(Status.MEMBERS), percent, *lengths)


def _wrapped(name: str) -> tuple[str, ...]:
    """A long name on two lines, cut where even those do not hold it: the table has all of it."""
    if len(name) <= LONGEST_NAME:
        return (name,)
    first = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
    rest = name[len(first) :].strip()
    return first, rest if len(rest) <= LONGEST_NAME else f"{rest[: LONGEST_NAME - 1].rstrip()}…"


def months(lines: Sequence[Line]) -> Months:
    """How many had completed at the end of each of the last months, and on the day itself."""
    drawn = sorted(lines, key=lambda line: line.as_at)[-MOST_MONTHS:]
    most = max((line.counts.get(Status.COMPLETED) or 0 for line in drawn), default=0)
    columns = [_month(line, most) for line in drawn]
    said = "; ".join(f"{on_day(line.as_at)} {line.words(Status.COMPLETED).lower()}" for line in drawn)
    return Months(columns, f"People who had completed by the end of each month: {said}.")


def _month(line: Line, most: int) -> Month:
    count = line.counts.get(Status.COMPLETED)
    height = None if count is None else round(MONTH_HEIGHT * count / most, 1) if most else 0.0
    figure = NOT_SHOWN if count is None else f"{count:,}"
    return Month(f"{line.as_at:%b}", f"{line.as_at:%Y}", figure, height)


def on_day(day: date) -> str:
    """`30 November 2026`."""
    return f"{day.day} {day:%B %Y}"
