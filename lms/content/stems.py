"""Words as a search compares them: British, without endings that change no meaning; and slips of the hand."""

import re
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEADS_NOWHERE = """
    a about after all also am an and any are as at be because been before being but by can could did do does for from
    had has have he her his him how i if in into is it its may me more most must my no nor not of on or our out own she
    should so some such than that the their them then there these they this those to too up us was we were what when
    where which while who whose why will with would you your
"""
EMPTY = frozenset(_LEADS_NOWHERE.split())
"""Words that stand on every page."""

SHORTEST_STEM = 3
VOWELS = "aeiouy"
SIBILANTS = ("ss", "x", "ch", "sh", "zz")
CORRECTABLE = 4  # a shorter word has too many neighbours for one to be meant


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, one after the other; `post-traumatic` is two."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What `stalks`, `stalked` and `stalking` have in common; `recognize` is `recognise`."""
    word = re.sub(r"('s|')$", "", word.replace("’", "'"))
    word = _without_past(_without_plural(word))
    word = re.sub(r"i[sz](e|ation)?$", "is", word) if len(word) > 5 else word
    if word.endswith("e") and len(word) > SHORTEST_STEM:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > SHORTEST_STEM else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(SIBILANTS):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST_STEM:
        return word[:-1]
    return word


def _without_past(word: str) -> str:
    """Without `-ed` or `-ing`, where what is left has a vowel: `thing` and `need` stay."""
    if word.endswith("ied") and len(word) > 4:
        return f"{word[:-3]}y"
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORTEST_STEM and any(letter in VOWELS for letter in rest):
            doubled = rest[-1] == rest[-2] and rest[-1] not in "aeiouslz"
            return rest[:-1] if doubled else rest
    return word


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: one slip away, or two in a word of six letters and more; of several
    that are as near the first. A slip is a letter too many, too few, another, or two that changed places."""
    if len(word) < CORRECTABLE:
        return None
    best, most = None, 2 if len(word) > 5 else 1
    letters = _letters(word)
    for other in known:
        if abs(len(other) - len(word)) > most or (letters ^ _letters(other)).bit_count() > 2 * most:
            continue
        slips = _slips(word, other, most)
        if slips <= most:
            best, most = other, slips - 1
            if not most:
                break
    return best


@lru_cache(maxsize=20_000)
def _letters(word: str) -> int:
    """Which letters a word has, as bits: words that share few are never looked at closely."""
    return sum({1 << (ord(letter) % 40) for letter in word})


def _slips(one: str, other: str, most: int) -> int:
    """How many slips lie between two words; anything above `most` once it is clear that there are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before = before, row
        row = [i]
        for j, wanted in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, above[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
