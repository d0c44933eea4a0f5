"""What the shipped font can write, and how wide it writes it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont

from lms.certificates.pdf.assets import own_files

REGULAR = "source-sans-3-regular.woff2"
SEMIBOLD = "source-sans-3-semibold.woff2"
_INVISIBLE = "\u200c\u200d"


class MissingGlyphsError(ValueError):
    """The shipped font lacks these characters: drawing them would borrow whatever font the machine happens to have."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"{len(characters)} characters cannot be drawn")
        self.characters = characters


@cache
def _letters(file_name: str) -> tuple[dict[str, float], float]:
    """The width of every character of a font, in em, and the width to assume of any other."""
    font = TTFont(BytesIO(own_files()[file_name]))
    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}, 1.0


def missing_characters(text: str) -> str:
    """The characters of the text that cannot be printed, each once, in order; empty if all can."""
    widths = (_letters(REGULAR)[0], _letters(SEMIBOLD)[0])
    lacking = (character for character in text if any(character not in width for width in widths))
    return "".join(dict.fromkeys(lacking))


def width_of(text: str, *, points: float, tracking: float = 0.0) -> float:
    """How many points wide a line of headings is, at this size and this tracking in em."""
    widths, otherwise = _letters(SEMIBOLD)
    return sum(widths.get(character, otherwise) + tracking for character in text) * points
