"""What is typed: `numerical` and `shortanswer`."""

import re
from decimal import Decimal, InvalidOperation

from lms.content.moodle.asked import Asked
from lms.content.moodle.drafts import Draft
from lms.content.moodle.elements import Element
from lms.content.moodle.escaping import visible
from lms.content.moodle.fractions import right_or_wrong
from lms.content.moodle.reports import Unfit
from lms.content.questions.number import WRITTEN
from lms.content.questions.short_text import normal
from lms.content.questions.typed import LONGEST

MOST_DIGITS, MOST_DECIMALS = 9, 6
IN_DIGITS = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DECIMALS}}})?")
SEPARATOR = " / "


def read_number(asked: Asked) -> Draft:
    """One right number with its tolerance, and one unit, which may be typed or left out."""
    answers = _right_ones(asked)
    if len(answers) > 1:
        raise Unfit(answers[1].line, "This is a second right number. Keep one, and give it a tolerance.")
    answer = answers[0]
    said = _plain(answer.said("text") or answer.text, answer)
    tolerance = answer.said("tolerance") or "0"
    off = _plain(tolerance, answer)
    if off.startswith("-"):
        raise Unfit(answer.line, "The tolerance is below 0. Write how far off one may be.")
    unit = _unit(asked)
    line = said + (f" ± {off}" if off != "0" else "") + (f" {unit}" if unit else "")
    read = WRITTEN.fullmatch(line)
    if not read or (read[1], read[2] or "0", read[3] or "") != (said, off, unit):
        raise Unfit(answer.line, f"`{line[:60]}` cannot be written as a number with a unit. Give it a plain unit.")
    title, stem = asked.asking()
    return Draft("number", title, stem, [f"Answer: {line}"], _feedback(asked, answer))


def _plain(written: str, answer: Element) -> str:
    """The number in digits; Unfit where it has more of them than we can hold, or is none."""
    if IN_DIGITS.fullmatch(written):
        return written
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    exponent = value.as_tuple().exponent
    if not value.is_finite() or value.adjusted() >= MOST_DIGITS or not isinstance(exponent, int) or exponent < -40:
        raise Unfit(answer.line, f"`{written[:20]}` is no number that can be typed. Use up to {MOST_DIGITS} digits.")
    rounded = value.quantize(Decimal(1).scaleb(-MOST_DECIMALS))
    if rounded != value:
        raise Unfit(answer.line, f"`{written[:20]}` has over {MOST_DECIMALS} decimals. Round it.")
    digits = f"{rounded:f}".rstrip("0").rstrip(".")
    return digits if digits not in ("", "-0") else "0"


def _unit(asked: Asked) -> str:
    units = [unit for holder in asked.element.all("units") for unit in holder.all("unit")]
    if len(units) > 1:
        raise Unfit(units[1].line, "There is a second unit. Keep one.")
    if units and _plain(units[0].said("multiplier") or "1", units[0]) != "1":
        raise Unfit(units[0].line, "The unit multiplies the number. Write the number in this unit, and 1 here.")
    if asked.element.said("unitgradingtype") not in ("", "0"):
        raise Unfit(asked.line, "A wrong unit costs marks. Here it may be left out: choose that units are not graded.")
    if asked.element.said("unitsleft") == "1" and units:
        asked.note("Its unit stands before the number. Here it stands after it.")
    return visible(units[0].said("unit_name")).strip() if units else ""


def read_short_text(asked: Asked) -> Draft:
    """Every form that wins the whole mark is accepted, the first as the best."""
    if asked.element.said("usecase") not in ("", "0"):
        raise Unfit(asked.line, "Capitals count in it, and here they do not. Choose that case is unimportant.")
    answers = _right_ones(asked)
    forms = list(dict.fromkeys(_form(answer) for answer in answers))
    title, stem = asked.asking()
    return Draft("short-text", title, stem, [f"Answer: {SEPARATOR.join(forms)}"], _feedback(asked, *answers))


def _form(answer: Element) -> str:
    written = answer.said("text")
    if re.search(r"(?<!\\)\*", written):
        raise Unfit(answer.line, "A `*` stands for anything in it. Write each accepted form out.")
    form = visible(written.replace("\\*", "*")).strip()
    if not normal(form):
        raise Unfit(answer.line, "This answer has neither letters nor digits. Take it out.")
    if SEPARATOR.strip() in form.split(" "):
        raise Unfit(answer.line, "A `/` between blanks parts two forms here. Write it without the blanks.")
    if len(form) > LONGEST:
        raise Unfit(answer.line, f"This answer has over {LONGEST} characters, which nobody can type here. Shorten it.")
    return form


def _right_ones(asked: Asked) -> list[Element]:
    """The answers that win; of the others only what is said of them is noted."""
    answers = asked.element.all("answer")
    right = right_or_wrong(answers)
    if not any(right):
        raise Unfit(asked.line, "No answer is right. Set one to 100%.")
    for is_right, answer in zip(right, answers, strict=True):
        if not is_right:
            asked.leave_out(f"What is said of the wrong answer `{answer.said('text')[:40]}`", answer.first("feedback"))
    return [answer for is_right, answer in zip(right, answers, strict=True) if is_right]


def _feedback(asked: Asked, *answers: Element) -> list[str]:
    """What is said of the right answers, each once, and of the question as a whole: here one text for everybody."""
    lines: list[str] = []
    for holder in [*(answer.first("feedback") for answer in answers), asked.element.first("generalfeedback")]:
        said = asked.lines(holder)
        if said and "\n".join(said) not in "\n".join(lines):
            lines += [*([""] if lines else []), *said]
    return lines
