"""How often the name on a certificate may be corrected."""

from __future__ import annotations

MOST_CORRECTIONS = 5  # enough for typing errors and a new name; too few to print one for each of one's friends


def corrections_left(issue: int) -> int:
    """How many corrections remain; `issue` is 1 for a certificate that corrects none."""
    return max(0, MOST_CORRECTIONS + 1 - issue)
