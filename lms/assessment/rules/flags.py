"""What a writer should look at in a question, in plain words, and what to do about it.

A flag is raised where a number lies beyond its limit by more than chance would explain, tested from one side at 5 in
100: so ten answers flag only what is plain, and of many sound questions that lie just at a limit one in twenty is
flagged all the same. A flag asks somebody to look; it proves nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh

from lms.assessment.rules.choices import BLANK, OTHERS, Line
from lms.assessment.rules.discrimination import GROUP
from lms.assessment.rules.items import Item
from lms.content.questions import KINDS
from lms.content.schema import Question

HARD = 0.30  # ours; item analyses in medical education commonly call a question hard below it
EASY = 0.95  # ours: a course for people at work wants most answers right, so the usual 0.80 would flag what is good
UNUSED = 0.05
"""A wrong option that fewer than 5 in 100 choose does no work: T. M. Haladyna and S. M. Downing, "How many options is
enough for a multiple-choice test item?", Educational and Psychological Measurement 53 (1993), pages 999 to 1010."""
IDLE = 0.10  # ours: and it has less than this part of all wrong choices, or else it is the question that is easy
TELLS_LITTLE = 0.20
"""A question that tells the strong from the weak less than this is poor, to be left out or mended: R. L. Ebel and
D. A. Frisbie, Essentials of Educational Measurement (5th edition, 1991). They say so of upper less lower 27%, which
comes out higher than the correlation does here as a rule; but only what is below it beyond chance is flagged."""
ONE_SIDE = 1.645  # standard errors: the one-sided 5 in 100 of the normal distribution
FEWEST_OPTIONS = 3  # of two options, a wrong one that nobody chooses is an easy question, and flagged as that


class Sign(StrEnum):
    """What was noticed."""

    HARD = "hard"
    EASY = "easy"
    TURNED_ROUND = "turned-round"
    TELLS_LITTLE = "tells-little"
    UNUSED = "unused"
    DRAWS_THE_BEST = "draws-the-best"
    DRAWS_MORE = "draws-more"


@dataclass(frozen=True)
class Flag:
    """What was noticed of a question, and what to do: two sentences or three, without a full stop to add."""

    sign: Sign
    says: str
    do: str


def flags(question: Question, item: Item) -> tuple[Flag, ...]:
    """What to look at in this question; nothing where it does its work."""
    return (*_facility(question, item), *_discrimination(item), *_unused(question, item), *_draws(item))


def bounds(share: float, of: float) -> tuple[float, float]:
    """Between what and what the share in the long run lies, for a share of so many: each bound is passed by chance 5
    times in 100. E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), pages 209 to 212. For marks between 0 and 1 it is on the careful side.
    """
    z2 = ONE_SIDE * ONE_SIDE
    half = ONE_SIDE * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return (share + z2 / (2 * of) - half) / (1 + z2 / of), (share + z2 / (2 * of) + half) / (1 + z2 / of)


def _facility(question: Question, item: Item) -> Iterator[Flag]:
    least, most = bounds(item.facility, item.attempts)
    won = _percent(item.facility)
    if most < HARD:
        wrong = [line for line in item.lines if _is_rival(line)]
        drawn = max(wrong, key=lambda line: line.chosen, default=None)
        draws = f"; “{drawn.words}” draws {_percent(drawn.share)}" if drawn and drawn.chosen else ""
        yield Flag(
            Sign.HARD,
            f"Nearly everyone gets this wrong: it wins {won} of its points{draws}.",
            "Look first whether the key is right and the question says what it means. If it does, look whether the "
            "module teaches this plainly enough before it is asked.",
        )
    if least > EASY and not question.critical:
        yield Flag(
            Sign.EASY,
            f"Nearly everyone gets this right: it wins {won} of its points.",
            "Keep it if everybody has to know this. If not, look whether the wording gives the answer away, and make "
            "the wrong answers what people really do.",
        )


