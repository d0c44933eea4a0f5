"""Which letter each glyph stands for, so that what is copied or read aloud from the PDF is what was frozen."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import Any

import pydyf  # type: ignore[import-untyped]

from lms.certificates.pdf.fonts import MissingGlyphsError, letters_of_glyphs
from lms.certificates.rules.faces import HOUSE, TEXT_FILE, Face

_SHAPELESS = "\u200b"  # for the part of a letter that has no character of its own


class Letters:
    """A finisher for WeasyPrint that puts the letters right, before the file is closed."""

    def __init__(self, name: str, faces: tuple[Face, ...], language: str) -> None:
        """`faces` are what the name is drawn in beside the house's own; `language` may be empty."""
        self._name, self._faces, self._language = name, faces, language

    def __call__(self, document: Any, pdf: Any) -> None:
        """Map each glyph to a character that the font has for it, and say the name whole where glyphs cannot.

        Raises MissingGlyphsError where a box stands in place of a letter.

        WeasyPrint maps a glyph to the part of the text it was first drawn for. Where an accented letter is drawn as
        base and accents, as in Yoruba, that part is not what the glyph shows. Where letters change places or run from
        the right, no order of glyphs is the name: there the name itself stands beside them.
        """
        if boxes := [text for font in document.fonts.values() for text in _boxes(font)]:
            raise MissingGlyphsError("".join(boxes))
        things = {thing.reference: thing for thing in pdf.objects}
        for thing in pdf.objects:
            if isinstance(thing, dict) and "ToUnicode" in thing:
                self._name_glyphs(thing["BaseFont"], things[thing["ToUnicode"]].stream)
            if isinstance(thing, dict) and thing.get("S") == "/H1":
                self._say_name(thing, things)

    def _name_glyphs(self, font: bytes, lines: list[bytes]) -> None:
        face = next((face for face in self._faces if _family_in_pdf(face) in font), None)
        if face is not None and face.is_wide:
            return
        file = face.file if face else (HOUSE.file if _family_in_pdf(HOUSE) in font else TEXT_FILE)
        name = _fill if face is not None and not face.is_roman else _named
        lines[:] = [_ENTRY.sub(partial(name, letters_of_glyphs(file)), line) for line in lines]

    def _say_name(self, heading: Any, things: dict[bytes, Any]) -> None:
        if self._language:
            heading["Lang"] = pydyf.String(self._language)
        if not needs_saying(self._name):
            return
        heading["ActualText"] = pydyf.String(self._name)
        marks = [mark for line in heading["K"] for mark in things[line]["K"]]
        page = next(thing for thing in things.values() if isinstance(thing, pydyf.Stream) and _marked(thing))
        for place, mark in enumerate(marks):  # on its first line; on the others nothing is left to say
            _marked(page)[mark]["ActualText"] = pydyf.String("" if place else self._name)


def needs_saying(name: str) -> bool:
    """Whether the glyphs one after another may not be the name: marks, and letters of other scripts than ours."""
    return any(unicodedata.category(letter).startswith("M") or not HOUSE.covers(letter) for letter in name)


def _boxes(font: Any) -> list[str]:
    """What a font drew as the glyph that means "no glyph"."""
    return [font.to_unicode[0]] if 0 in font.to_unicode else [chr(code) for code in font.missing]


_ENTRY = re.compile(rb"^<(?P<glyph>[0-9a-f]{4})> <(?P<text>[0-9a-f]*)>$")


def _family_in_pdf(face: Face) -> bytes:
    return b"+" + face.family.replace(" ", "-").encode() + b"-Semi-Bold"


def _marked(stream: Any) -> dict[int, Any]:
    """The properties of what is marked in a stream, by number."""
    return {part["MCID"]: part for part in stream.stream if isinstance(part, dict) and "MCID" in part}


def _named(letters: dict[int, list[str]], entry: re.Match[bytes]) -> bytes:
    """An entry of the map as it is when the font has its text for that glyph; otherwise with what the font has."""
    text = _text_of(entry)
    known = letters.get(int(entry["glyph"], 16), [text])
    is_shown = any(text in (letter, unicodedata.normalize("NFKC", letter)) for letter in known)  # "ff" is drawn as one
    return _entry(entry, text if is_shown else known[0])


def _fill(letters: dict[int, list[str]], entry: re.Match[bytes]) -> bytes:
    """The entry of a glyph that shares its letters with the next: what it is by itself, or else nothing to see."""
    return _entry(entry, _text_of(entry) or letters.get(int(entry["glyph"], 16), [_SHAPELESS])[0])


def _text_of(entry: re.Match[bytes]) -> str:
    return bytes.fromhex(entry["text"].decode()).decode("utf-16-be")


def _entry(entry: re.Match[bytes], text: str) -> bytes:
    return b"<" + entry["glyph"] + b"> <" + text.encode("utf-16-be").hex().encode() + b">"
