"""Do these rows come from these requests? Each acknowledged one counted exactly once; any other once or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """An answer that was sent: its values in order, and whether the service said that it had saved it."""

    values: tuple[str, ...]
    acknowledged: bool


def explain(sent: Sequence[Sent], stored: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """The fewest acknowledged answers that must have been lost, and rows that nothing sent accounts for.

    `sent` is in the order sent and `stored` in the order saved. The service adds no row for an answer that is the
    latest already, so sending one again is explained by the row that is there.
    """
    best = {position: (position, 0, position) for position in range(len(stored) + 1)}  # (faults, lost, unexplained)
    for each in sent:
        after: dict[int, tuple[int, int, int]] = {}
        for position, (faults, lost, unexplained) in best.items():
            missed = int(each.acknowledged)
            _keep(after, position, (faults + missed, lost + missed, unexplained))
            if position and stored[position - 1] == each.values:
                _keep(after, position, (faults, lost, unexplained))
            elif position < len(stored) and stored[position] == each.values:
                _keep(after, position + 1, (faults, lost, unexplained))
        for position in range(len(stored)):
            if position in after:
                faults, lost, unexplained = after[position]
                _keep(after, position + 1, (faults + 1, lost, unexplained + 1))
        best = after
    _, lost, unexplained = best[len(stored)]
    return lost, unexplained


def _keep(best: dict[int, tuple[int, int, int]], position: int, found: tuple[int, int, int]) -> None:
    best[position] = min(best.get(position, found), found)
