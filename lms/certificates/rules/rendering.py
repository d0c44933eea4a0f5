"""When a PDF that is still to be drawn is tried, and tried again."""

from __future__ import annotations

from datetime import timedelta

LONGEST_WAIT = timedelta(days=1)
_FIRST_WAIT = timedelta(minutes=2)  # longer than any drawing takes: a worker that died has let go by then


def wait_after(attempts: int) -> timedelta:
    """How long a claim holds and, if nothing comes of it, until the next: 2 minutes, doubling, at most a day."""
    doublings: int = 2 ** min(attempts - 1, 12)
    return min(_FIRST_WAIT * doublings, LONGEST_WAIT)
