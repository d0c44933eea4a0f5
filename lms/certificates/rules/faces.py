"""Which typeface writes which letters of a name, from a table that was read off the fonts once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COVERAGE = Path(__file__).with_name("coverage.txt")
_UNSEEN = "\u200c\u200d"  # joiners shape the letters beside them and have no shape of their own


@dataclass(frozen=True)
class Face:
    """One typeface: its family and its file.

    A `tall` one stacks marks or joins its letters, so it needs more room between lines and none taken between
    letters. A `wide` one writes each character in a square. A `roman` one takes the house face's whole place, because
    one word in two faces looks like a mistake.
    """

    family: str
    file: str
    is_tall: bool = False
    is_wide: bool = False
    is_roman: bool = False

    def covers(self, character: str) -> bool:
        """Whether the font has this character."""
        starts, ends = _coverage()[self.file]
        place = bisect_right(starts, ord(character)) - 1
        return place >= 0 and ord(character) <= ends[place]


def _of_script(name: str, **shape: bool) -> Face:
    return Face(f"Noto Sans {name}", f"noto-sans-{name.lower()}.ttf", **shape)


HOUSE = Face("Source Sans 3", "source-sans-3-semibold.woff2")
TEXT_FILE = "source-sans-3-regular.woff2"
NAME_FACES = (
    Face("Noto Sans", "noto-sans.ttf", is_roman=True),
    *(_of_script(name) for name in ("Armenian", "Georgian", "Hebrew")),
    *(_of_script(name, is_tall=True) for name in (
        "Arabic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
        "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic",
    )),
    Face("Noto Sans CJK", "noto-sans-cjk.otf", is_wide=True),
)  # fmt: skip


def faces_for(name: str) -> tuple[Face, ...]:
    """The faces that a name needs beside the house's own: none for most, one for almost all others."""
    needed = {_face_of(character) for character in _without_house(name)}
    return tuple(face for face in NAME_FACES if face in needed)


def missing_from_name(name: str) -> str:
    """The characters of a name that no shipped font has, each once, in order; empty if all can be printed."""
    return "".join(dict.fromkeys(each for each in _without_house(name) if _face_of(each) is None))


def missing_from_text(text: str) -> str:
    """The same for what stands beside the name, which the house face writes alone."""
    return "".join(dict.fromkeys(_without_house(text)))


def _without_house(text: str) -> list[str]:
    return [each for each in text if each not in _UNSEEN and not HOUSE.covers(each)]


def _face_of(character: str) -> Face | None:
    return next((face for face in NAME_FACES if face.covers(character)), None)


@cache
def _coverage() -> dict[str, tuple[Sequence[int], Sequence[int]]]:
    """First and last of every run of characters that each file has."""
    table: dict[str, tuple[Sequence[int], Sequence[int]]] = {}
    for line in COVERAGE.read_text("ascii").splitlines():
        file, *runs = line.split()
        pairs = [run.partition("-") for run in runs]
        table[file] = ([int(a, 16) for a, _, _ in pairs], [int(b or a, 16) for a, _, b in pairs])
    return table
