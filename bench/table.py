"""What was measured, as a table: medians of the rounds, and between what the processor time lay."""

import statistics
from collections.abc import Mapping, Sequence

from bench.measuring import Measured, median_of
from bench.requests import HEALTH, Requests

MEBIBYTE = 1024 * 1024
HEADS = (
    "requests/s", "p50 ms", "p95 ms", "CPU-ms", "(spread)", "x /healthz", "statements", "bytes", "first byte ms",
)  # fmt: skip


def print_table(kind: str, requests: Requests, statements: Mapping[str, int], peak_pss: int) -> None:
    """One line for each kind of request."""
    rounds = requests.rounds
    print(f"{kind:22}" + "".join(f"{head:>14}" for head in HEADS))
    for name, measured in rounds.items():
        cost = median_of(measured, lambda each: each.cpu)
        ratio = _ratio(measured, rounds[HEALTH])
        spread = f"{min(each.cpu for each in measured):.1f}-{max(each.cpu for each in measured):.1f}"
        walls = [f"{median_of(measured, value):.1f}" for value in WALLS] if measured[0].seconds else ["", "", ""]
        last = [f"{cost:.2f}", spread, f"{ratio:.1f}", str(statements.get(name, "")), str(requests.sizes.get(name, ""))]
        last.append(f"{requests.waits[name]:.1f}" if name in requests.waits else "")
        print(f"{name:22}" + "".join(f"{cell:>14}" for cell in (*walls, *last)))
    print(f"peak memory (PSS) {in_mebibytes(peak_pss)}; medians of {len(rounds[HEALTH])} rounds", flush=True)


def in_mebibytes(size: int) -> str:
    """`117 MiB`."""
    return f"{size / MEBIBYTE:.0f} MiB"


WALLS = (lambda each: each.rate, lambda each: each.percentile(50), lambda each: each.percentile(95))


def _ratio(measured: Sequence[Measured], health: Sequence[Measured]) -> float:
    return statistics.median(each.cpu / base.cpu for each, base in zip(measured, health, strict=True))
