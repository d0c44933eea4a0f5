"""Which passwords are accepted: at least 12 characters, any characters, but none that everybody tries first. Pure."""

import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

SHORTEST = 12
LONGEST = 128
COMMON = Path(__file__).with_name("common_words.txt")
LOOKALIKES = str.maketrans("013457@$!", "oleastasi")
ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn")


class PasswordFault(StrEnum):
    """What is wrong with a password, in words that say what to do."""

    TOO_SHORT = "Password must be 12 characters or more"
    TOO_LONG = "Password must be 128 characters or fewer"
    UNPRINTABLE = "Password contains a character that cannot be typed on a keyboard. Type it again or choose another"
    COMMON = "Choose a password that is harder to guess, such as three random words"


def password_fault(password: str, *, email: str = "", name: str = "") -> PasswordFault | None:
    """What is wrong with this password for this person; None when it may be used."""
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in password):
        return PasswordFault.UNPRINTABLE
    if len(password) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordFault.TOO_LONG
    return PasswordFault.COMMON if is_common(password, own_words=_words(email, name)) else None


def is_common(password: str, own_words: frozenset[str] = frozenset()) -> bool:
    """Whether it is among the first guesses: few different characters, rows of keys, or common or one's own words
    with digits and signs around them."""
    small = password.casefold()
    if len(set(small)) < 5:
        return True
    left = _without(small, (*ROWS, *(row[::-1] for row in ROWS)), shortest=4)
    for text in (left, left.translate(LOOKALIKES)):
        rest = _without_words(text, common_words() | own_words)
        if sum(letter.isalpha() for letter in rest) < 3 and len(rest) < SHORTEST:
            return True
    return False


@cache
def common_words() -> frozenset[str]:
    """The words that the most used passwords are made of."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def prepared(password: str) -> str:
    """The one form in which a password is hashed and compared, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password)


def _words(*texts: str) -> frozenset[str]:
    parts = " ".join(texts).casefold().replace("@", " ").replace(".", " ").split()
    return frozenset(part for part in parts if len(part) >= 3)


def _without_words(text: str, words: frozenset[str]) -> str:
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text = text.replace(word, "")
    return text


def _without(text: str, rows: tuple[str, ...], *, shortest: int) -> str:
    """The text without runs of `shortest` or more neighbouring keys."""
    kept, at = [], 0
    while at < len(text):
        run = next(
            (
                length
                for length in range(len(text) - at, shortest - 1, -1)
                if any(text[at : at + length] in row for row in rows)
            ),
            0,
        )
        if not run:
            kept.append(text[at])
        at += run or 1
    return "".join(kept)
