"""A small index of a course, built once when it is published: which words stand on which pages, and where.

In it is what every reader of a page sees. Notes for trainers are not, nor the inside of a block that may be hard to
read: nobody meets that in an excerpt. Nor are the questions of the bank.
"""

import json
import zlib
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from lms.content.plain import Piece, Standing, pieces_of
from lms.content.schema import TRAINER, Course, Page
from lms.content.stems import EMPTY, nearest, stem, words_in

FORMAT = 1
WEIGHTS = {Standing.HEADING: 4, Standing.KEY: 3, Standing.TEXT: 1}
TITLE, CHECK, MEANT = 10, 1, 1  # what a word is worth in a page's title, in a check, or as what a term stands for
MOST = 30  # a page that says a word again and again is no better than one that says it often
EXCERPT = 180  # letters
LONGEST_QUERY = 12  # words

Excerpt = tuple[tuple[str, bool], ...]
"""Pieces of a text in order, each with whether it is a word that was asked for."""


@dataclass(frozen=True)
class IndexedPage:
    """A page that can be found: its place in the course, and its plain text without headings."""

    module_id: str
    page_id: str
    title: str
    text: str


@dataclass(frozen=True)
class Entry:
    """A word in all its forms, and what it is worth on each page, by the page's place in the index."""

    forms: tuple[str, ...]
    worth: Mapping[int, int]


@dataclass(frozen=True)
class Hit:
    """A page that was found: how many of the words asked for it has, how many of them in its title, and its worth."""

    page: IndexedPage
    words: int
    in_title: int
    worth: float

    @property
    def rank(self) -> tuple[float, ...]:
        """What comes first: all the words, then words in the title, then how much the page says of them."""
        return (-self.words, -self.in_title, -self.worth)


@dataclass(frozen=True)
class Index:
    """The pages of a course, and its words by what they have in common."""

    pages: tuple[IndexedPage, ...]
    entries: Mapping[str, Entry]

    def find(self, query: str, *, only: Callable[[IndexedPage], bool] = lambda _: True) -> list[Hit]:
        """The pages that have any of these words, the best first; those of `only` alone."""
        asked = self._asked(query)
        numbers = sorted({number for entry in asked.values() for number in entry.worth})
        hits = [self._hit(number, asked) for number in numbers if only(self.pages[number])]
        return sorted(hits, key=lambda hit: hit.rank)

    def excerpt(self, page: IndexedPage, query: str) -> Excerpt:
        """The stretch of the page's text that has most of these words; its beginning where it has none."""
        return _excerpt(page.text, [form for entry in self._asked(query).values() for form in entry.forms])

    def meant(self, query: str) -> str:
        """The query with each word that the course does not know in place of the nearest that it does; empty where
        there is nothing to put right."""
        words = [word for word in words_in(query) if word not in EMPTY]
        known = [self._known(word) for word in words]
        return " ".join(known) if known != words and all(known) else ""

    def _known(self, word: str) -> str:
        if stem(word) in self.entries:
            return word
        forms = (form for entry in self.entries.values() for form in entry.forms)
        return nearest(word, forms) or ""

    def _asked(self, query: str) -> dict[str, Entry]:
        stems = dict.fromkeys(stem(word) for word in words_in(query) if word not in EMPTY)
        return {each: self.entries[each] for each in list(stems)[:LONGEST_QUERY] if each in self.entries}

    def _hit(self, number: int, asked: Mapping[str, Entry]) -> Hit:
        page = self.pages[number]
        here = {stem: entry for stem, entry in asked.items() if number in entry.worth}
        title = {stem(word) for word in words_in(page.title)}
        rarity = {each: 1 + log(len(self.pages) / len(entry.worth)) for each, entry in here.items()}
        return Hit(
            page,
            words=len(here),
            in_title=len(title & here.keys()),
            worth=sum(entry.worth[number] * rarity[each] for each, entry in here.items()),
        )


