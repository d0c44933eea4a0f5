"""How long a module took somebody, in their own words."""

MOST_TIMES = 3  # what the course counts: beyond that it was another kind of learning
MOST_SHORT = 60  # minutes that even the shortest module may take


def longest_minutes(counted: int) -> int:
    """The most minutes that somebody may say a module took that counts for so many."""
    return max(MOST_TIMES * counted, MOST_SHORT)


def hours(minutes: int) -> str:
    """Hours as registers add them up: 45 minutes are 0.75."""
    return f"{minutes / 60:.2f}"
