"""What a search has found: each page as its reader would open it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.content.search import Excerpt, Hit, Index
from lms.learning.queries import Study

MOST = 15  # more than that is not read: another word leads further


@dataclass(frozen=True)
class Result:
    """A page that was found: in a module that was begun it can be opened, otherwise the module says what is in it."""

    title: str
    place: str
    excerpt: Excerpt
    endpoint: str
    values: dict[str, str | int]


@dataclass(frozen=True)
class Found:
    """The best results of a search, how many there are in all, and what was probably meant by words unknown here."""

    words: str
    results: tuple[Result, ...]
    total: int
    meant: str


def found(words: str, studies: Sequence[Study], indexes: Mapping[int, Index]) -> Found:
    """What these words lead to in each module as this person has it: `indexes` by revision."""
    hits = [pair for study in studies for pair in _hits(words, study, indexes[study.revision.revision_id])]
    best = sorted(hits, key=lambda pair: pair[1].rank)[:MOST]
    results = tuple(_result(words, study, hit, indexes[study.revision.revision_id]) for study, hit in best)
    meant = next(filter(None, (index.meant(words) for index in indexes.values())), "")
    return Found(words, results, len(hits), meant)


def _hits(words: str, study: Study, index: Index) -> list[tuple[Study, Hit]]:
    hits = index.find(words, only=lambda page: page.module_id == study.module.id)
    return [(study, hit) for hit in hits]


def _result(words: str, study: Study, hit: Hit, index: Index) -> Result:
    number = next(page.number for page in study.module.pages if page.id == hit.page.page_id)
    values: dict[str, str | int] = {"code": study.code, "module": study.number}
    excerpt = index.excerpt(hit.page, words)
    if study.standing is None:
        place = f"Module {study.number}, page {number}. You have not started this module"
        return Result(hit.page.title, place, excerpt, "learning.show_module", values)
    place = f"Module {study.number}, page {number}"
    return Result(hit.page.title, place, excerpt, "learning.show_page", values | {"page": number})
