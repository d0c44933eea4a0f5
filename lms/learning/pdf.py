"""Drawing a module: plain values in, PDF/UA-1 bytes out, the same bytes for the same values.

In the same way as a certificate, from its fonts, and from a style sheet of its own; nothing is fetched but the
pictures that are handed in.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from lms.certificates.pdf.assets import BASE
from lms.certificates.pdf.fetcher import OwnFilesOnly
from lms.certificates.pdf.source import Source
from lms.certificates.rules.faces import HOUSE, NAME_FACES

if TYPE_CHECKING:
    from lms.learning.presenters.handout import Handout

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "static" / "learning" / "module.css"
FACES = """
@font-face { font-family: "Source Sans 3"; font-weight: 400; src: url(source-sans-3-regular.woff2); }
@font-face { font-family: "Source Sans 3"; font-weight: 600; src: url(source-sans-3-semibold.woff2); }
@font-face { font-family: "Noto Sans"; font-weight: 400 600; src: url(noto-sans.ttf); }
"""  # files of the certificates' room and of the fonts' packages, so no path from the style sheet leads to them
SECOND_FACE = NAME_FACES[0]  # for the few letters that the house face lacks
STAND_IN = "?"  # for those that both lack: no font of the machine is borrowed

_drawing = Lock()  # one font configuration, one drawing at a time


class OwnPictures(OwnFilesOnly):
    """The fonts, and the pictures of this module; nothing else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """The picture or font at this address; RefusedAddressError for any other."""
        name = url.removeprefix(BASE)
        if url.startswith(BASE) and name in self._pictures:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, self._pictures[name], {"Content-Type": kind})
        return super().fetch(url, headers)


class ModuleSource(Source):
    """The module's HTML, which is well-formed too."""

    def __init__(self, page: str, pictures: Mapping[str, bytes]) -> None:
        super().__init__(page)
        self.url_fetcher = OwnPictures(pictures)


def draw_module(handout: Handout, pictures: Mapping[str, bytes]) -> bytes:
    """The module as PDF/UA-1: tagged, en-GB, fonts embedded. `pictures` are the images that it names."""
    page = drawable(module_html(handout))
    with _drawing:
        document = ModuleSource(page, pictures).render(font_config=_fonts(), stylesheets=[_style()])
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))


def module_html(handout: Handout) -> str:
    """The module as HTML, everything escaped but the course's own finished text."""
    return _templates().get_template("pdf/module.html").render(handout=handout)


def drawable(text: str) -> str:
    """The text with a stand-in for each character that no font of ours for running text has."""
    return "".join(
        each if each in "\n\t" or HOUSE.covers(each) or SECOND_FACE.covers(each) else STAND_IN for each in text
    )


@cache
def _templates() -> Environment:
    folder = ROOT / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    style = STYLE.read_text("utf-8")
    return CSS(string=FACES + style, base_url=BASE, url_fetcher=OwnFilesOnly(), font_config=_fonts())
