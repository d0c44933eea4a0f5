"""A number that is typed: `Answer: 2`, or with a tolerance and a unit, `Answer: 3.2 ± 0.1 %`."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from lms.content.lines import Lines
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, UnreadableAnswer, Verdict, as_written
from lms.content.questions.typed import one_line
from lms.content.questions.ways import Written, answer_line
from lms.content.schema import Option, Question

ASK = "Enter a number"
NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?"
WRITTEN = re.compile(rf"({NUMBER})(?:\s*(?:±|\+/-)\s*({NUMBER}))?(?:\s*([^\d\s].*))?", re.ASCII)
TYPED = re.compile(rf"({NUMBER})\s*(.*)", re.ASCII)


def written(lines: Lines, problems: Problems) -> Written:
    """The number that is right, how far off one may be, and its unit."""
    found = answer_line(lines)
    if not found.options:
        return found
    option = found.options[0]
    read = WRITTEN.fullmatch(option.answer)
    if not read:
        problems.stop(option.line, "This answer is not a number.", "Write `Answer: 2`, or `Answer: 3.2 ± 0.1 %`.")
        return found
    one = option.of(answer=read[1].replace(",", ""), tolerance=(read[2] or "0").replace(",", ""), unit=read[3] or "")
    return Written(found.stem, (one,))


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps this from being a question with a number for an answer."""
    if not options:
        return ["There is no answer. Write `Answer: ` and the number on a line by itself."]
    if options[0].tolerance.startswith("-"):
        return ["The tolerance is below 0. Write how far off one may be, such as `± 0.1`."]
    return []


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:number`, without thousands separators; the unit may be typed too."""
    option = question.options[0]
    found = TYPED.fullmatch(one_line(question, values, ASK))
    if not found or found[2].casefold() not in ("", "%", option.unit.casefold()):
        raise UnreadableAnswer("Enter a number, such as 10")
    return (f"{option.id}:{found[1].replace(',', '')}",)


def is_right(option: Option, said: str) -> bool:
    """Whether the number lies within the tolerance."""
    return abs(Decimal(said) - Decimal(option.answer)) <= Decimal(option.tolerance)


def mark(question: Question, response: Response) -> Fraction:
    """1 when the number is right, else 0."""
    option = question.options[0]
    said = parts.given(response).get(option.id)
    return Fraction(int(said is not None and is_right(option, said)))


def key(question: Question) -> Response:
    """The number itself."""
    return tuple(f"{option.id}:{option.answer}" for option in question.options)


def words(option: Option, said: str) -> str:
    """The number with its unit."""
    return f"{said}{option.unit}" if option.unit == "%" else f"{said} {option.unit}".rstrip()


def verdict(option: Option, said: str, show_right: bool) -> Verdict:
    """The number that was entered and, where that is shown, the right one."""
    answer = words(option, said) if said else ""
    return parts.told(answer, words(option, option.answer), bool(said) and is_right(option, said), show_right)


KIND = Kind(
    name="number", control="typed", hint=ASK, written=written,
    faults=faults, read=read, mark=mark, order=as_written, key=key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=verdict,
    option_word="answer", rivals=False, worded=False,
)  # fmt: skip
