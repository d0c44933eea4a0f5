"""Drawing the sheet: frozen values in, PDF/UA-1 bytes out, the same bytes for the same values."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.pdf.assets import BASE
from lms.certificates.pdf.fetcher import OwnFilesOnly
from lms.certificates.pdf.fonts import MissingGlyphsError, missing_characters, width_of
from lms.certificates.pdf.letters import name_letters
from lms.certificates.rules.number import grouped
from lms.certificates.rules.printed import Printed

TEMPLATES = Path(__file__).parents[3] / "templates"
LINE = 162 / 25.4 * 72  # points between the margins
NAME_SIZES = (35, 28, 22)
NAME_TRACKING = -0.02
DENSITIES = ("roomy", "snug", "flowing")  # the last may run on to a second sheet
INK = "#0b3238"

_drawing = Lock()  # one font configuration, one drawing at a time


def draw_certificate(printed: Printed, *, number: str, issued_at: datetime, check_address: str) -> bytes:
    """The certificate as PDF/UA-1: tagged, en-GB, fonts embedded.

    `check_address` is the page where anybody can check it; the QR code adds the number after `#`, which no browser
    sends. Raises MissingGlyphsError rather than borrow a font that we do not ship.
    """
    page = sheet_html(printed, number=number, issued_at=issued_at, check_address=check_address)
    if lacking := missing_characters(_text_of(printed)):
        raise MissingGlyphsError(lacking)
    with _drawing:
        document = _fitted(page, OwnFilesOnly({"qr.svg": qr_svg(f"{check_address}#{grouped(number)}")}))
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, finisher=name_letters))


def sheet_html(printed: Printed, *, number: str, issued_at: datetime, check_address: str) -> str:
    """The sheet as HTML, everything escaped; DENSITY stands where the density goes."""
    return (
        _templates()
        .get_template("pdf/certificate.html")
        .render(
            printed=printed,
            number=grouped(number),
            issued_at=issued_at.isoformat(timespec="seconds"),
            check_address=check_address.partition("://")[2],
            name_size=name_size(printed.name),
        )
    )


def name_size(name: str) -> int:
    """The largest size in points at which the name stands on one line; the smallest if it has to wrap."""
    fitting = (size for size in NAME_SIZES if width_of(name, points=size, tracking=NAME_TRACKING) <= LINE)
    return next(fitting, NAME_SIZES[-1])


def qr_svg(address: str) -> bytes:
    """A QR code of the address, as a drawing in the colour of the certificate."""
    code = segno.make(address, error="m", micro=False)
    svg: str = code.svg_inline(scale=4, border=0, dark=INK, light=None, omitsize=True)
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()


def _fitted(page: str, fetcher: OwnFilesOnly) -> Document:
    """The roomiest layout that keeps to one sheet."""
    for density in DENSITIES:
        source = page.replace('<body class="', f'<body class="{density} ', 1)
        html = HTML(string=source, base_url=BASE, url_fetcher=fetcher)
        document = html.render(font_config=_fonts(), stylesheets=[_style()])
        if len(document.pages) == 1:
            break
    return document


def _text_of(printed: Printed) -> str:
    parts = [printed.name, printed.title, printed.small_print, *printed.outcomes]
    return "".join([*parts, *(module.title for module in printed.modules)])


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    fetcher = OwnFilesOnly()
    return CSS(url=f"{BASE}certificate.css", url_fetcher=fetcher, font_config=_fonts())
