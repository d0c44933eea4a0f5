"""A page's finished HTML as it goes on paper: well-formed, with nothing to click, open or close.

Links say where they lead instead: the page of the module, or the address of a source. A block that may be hard to
read is represented by its summary, unless it was asked for.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from lms.content.plain import VOID
from lms.content.schema import STAND_ASIDE

LEFT_OUT = "The next part may be hard to read and is left out here. In short:"
PUT_IN = "The next part may be hard to read. In short:"
OWN_PAGE = re.compile(r"/learning/[^/]+/(\d+)/(\d+)(?:#.*)?")
IMAGE = re.compile(r"/images/([0-9a-f]{32}\.\w+)")
# A page's own headings stand below the page's title, which stands below the module's.
RENAMED = {"h2": "h3", "h3": "h4", "summary": "p", "details": "div", "figure": "div", "figcaption": "p"}
CLASSES = {"nhsuk-details": "more", "nhsuk-details__text": "more-text", "nhsuk-details__summary": "more-title"}
KEPT = {"alt", "scope", "start"}


@dataclass(frozen=True)
class Paper:
    """What is printed: of which module, and whether with what may be hard to read."""

    module: int
    whole: bool

    def put(self, html: str) -> str:
        """This HTML for paper."""
        writer = _Writer(self)
        writer.feed(html)
        writer.close()
        return "".join(writer.written)


def has_hard_parts(html: str) -> bool:
    """Whether there is a block in it that may be hard to read."""
    return 'class="distressing"' in html


def images_in(html: str) -> list[str]:
    """The names of its images, as Paper writes them."""
    return IMAGE.findall(html)


class _Writer(HTMLParser):
    """Writes down what it reads, otherwise. What it meets is sanitised, so it is well-formed."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(convert_charrefs=True)
        self.paper, self.written = paper, list[str]()
        self.open: list[tuple[str, str, str]] = []  # tag as read, its class, and what is written when it closes
        self.silent = 0  # how many open elements are left out with all that is in them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "")
        if self.silent or self._is_left_out(tag, classes, given):
            if tag not in VOID:
                self.silent += 1
                self.open.append((tag, classes, ""))
            return
        if tag == "a":
            self.open.append((tag, classes, self._where(given.get("href", ""))))
            return
        name = RENAMED.get(tag, tag)
        self.written.append(f"<{name}{self._attributes(classes, given)}{'/' if tag in VOID else ''}>")
        if tag not in VOID:
            self.open.append((tag, classes, f"</{name}>"))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open:
            return
        self.written.append(self.open.pop()[2])
        self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            lead = PUT_IN if self.paper.whole else LEFT_OUT
            self.written.append(escape(lead if data == STAND_ASIDE else data, quote=False))

    def _is_left_out(self, tag: str, classes: str, given: dict[str, str]) -> bool:
        """The way back from a note, words for screen readers, and what may be hard to read."""
        way_back = tag == "a" and re.fullmatch(r"#note-\d+-from", given.get("href", ""))
        hard = tag == "details" and any(opened == "distressing" for _, opened, _ in self.open)
        return bool(way_back) or classes == "nhsuk-u-visually-hidden" or (hard and not self.paper.whole)

    def _attributes(self, classes: str, given: dict[str, str]) -> str:
        known = {name: value for name, value in given.items() if name in KEPT}
        if classes:
            known["class"] = CLASSES.get(classes, classes)
        if found := IMAGE.fullmatch(given.get("src", "")):
            known["src"] = found[1]
        return "".join(f' {name}="{escape(value)}"' for name, value in sorted(known.items()))

    def _where(self, href: str) -> str:
        """What is written after the words of a link."""
        if found := OWN_PAGE.fullmatch(href):
            module, page = int(found[1]), int(found[2])
            return f" (page {page})" if module == self.paper.module else f" (module {module}, page {page})"
        if href.startswith(("https://", "http://")):
            return f' <span class="address">({escape(href, quote=False)})</span>'
        return ""
