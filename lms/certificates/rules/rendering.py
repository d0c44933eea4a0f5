"""When a PDF that is still to be drawn is tried, and tried again."""

from __future__ import annotations

from datetime import timedelta

LONGEST_WAIT = timedelta(days=1)
# Longer than a drawing takes. Should one take longer than that, the second drawing is thrown away: little is lost,
# and what a killed worker had claimed is drawn by the sweep of the next minute.
_FIRST_WAIT = timedelta(seconds=30)


def wait_after(attempts: int) -> timedelta:
    """How long a claim holds and, if nothing comes of it, until the next: 30 seconds, doubling, at most a day."""
    doublings: int = 2 ** min(attempts - 1, 12)
    return min(_FIRST_WAIT * doublings, LONGEST_WAIT)
