"""The few files a certificate is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "static" / "certificates"
BASE = "https://certificate.invalid/"  # never resolves; only a place for relative addresses to start from


@cache
def own_files() -> Mapping[str, bytes]:
    """The style sheet, drawings and fonts that belong to every certificate, by name."""
    return {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in {".css", ".svg", ".woff2"}}
