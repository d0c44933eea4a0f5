"""Drawing a pocket card: one page of A6 as PDF/UA-1, from files of ours alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

from fontTools.ttLib import TTFont
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, Document
from weasyprint.text.fonts import FontConfiguration

from lms.paper import OwnFiles, Sheet
from lms.referrals.rules.cards import Card

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://card.invalid/"  # never resolves
STYLE = "referrals/card.css"
TEXT_FONT, BOLD_FONT = (f"certificates/source-sans-3-{weight}.woff2" for weight in ("regular", "semibold"))

_drawing = Lock()  # one font configuration, one drawing at a time


def draw_card(card: Card) -> bytes:
    """The card on one page, tagged, en-GB, fonts embedded; with fewer local lines where they find no room."""
    with _drawing:
        return bytes(_fitted(card).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))


def _fitted(card: Card) -> Document:
    for fitting in _ever_shorter(card):
        page = _templates().get_template("pdf/card.html").render(card=fitting)
        document = Sheet(page, BASE, _files()).render(font_config=_fonts(), stylesheets=[_style()])
        if len(document.pages) == 1:
            break
    return document


def printable(text: str) -> str:
    """The text with a question mark for what our font lacks, rather than borrow one of the machine's."""
    return "".join(letter if ord(letter) in _letters() else "?" for letter in text)


def _ever_shorter(card: Card) -> Iterator[Card]:
    for count in range(len(card.lines), -1, -1):
        yield replace(card, lines=card.lines[:count], others=card.others + len(card.lines) - count)


def _files() -> OwnFiles:
    return OwnFiles(BASE, _own_files(), _own_files().__getitem__)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    return CSS(url=f"{BASE}{STYLE}", url_fetcher=_files(), font_config=_fonts())


@cache
def _own_files() -> dict[str, bytes]:
    return {name: (ROOT / "static" / name).read_bytes() for name in (STYLE, TEXT_FONT, BOLD_FONT)}


@cache
def _letters() -> frozenset[int]:
    fonts = (TTFont(BytesIO(_own_files()[name])) for name in (TEXT_FONT, BOLD_FONT))
    return frozenset.intersection(*(frozenset(font.getBestCmap()) for font in fonts))


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters["printable"] = printable
    return environment
