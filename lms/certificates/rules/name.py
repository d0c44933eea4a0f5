"""The name on a certificate: as the learner types it, and never anything that could mislead a reader."""

from __future__ import annotations

import unicodedata

MAX_LENGTH = 120
MAX_MARKS = 4  # marks on one letter: enough for every living script, too few to cover the sheet
_JOINERS = "\u200c\u200d"  # Persian and several Indian scripts need them inside a word


class UnprintableNameError(ValueError):
    """The name cannot stand on a certificate; the message says what to do, in the learner's words."""


def printed_name(typed: str) -> str:
    """The name exactly as it will be printed: in normal form, ends trimmed, one space between words.

    Raises UnprintableNameError if there is nothing to print, more than 120 characters, or characters that
    nobody can see or that turn the direction of what follows.
    """
    if any(_is_hidden(character) for character in typed.strip()):
        raise UnprintableNameError("Type the name again by hand: it contains a character that cannot be seen")
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name.strip(_JOINERS):
        raise UnprintableNameError("Enter your name")
    if len(name) > MAX_LENGTH:
        raise UnprintableNameError(f"Name must be {MAX_LENGTH} characters or fewer")
    if _most_marks(name) > MAX_MARKS:
        raise UnprintableNameError(f"Use at most {MAX_MARKS} marks on one letter")
    return name


def _is_hidden(character: str) -> bool:
    """Control characters, overrides and marks of direction, private and unassigned characters, halves of pairs."""
    category = unicodedata.category(character)
    return (category.startswith("C") and character not in _JOINERS) or category in {"Zl", "Zp"}


def _most_marks(name: str) -> int:
    most = run = 0
    for character in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        most = max(most, run)
    return most