def build(course: Course) -> Index:
    """The index of this course."""
    pages = [(module.id, page) for module in course.modules for page in module.pages]
    names = [(_words(term.term), _words(term.meaning.split(".")[0])) for term in course.glossary]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    worth: dict[str, Counter[int]] = defaultdict(Counter)
    indexed = []
    for number, (module_id, page) in enumerate(pages):
        pieces = [piece for html in _seen(page) for piece in pieces_of(html)]
        for words, weight in _weighed(page, pieces, names):
            for word in words_in(words):
                if word not in EMPTY:
                    forms[stem(word)][word] += 1
                    worth[stem(word)][number] += weight
        indexed.append(IndexedPage(module_id, page.id, page.title, _joined(pieces)))
    return Index(tuple(indexed), _entries(forms, worth))


def _entries(forms: Mapping[str, Counter[str]], worth: Mapping[str, Counter[int]]) -> dict[str, Entry]:
    """Every word, what is said most often first: of two that a slip may have meant, that is the likelier."""
    return {
        each: Entry(
            tuple(form for form, _ in forms[each].most_common()),
            {number: min(value, MOST) for number, value in worth[each].items()},
        )
        for each in sorted(forms, key=lambda each: (-forms[each].total(), each))
    }


def _weighed(page: Page, pieces: Iterable[Piece], names: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """The words of a page, each piece with what it is worth. Where it has a term of the glossary without what that
    stands for, or the other way round, it is found by both."""
    weighed = [(page.title, TITLE)]
    weighed += [(piece.words, WEIGHTS[piece.stands]) for piece in pieces]
    weighed += [(check.title, CHECK) for check in page.checks]
    said = _words(" ".join(words for words, _ in weighed))
    for term, meaning in names:
        if (term in said) != (meaning in said):
            weighed.append((meaning if term in said else term, MEANT))
    return weighed


def _words(text: str) -> str:
    """The words in a row, each with a space on both sides, so that whole words are found in it."""
    return f" {' '.join(words_in(text))} "


def _seen(page: Page) -> list[str]:
    return [block.html for block in page.blocks if block.html and TRAINER not in block.audience]


def _joined(pieces: Iterable[Piece]) -> str:
    """What stands between the headings as one text; what ends without a stop, as in a list, is set off."""
    texts = [piece.words for piece in pieces if piece.stands is not Standing.HEADING]
    return " ".join(text if text[-1] in ".?!:;,…" else f"{text};" for text in texts).rstrip(";")


def _excerpt(text: str, forms: Sequence[str]) -> Excerpt:
    """About two lines of the text, cut between words."""
    starts = sorted(_places(text, forms)) or [0]
    best = max(starts, key=lambda start: (bisect(starts, start + EXCERPT * 2 // 3) - bisect(starts, start), -start))
    start = text.rfind(" ", 0, max(0, best - EXCERPT // 4)) + 1
    end = len(text) if start + EXCERPT >= len(text) else text.rfind(" ", start, start + EXCERPT)
    stretch = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return tuple((words, marked) for words, marked in _marked(stretch, forms) if words)


def _marked(stretch: str, forms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    last = 0
    for start, end in sorted(_places(stretch, forms).items()):
        yield stretch[last:start], False
        yield stretch[start:end], True
        last = end
    yield stretch[last:], False


def _places(text: str, forms: Sequence[str]) -> dict[int, int]:
    """Where any of these words begins in the text, and where it ends. A pattern would take twenty times as long."""
    found = {}
    lower = _lower(text)
    for form in forms:
        start = lower.find(form)
        while start >= 0:
            end = start + len(form)
            if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum()):
                found[start] = end
            start = lower.find(form, end)
    return found


def _lower(text: str) -> str:
    """In lower case, letter by letter; the few letters that would become two stay as they are."""
    lower = text.lower().replace("’", "'")
    return (
        lower if len(lower) == len(text) else "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    )


def dump(index: Index) -> bytes:
    """The index as it is stored."""
    pages = [[page.module_id, page.page_id, page.title, page.text] for page in index.pages]
    entries = {each: [entry.forms, list(entry.worth.items())] for each, entry in index.entries.items()}
    return zlib.compress(json.dumps([FORMAT, pages, entries], ensure_ascii=False, separators=(",", ":")).encode(), 9)


def load(stored: bytes) -> Index | None:
    """The index as it was stored; None where another release stored it in another form."""
    format_, pages, entries = json.loads(zlib.decompress(stored))
    if format_ != FORMAT:
        return None
    return Index(
        tuple(IndexedPage(*page) for page in pages),
        {each: Entry(tuple(forms), dict(worth)) for each, (forms, worth) in entries.items()},
    )
