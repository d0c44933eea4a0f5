"""The number of a certificate: 128 random bits, written so that a person can copy it from paper."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U: they are read as something else
LENGTH = 26  # 5 bits a character; 26 characters hold 128 bits
BITS = 128
_ALIKE = str.maketrans("ILO", "110")
_BETWEEN = str.maketrans("", "", "-\u2010\u2011\u2012\u2013\u2014\u2212 \t\r\n\u00a0")


def new_number() -> str:
    """A number nobody can guess: 26 characters that hold 128 random bits."""
    return spell(secrets.randbits(BITS))


def spell(value: int) -> str:
    """The 26 characters that stand for a value of 128 bits."""
    if not 0 <= value < 1 << BITS:
        raise ValueError("a certificate number holds 128 bits")
    return "".join(ALPHABET[(value >> 5 * place) & 31] for place in reversed(range(LENGTH)))


def grouped(number: str) -> str:
    """The number as it is printed: groups of four, joined by hyphens."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def read_number(text: str) -> str | None:
    """The number that somebody typed, whatever the case, spaces or hyphens; None if it cannot be one.

    I and L are read as 1 and O as 0, because that is what stood on the paper.
    """
    if len(text) > 4 * LENGTH:
        return None
    letters = text.translate(_BETWEEN)
    number = letters.upper().translate(_ALIKE)
    is_one = letters.isascii() and len(number) == LENGTH and all(letter in ALPHABET for letter in number)
    return number if is_one else None
