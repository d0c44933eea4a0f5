"""Drawing the sheet: frozen values in, PDF/UA-1 bytes out, the same bytes for the same values."""

from __future__ import annotations

import math
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, Document
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.pdf.assets import BASE
from lms.certificates.pdf.drawings import drawings
from lms.certificates.pdf.fetcher import OwnFilesOnly
from lms.certificates.pdf.fonts import MissingGlyphsError, width_of
from lms.certificates.pdf.letters import Letters
from lms.certificates.pdf.source import Source
from lms.certificates.rules.faces import HOUSE, Face, faces_for, missing_from_name, missing_from_text
from lms.certificates.rules.number import grouped
from lms.certificates.rules.printed import Printed
from lms.certificates.rules.script import direction_of

TEMPLATES = Path(__file__).parents[3] / "templates"
LINE = 162 / 25.4 * 72  # points between the margins
NAME_SIZES = (35, 28, 22)
WRAPPED_SIZES = {22: 2, 16: 5, 12: 99}  # for one that has to wrap: the most lines at each size
FULLNESS = 0.9  # of a line, where it ends between words
NAME_TRACKING = -0.02
# How the sheet can be set, the roomiest first, and the most outcomes it may hold: to try what cannot fit takes long.
# The last may run on to a second sheet.
DENSITIES = {"roomy": 6, "snug": 9, "full": 16, "dense": 32, "flowing": math.inf}

_drawing = Lock()  # one font configuration, one drawing at a time


def draw_certificate(printed: Printed, *, number: str, issued_at: datetime, check_address: str) -> bytes:
    """The certificate as PDF/UA-1: tagged, en-GB, fonts embedded.

    `check_address` is the page where anybody can check it; the QR code adds the number after `#`, which no browser
    sends. Raises MissingGlyphsError rather than borrow a font that we do not ship.
    """
    page = sheet_html(printed, number=number, issued_at=issued_at, check_address=check_address)
    if lacking := missing_from_name(printed.name) + missing_from_text(_text_of(printed)):
        raise MissingGlyphsError(lacking)
    faces = faces_for(printed.name)
    with _drawing:
        document = _fitted(page, len(printed.outcomes), faces, drawings(f"{check_address}#{grouped(number)}"))
        letters = Letters(printed.name, faces, printed.language)
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, finisher=letters))


def sheet_html(printed: Printed, *, number: str, issued_at: datetime, check_address: str) -> str:
    """The sheet as HTML, everything escaped; DENSITY stands where the density goes."""
    return (
        _templates()
        .get_template("pdf/certificate.html")
        .render(
            printed=printed,
            columns=_columns(printed.outcomes),
            number=grouped(number),
            issued_at=issued_at.isoformat(timespec="seconds"),
            check_address=check_address.partition("://")[2],
            name_size=name_size(printed.name),
            direction=direction_of(printed.name),
        )
    )


def _columns(outcomes: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The outcomes as lists: two, to stand side by side, where there are too many for one."""
    half = (len(outcomes) + 1) // 2
    return (outcomes[:half], outcomes[half:]) if len(outcomes) > DENSITIES["full"] else (outcomes,)


def name_size(name: str) -> int:
    """The largest size in points at which the name stands on one line; a smaller one the more lines it needs."""
    faces = faces_for(name)
    widths = {size: width_of(name, faces, points=size, tracking=tracking(faces)) for size in NAME_SIZES}
    fitting = (size for size, width in widths.items() if width <= LINE)
    lines = widths[NAME_SIZES[-1]] / NAME_SIZES[-1] / LINE / FULLNESS
    return next(fitting, next(size for size, most in WRAPPED_SIZES.items() if size * lines <= most))


def tracking(faces: tuple[Face, ...]) -> float:
    """Room taken between letters, in em: none where letters join or stand in squares."""
    return NAME_TRACKING if all(face.is_roman for face in faces) else 0.0


def _fitted(page: str, outcomes: int, faces: tuple[Face, ...], images: dict[str, Any]) -> Document:
    """The roomiest layout that keeps to one sheet."""
    styles = [_style(), _name_style(faces)] if faces else [_style()]
    for density in (name for name, most in DENSITIES.items() if outcomes <= most):
        source = page.replace('<body class="', f'<body class="{density} ', 1)
        document = Source(source).render(font_config=_fonts(), stylesheets=styles, cache=images)
        if len(document.pages) == 1:
            break
    return document


def _text_of(printed: Printed) -> str:
    parts = [printed.title, printed.small_print, *printed.outcomes]
    return "".join([*parts, *(module.title for module in printed.modules)])


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    return CSS(url=f"{BASE}certificate.css", url_fetcher=OwnFilesOnly(), font_config=_fonts())


@lru_cache(maxsize=100)
def _name_style(faces: tuple[Face, ...]) -> CSS:
    """The fonts that a name needs beside the house's own; each is loaded by the first name that needs it."""
    loaded = "".join(
        f'@font-face{{font-family:"{each.family}";font-weight:600;src:url({each.file})}}' for each in faces
    )
    first = sorted((HOUSE, *faces), key=lambda face: not face.is_roman)
    families = ",".join(f'"{face.family}"' for face in first)
    room = "" if all(face.is_roman for face in faces) else "letter-spacing:0;"
    room += "line-height:1.5;" if any(face.is_tall for face in faces) else ""
    style = f"{loaded}h1[dir]{{font-family:{families};{room}}}"
    return CSS(string=style, base_url=BASE, url_fetcher=OwnFilesOnly(), font_config=_fonts())
