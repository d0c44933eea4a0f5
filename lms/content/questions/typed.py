"""What is typed in answer to a question of one part: how it is read before its kind looks at it."""

import re
from collections.abc import Sequence

from lms.content.questions import parts
from lms.content.questions.kind import UnreadableAnswer
from lms.content.schema import Question

LONGEST = 100
TEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ -]?\d){9}(?!\d)")


def one_line(question: Question, values: Sequence[str], ask: str) -> str:
    """What was typed, its blanks put right; UnreadableAnswer when it is nothing, too long, or holds an NHS number."""
    response = parts.in_order(question, [_tidy(value) for value in values], ask)
    typed = parts.given(response)[question.options[0].id]
    if len(typed) > LONGEST:
        raise UnreadableAnswer(f"Enter {LONGEST} characters or fewer")
    if holds_nhs_number(typed):
        raise UnreadableAnswer("This looks like an NHS number. Do not enter patient details")
    return typed


def _tidy(value: str) -> str:
    part, _, typed = value.partition(":")
    return f"{part}:{' '.join(typed.split())}"


def holds_nhs_number(text: str) -> bool:
    """Whether ten digits in the text pass the check of an NHS number (modulus 11, NHS Data Dictionary)."""
    for found in TEN_DIGITS.finditer(text):
        digits = [int(each) for each in found[0] if each.isdigit()]
        check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True)) % 11
        if check == digits[9]:
            return True
    return False
