"""What is typed in answer to a question of one part: how it is read before its kind looks at it."""

from collections.abc import Sequence

from lms.content.nhs_number import holds_nhs_number
from lms.content.questions import parts
from lms.content.questions.kind import UnreadableAnswer
from lms.content.schema import Question

LONGEST = 100


def one_line(question: Question, values: Sequence[str], ask: str) -> str:
    """What was typed, its blanks put right; UnreadableAnswer when it is nothing, too long, or holds an NHS number."""
    response = parts.in_order(question, [_tidy(value) for value in values], ask)
    typed = parts.given(response)[question.options[0].id]
    if len(typed) > LONGEST:
        raise UnreadableAnswer(f"Enter {LONGEST} characters or fewer", response)
    if holds_nhs_number(typed):
        raise UnreadableAnswer("This looks like an NHS number. Do not enter patient details", response)
    return typed


def _tidy(value: str) -> str:
    part, _, typed = value.partition(":")
    return f"{part}:{' '.join(typed.split())}"
