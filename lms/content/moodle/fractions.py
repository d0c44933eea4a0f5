"""How many of a hundred parts of the mark an answer wins in Moodle, and which of our rules that follows."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from lms.content.moodle.elements import Element
from lms.content.moodle.reports import Unfit

WHOLE, NOTHING, MOST = Decimal(100), Decimal(0), Decimal(1_000)
EXACT = Decimal("0.00001")
NEAR = Decimal("0.01")  # Moodle writes a third as 33.33333, others as 33.33
WITHOUT_ALL_OR_NOTHING = (
    "In Moodle some of the right answers, with no wrong one, won part of the mark. Here it is all of them or nothing."
)


def fraction(answer: Element) -> Decimal:
    """What an answer wins or costs, of 100."""
    written = answer.attributes.get("fraction", "0").strip() or "0"
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and abs(value) <= MOST):
        raise Unfit(answer.line, f"`{written[:20]}` is no fraction. Write 100 where it is right, 0 where it is wrong.")
    return value.quantize(EXACT)


def _said(value: Decimal) -> str:
    return f"{value.normalize():f}%"


def near(value: Decimal, wanted: Decimal) -> bool:
    """Whether it is this share, as far as decimals can say it."""
    return abs(value - wanted) <= NEAR


def right_or_wrong(answers: Sequence[Element]) -> list[bool]:
    """Which answers win the whole mark, where all the others win and cost nothing; Unfit at the line of another."""
    found = []
    for answer in answers:
        value = fraction(answer)
        if value < 0:
            raise Unfit(
                answer.line, f"This answer costs {_said(-value)}. Here a wrong one costs nothing: set it to None."
            )
        if not (near(value, WHOLE) or near(value, NOTHING)):
            raise Unfit(answer.line, f"This answer wins {_said(value)}. Here it is right or wrong: set 100% or None.")
        found.append(near(value, WHOLE))
    return found


def several_right(answers: Sequence[Element]) -> tuple[str, list[bool]]:
    """Our kind for several right answers, and which they are: `multiple-partial` where a wrong one costs what a right
    one wins, `multiple` where it costs the whole mark. Any other fractions are Unfit."""
    values = [fraction(answer) for answer in answers]
    right = [value > 0 for value in values]
    share = WHOLE / (sum(right) or 1)
    for answer, value in zip(answers, values, strict=True):
        if value > 0 and not near(value, share):
            raise Unfit(
                answer.line,
                f"This answer wins {_said(value)}. Here all right answers win the same: set each to {share:.5f}%.",
            )
    wrong = [(answer, value) for answer, value in zip(answers, values, strict=True) if value <= 0]
    if all(near(value, -WHOLE) for _, value in wrong):
        return "multiple", right
    if all(near(value, -share) for _, value in wrong):
        return "multiple-partial", right
    raise Unfit(
        wrong[0][0].line,
        f"The wrong answers cost {', '.join(sorted({_said(-value) for _, value in wrong}))}. Set each to "
        f"-{share:.5f}% (right ones less wrong ones) or to -100% (all or nothing).",
    )
