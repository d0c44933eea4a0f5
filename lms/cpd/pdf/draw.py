"""The child: a sheet comes in on standard input, a PDF/UA-1 goes out. It opens no address and writes no file."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.pdf.assets import BASE
from lms.certificates.pdf.fetcher import OwnFilesOnly
from lms.certificates.rules.faces import HOUSE, TEXT_FILE, Face, faces_for, missing_from_name
from lms.certificates.rules.script import direction_of

ROOT = Path(__file__).resolve().parents[3]
STYLE = ROOT / "static" / "cpd" / "record.css"
INSTEAD = "?"
SOME_LEFT_OUT = f"Letters that this file cannot show stand as {INSTEAD}. The CSV has them."


def draw(sheet: Mapping[str, Any]) -> bytes:
    """The sheet as PDF/UA-1: tagged, en-GB, fonts embedded, none but those that come with us."""
    words = "".join(_strings(sheet))
    lacking = {each for each in missing_from_name(words) if not each.isspace()}
    shown = _shown(sheet, lacking) if lacking else sheet
    faces = faces_for(words)
    fonts = FontConfiguration()
    notes = [*shown["notes"], SOME_LEFT_OUT] if lacking else shown["notes"]
    page = _template().render(sheet={**shown, "notes": notes}, direction_of=direction_of)
    source = HTML(string=page, base_url=BASE, url_fetcher=OwnFilesOnly())
    styles = [_css(text, fonts) for text in (STYLE.read_text("utf-8"), _faces(faces))]
    return bytes(source.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True))


def _strings(value: Any) -> list[str]:
    """Every text within plain values."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, Mapping) else value
    return [text for each in inside for text in _strings(each)]


def _shown(value: Any, lacking: set[str]) -> Any:
    """The same values with something else in place of what no font of ours has."""
    if isinstance(value, str):
        return "".join(INSTEAD if each in lacking else each for each in value)
    if isinstance(value, Mapping):
        return {name: _shown(each, lacking) for name, each in value.items()}
    return [_shown(each, lacking) for each in value]


def _faces(faces: tuple[Face, ...]) -> str:
    """The house's own fonts, and after them those for other scripts."""
    own = ((HOUSE.family, 400, TEXT_FILE), (HOUSE.family, 600, HOUSE.file))
    files = (*own, *((each.family, 400, each.file) for each in faces))
    loaded = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({file})}}' for family, weight, file in files
    )
    families = ",".join(f'"{each.family}"' for each in (HOUSE, *faces))
    return f"{loaded}html{{font-family:{families}}}"


def _css(text: str, fonts: FontConfiguration) -> CSS:
    return CSS(string=text, base_url=BASE, url_fetcher=OwnFilesOnly(), font_config=fonts)


def _template() -> Any:
    templates = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template("pdf/record.html")


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.loads(sys.stdin.buffer.read())))
