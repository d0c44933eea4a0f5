"""The few files a certificate is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lms.certificates.rules.faces import NAME_FACES

FOLDER = Path(__file__).parents[3] / "static" / "certificates"
NAME_FONTS = Path(__file__).with_name("name_fonts")
BASE = "https://certificate.invalid/"  # never resolves; only a place for relative addresses to start from


@cache
def own_files() -> Mapping[str, bytes]:
    """The style sheet, drawings and fonts that belong to every certificate, by name."""
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in {".css", ".svg", ".woff2"}}


def read_file(file_name: str) -> bytes:
    """One of them, or a font for names alone: those are many and seldom needed, so they are read when asked for."""
    if any(face.file == file_name for face in NAME_FACES):
        return (NAME_FONTS / file_name).read_bytes()
    return own_files()[file_name]
