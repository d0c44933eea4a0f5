"""The name on a certificate: as the learner types it, and never anything that could mislead a reader."""

from __future__ import annotations

import unicodedata

from lms.certificates.rules.faces import missing_from_name

MAX_LENGTH = 200  # the longest name that an account can have
MAX_MARKS = 4  # marks on one letter: enough for every living script, too few to cover the sheet
_MOST_NAMED = 5
_JOINERS = "\u200c\u200d"  # Persian and several Indian scripts need them inside a word
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks to Unicode, nothing to the eye


class UnprintableNameError(ValueError):
    """The name cannot stand on a certificate; the message says what to do, in the learner's words."""


def printed_name(typed: str) -> str:
    """The name exactly as it will be printed: in normal form, ends trimmed, one space between words.

    Raises UnprintableNameError if there is nothing to print, more than 200 characters, characters that nobody can see
    or that turn the direction of what follows, or characters that no font of ours has.
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
    if missing := missing_from_name(name):
        raise UnprintableNameError(f"We cannot print {_named(missing)}. Write your name in other letters")
    return name


def _is_hidden(character: str) -> bool:
    """Controls, overrides and marks of direction, private and unassigned characters, halves of pairs, blanks."""
    category = unicodedata.category(character)
    if character in _JOINERS:
        return False
    is_variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return category.startswith("C") or category in {"Zl", "Zp"} or character in _BLANKS or is_variant


def _most_marks(name: str) -> int:
    most = run = 0
    for character in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        most = max(most, run)
    return most


def _named(characters: str) -> str:
    """The first few characters, for a sentence; a mark sits on a circle, so that it can be seen."""
    shown = [f"\u25cc{each}" if unicodedata.category(each)[0] == "M" else each for each in characters[:_MOST_NAMED]]
    *before, last = shown if len(characters) <= _MOST_NAMED else [*shown, "other characters"]
    return f"{', '.join(before)} or {last}" if before else last
