"""Our HTML of CommonMark's examples beside what the specification says: elements, words and where links lead."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

from bench.foreign.trying import Tried, Watched, try_text

INLINE = {"a", "em", "strong", "code", "img", "br"}
KEPT = {"href", "src", "alt", "start"}
PLAIN = str.maketrans("“”‘’", "\"\"''")  # quotation marks are set as a printer would
SHORT = re.compile(r"(?<=[(<\"])/(?:url|uri)\d?(?=[ )\">])")  # as in [link](/uri): no page of ours has such an address
ELSEWHERE = "https://elsewhere.example"


@dataclass
class Section:
    """What became of a section's examples."""

    counts: Counter[str] = field(default_factory=Counter)
    otherwise: list[Tried] = field(default_factory=list)


def by_section(results: Iterable[Tried], bench: Watched) -> dict[str, Section]:
    """For each section how many examples are the same, otherwise, or refused with a reason. An example that is refused
    for where its links lead is tried again with addresses that may stand here."""
    sections: dict[str, Section] = {}
    for tried in results:
        if tried.text.section:
            section = sections.setdefault(tried.text.section, Section())
            tried = _with_addresses(tried, bench)
            fate = "refused" if tried.reasons else "same" if _same(tried) else "otherwise"
            section.counts[fate] += 1
            section.otherwise += [tried] if fate == "otherwise" else []
    return sections


def _with_addresses(tried: Tried, bench: Watched) -> Tried:
    written = tried.text.data.decode()
    if not tried.reasons or not SHORT.search(written):
        return tried
    html = SHORT.sub(lambda short: ELSEWHERE + short[0], tried.text.html)
    data = SHORT.sub(lambda short: ELSEWHERE + short[0], written).encode()
    return try_text(replace(tried.text, data=data, html=html), bench)


def _same(tried: Tried) -> bool:
    return normal(drawn_html(tried)) == normal(tried.text.html)


def drawn_html(tried: Tried) -> str:
    """The pages of an example as one text; the first has a title of ours."""
    pages = [drawn.page for drawn in tried.drawn if drawn.page]
    titles = ["", *(f"<h1>{escape(page.title)}</h1>" for page in pages[1:])]
    return "".join(
        title + "".join(block.html for block in page.blocks) for title, page in zip(titles, pages, strict=False)
    )


def normal(html: str) -> Sequence[str]:
    """HTML without what does not matter: classes, ids, blanks between blocks, how quotation marks are set."""
    return _Normal(html).parts


class _Normal(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._words = ""
        self.feed(html)
        self.close()
        self._end_words()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted(f"{name}={value}" for name, value in attrs if name in KEPT)
        self._tag(tag, f"<{' '.join([tag, *kept])}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._tag(tag, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._words += data

    def _tag(self, tag: str, whole: str) -> None:
        if tag in INLINE:
            self._words += whole
        else:
            self._end_words()
            self.parts.append(whole)

    def _end_words(self) -> None:
        words = " ".join(self._words.translate(PLAIN).split())
        self.parts += [words] if words else []
        self._words = ""
