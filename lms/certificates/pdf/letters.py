"""Which letter each glyph stands for, so that what is copied or read aloud from the PDF is what was frozen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont

from lms.certificates.pdf.assets import own_files
from lms.certificates.pdf.fonts import REGULAR, SEMIBOLD


def name_letters(_document: Any, pdf: Any) -> None:
    """Map each glyph to a character that the font has for it; a finisher for WeasyPrint, before the file is closed.

    WeasyPrint maps a glyph to the part of the text it was first drawn for. Where an accented letter is drawn as base
    and accents, as in Yoruba, that part is not what the glyph shows.
    """
    by_reference = {thing.reference: thing for thing in pdf.objects}
    for thing in pdf.objects:
        if isinstance(thing, dict) and "ToUnicode" in thing:
            letters = _letters_of_glyphs(SEMIBOLD if b"Semi" in thing["BaseFont"] else REGULAR)
            lines = by_reference[thing["ToUnicode"]].stream
            lines[:] = [_ENTRY.sub(partial(_named, letters), line) for line in lines]


_ENTRY = re.compile(rb"^<(?P<glyph>[0-9a-f]{4})> <(?P<text>[0-9a-f]*)>$")


def _named(letters: dict[int, list[str]], entry: re.Match[bytes]) -> bytes:
    """An entry of the map as it is when the font has its text for that glyph; otherwise with what the font has."""
    glyph, text = entry["glyph"], bytes.fromhex(entry["text"].decode()).decode("utf-16-be")
    known = letters.get(int(glyph, 16), [text])
    is_shown = any(text in (letter, unicodedata.normalize("NFKC", letter)) for letter in known)  # "ff" is drawn as one
    letter = text if is_shown else known[0]
    return b"<" + glyph + b"> <" + letter.encode("utf-16-be").hex().encode() + b">"


@cache
def _letters_of_glyphs(file_name: str) -> dict[int, list[str]]:
    font = TTFont(BytesIO(own_files()[file_name]))
    letters: dict[int, list[str]] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        letters.setdefault(font.getGlyphID(glyph), []).append(chr(code))
    return letters
