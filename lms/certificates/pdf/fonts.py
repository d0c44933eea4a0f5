"""What the shipped fonts have in them: the characters, how wide they are, and which glyph stands for which."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont

from lms.certificates.pdf.assets import read_file
from lms.certificates.rules.faces import HOUSE, NAME_FACES, TEXT_FILE, Face


class MissingGlyphsError(ValueError):
    """The shipped fonts lack these characters: drawing them would borrow whatever font the machine happens to have."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"{len(characters)} characters cannot be drawn")
        self.characters = characters


def width_of(name: str, faces: tuple[Face, ...], *, points: float, tracking: float = 0.0) -> float:
    """How many points wide a name is on one line, at this size and this tracking in em; never too little by much.

    Each character counts as it stands alone: joined and stacked letters are narrower.
    """
    return sum(_width(character, faces) + tracking for character in name) * points


@cache
def letters_of_glyphs(file_name: str) -> dict[int, list[str]]:
    """The characters that each glyph of a font stands for by itself."""
    font = _font(file_name)
    letters: dict[int, list[str]] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        letters.setdefault(font.getGlyphID(glyph), []).append(chr(code))
    return letters


def coverage_table() -> str:
    """Every run of characters that each font has, a line a font: what `rules/coverage.txt` must be."""
    text, head = _characters(TEXT_FILE), _characters(HOUSE.file)
    sets = {HOUSE.file: text & head} | {face.file: _characters(face.file) for face in NAME_FACES}
    return "".join(f"{' '.join((file, *_runs(codes)))}\n" for file, codes in sets.items())


def _width(character: str, faces: tuple[Face, ...]) -> float:
    if HOUSE.covers(character) and not any(face.is_roman for face in faces):
        return _widths(HOUSE.file).get(character, 0.0)
    face = next((face for face in faces if face.covers(character)), HOUSE)
    return 1.0 if face.is_wide else _widths(face.file).get(character, 0.0)


@cache
def _widths(file_name: str) -> dict[str, float]:
    font = _font(file_name)
    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _characters(file_name: str) -> set[int]:
    return set(_font(file_name).getBestCmap())


def _font(file_name: str) -> TTFont:
    return TTFont(BytesIO(read_file(file_name)))


def _runs(codes: set[int]) -> Iterator[str]:
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return (f"{start:x}-{end:x}" if end > start else f"{start:x}" for start, end in zip(starts, ends, strict=True))
