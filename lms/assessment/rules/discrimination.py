"""Whether those who do well in the rest of their attempt do better in a question than the others.

Each attempt draws its own questions, so "the rest" is not the same for everybody: it is the share of the points that
the attempt won in its other questions, whichever those were. Chance decides which were drawn, not the person, so a
harder draw blurs the comparison (numbers come out nearer to 0 than with one form for all) and does not turn it round.
The question itself is left out of the rest, for it would agree with itself: S. Henrysson, "Correction of item-total
correlations in item analysis", Psychometrika 28 (1963), pages 211 to 218.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import copysign, sqrt
from typing import NamedTuple

from lms.assessment.rules.first_attempts import Tally

GROUP = Fraction(27, 100)
"""The best and the weakest 27%: T. L. Kelley, "The selection of upper and lower groups for the validation of test
items", Journal of Educational Psychology 30 (1939), pages 17 to 24."""


class Groups(NamedTuple):
    """Which share of the attempts with each result in the rest belongs to the upper and to the lower 27%. Attempts that
    are level at the edge belong to it in the same part, so that the groups hold 27% exactly, in whatever order they
    were handed in; `size` is how many attempts that is."""

    upper: Mapping[Fraction, Fraction]
    lower: Mapping[Fraction, Fraction]
    size: Fraction


def groups(tally: Tally) -> Groups | None:
    """The upper and lower 27% of the attempts with this question, by the rest; None where all are level."""
    rests: Counter[Fraction] = Counter()
    for said, many in tally.items():
        if said.rest is not None:
            rests[said.rest] += many
    if len(rests) < 2:
        return None
    size = GROUP * rests.total()
    return Groups(_first(size, rests, sorted(rests, reverse=True)), _first(size, rests, sorted(rests)), size)


def _first(size: Fraction, rests: Mapping[Fraction, int], order: Iterable[Fraction]) -> dict[Fraction, Fraction]:
    left, part = size, {}
    for rest in order:
        part[rest] = min(left / rests[rest], Fraction(1))
        left -= part[rest] * rests[rest]
    return part


def item_rest(tally: Tally) -> float | None:
    """Pearson's correlation of the mark with the rest, from -1 to 1; None where either is the same for all.

    With marks of 0 and 1 it is the point-biserial correlation (F. M. Lord and M. R. Novick, Statistical Theories of
    Mental Test Scores, 1968, chapter 15). Worked out in whole fractions up to the last step: nothing is lost to
    rounding, and a constant is found out for certain.
    """
    pairs: Counter[tuple[Fraction, Fraction]] = Counter()
    for said, many in tally.items():
        if said.rest is not None:
            pairs[said.mark, said.rest] += many
    total = pairs.total()
    marks = sum(mark * many for (mark, _), many in pairs.items())
    rests = sum(rest * many for (_, rest), many in pairs.items())
    squares = sum(mark * mark * many for (mark, _), many in pairs.items())
    rest_squares = sum(rest * rest * many for (_, rest), many in pairs.items())
    products = sum(mark * rest * many for (mark, rest), many in pairs.items())
    spread = (total * squares - marks * marks) * (total * rest_squares - rests * rests)
    if not spread:
        return None
    together = total * products - marks * rests
    return copysign(sqrt(together * together / spread), together)


def upper_less_lower(tally: Tally, found: Groups | None) -> float | None:
    """Kelley's index: the mean mark of the upper 27% less that of the lower 27%, from -1 to 1; None where the mark or
    the rest is the same for all."""
    if found is None or len({said.mark for said in tally}) < 2:
        return None
    gain = sum(
        (
            many * said.mark * (found.upper[said.rest] - found.lower[said.rest])
            for said, many in tally.items()
            if said.rest is not None
        ),
        Fraction(0),
    )
    return float(gain / found.size)