def _discrimination(item: Item) -> Iterator[Flag]:
    """Below a limit by more than chance: R. A. Fisher's transformation, "On the 'probable error' of a coefficient of
    correlation deduced from a small sample", Metron 1 (1921), pages 3 to 32, with standard error 1/√(n - 3).
    Where nearly everybody has the same mark a question cannot tell anybody apart, and is not blamed for it."""
    if item.discrimination is None:
        return
    most = -1.0 if item.discrimination <= -1 else _upper(item.discrimination, item.attempts)
    if most < 0:
        yield Flag(
            Sign.TURNED_ROUND,
            "Those who do well elsewhere get this wrong more often than the others "
            f"(discrimination {item.discrimination:.2f}).",
            "Look whether the wrong answer is marked as right, and whether somebody who knows more sees an exception "
            "that the question leaves out. Mend it before it is asked again.",
        )
    elif most < TELLS_LITTLE and _is_between(item):
        yield Flag(
            Sign.TELLS_LITTLE,
            "This does not tell those who know from those who do not: those who do well elsewhere do not get it right "
            f"clearly more often than the others (discrimination {item.discrimination:.2f}).",
            "Look whether it can be read in two ways, whether its wording gives the answer away, and whether it asks "
            "what the module teaches. If it does all it should, keep it.",
        )


def _upper(correlation: float, attempts: int) -> float:
    """Below what a correlation lies in the long run, but for 5 times in 100."""
    return 1.0 if correlation >= 1 else tanh(atanh(correlation) + ONE_SIDE / sqrt(attempts - 3))


def _is_between(item: Item) -> bool:
    """Whether it is for certain neither too hard nor too easy to tell people apart."""
    least, most = bounds(item.facility, item.attempts)
    return most >= HARD and least <= EASY


def _unused(question: Question, item: Item) -> Iterator[Flag]:
    if not KINDS[question.kind].rivals or len(question.options) < FEWEST_OPTIONS:
        return
    wrong = sum(line.chosen for line in item.lines if _is_rival(line))
    for line in item.lines:
        rare = _is_rival(line) and wrong and bounds(line.share, item.attempts)[1] < UNUSED
        if rare and bounds(line.chosen / wrong, wrong)[1] < IDLE:
            chosen = "Nobody chooses" if not line.chosen else f"Hardly anybody ({_percent(line.share)}) chooses"
            yield Flag(
                Sign.UNUSED,
                f"{chosen} this wrong answer: “{line.words}”.",
                "Put something in its place that people really do or believe, or leave it out: fewer answers are "
                "quicker to read.",
            )


def _draws(item: Item) -> Iterator[Flag]:
    """A wrong answer that more of the upper 27%, or else more of all, give than the right one, by more than a coin
    would: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947), pages 153 to 157. Of several right options, the one that the fewest of them choose. What
    draws all to a question that is too hard is told there."""
    is_hard = bounds(item.facility, item.attempts)[1] < HARD
    for line in filter(_is_rival, item.lines):
        keys = _keys_of(line, item.lines)
        key = min(keys, key=lambda right: right.upper or 0, default=None)
        if key is None:
            continue
        if _is_ahead(line.upper, key.upper, float(GROUP) * item.attempts):
            yield Flag(
                Sign.DRAWS_THE_BEST,
                f"A wrong answer draws the best more than the right one: “{line.words}” {_percent(line.upper or 0)}, "
                f"“{key.words}” {_percent(key.upper or 0)}.",
                "Ask somebody who knows the subject whether both can be right. If so, change the question or the key; "
                "if not, say in the wrong answer's reason why it is wrong.",
            )
            continue
        key = min(keys, key=lambda right: right.share)
        if not is_hard and _is_ahead(line.share, key.share, item.attempts):
            yield Flag(
                Sign.DRAWS_MORE,
                f"A wrong answer draws more people than the right one: “{line.words}” {_percent(line.share)}, "
                f"“{key.words}” {_percent(key.share)}.",
                "Look whether the key is right and the question says what it means. If it does, let the module teach "
                "why this answer is wrong, for many believe it.",
            )


def _is_ahead(wrong: float | None, right: float | None, of: float) -> bool:
    return wrong is not None and right is not None and of * (wrong - right) > ONE_SIDE * sqrt(of * (wrong + right))


def _keys_of(line: Line, lines: Sequence[Line]) -> list[Line]:
    return [other for other in lines if other.right and other.part == line.part]


def _is_rival(line: Line) -> bool:
    """Whether it is one wrong answer, and not several or none."""
    return not line.right and line.said not in (BLANK, OTHERS)


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"
