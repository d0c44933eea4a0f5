"""NHS numbers: recognised in whatever somebody types, so that none is ever kept."""

import re

# Looked for at each digit: a number may begin within what looked like another.
TEN_DIGITS = re.compile(r"(?=(?<!\d)(\d(?:[ -]?\d){9})(?!\d))")


def holds_nhs_number(text: str) -> bool:
    """Whether ten digits in the text pass the check of an NHS number (modulus 11, NHS Data Dictionary)."""
    return any(_passes([int(each) for each in found if each.isdigit()]) for found in TEN_DIGITS.findall(text))


def _passes(digits: list[int]) -> bool:
    weighted = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True))
    return -weighted % 11 == digits[9]
