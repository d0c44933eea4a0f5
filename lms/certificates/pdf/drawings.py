"""The drawings of a certificate, without working out on each what is the same on all."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree

import segno
from weasyprint.images import SVGImage

from lms.certificates.pdf.assets import BASE, own_files
from lms.certificates.pdf.fetcher import OwnFilesOnly

INK = (0x0B / 255, 0x32 / 255, 0x38 / 255)
QR = f"{BASE}qr.svg"
_MASK = 2  # any of the eight is read alike; choosing the prettiest takes a tenth of the whole drawing


class Ornament(SVGImage):  # type: ignore[misc]  # the library has no types
    """A drawing that every certificate has: its strokes are worked out once a size, and repeated."""

    def __init__(self, svg: bytes) -> None:
        super().__init__(ElementTree.fromstring(svg), BASE, OwnFilesOnly(), None)
        self._strokes: dict[tuple[float, float], tuple[list[bytes], dict[str, Any]]] = {}

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw it on the stream, which as a background's has states of its own."""
        states = stream.extra["Resources"]["ExtGState"]
        if (width, height) in self._strokes:
            strokes, used = self._strokes[width, height]
            stream.stream.extend(strokes)
            states.update(used)
            return
        start = len(stream.stream)
        super().draw(stream, width, height, style)
        self._strokes[width, height] = stream.stream[start:], dict(states)


class Square:
    """The QR code of an address: a rectangle for each run of dark modules."""

    def __init__(self, address: str) -> None:
        self._rows = segno.make(address, error="m", micro=False, mask=_MASK).matrix

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[float, float, float]:
        """Width, height and their ratio, in modules."""
        return len(self._rows), len(self._rows), 1

    def draw(self, stream: Any, width: float, _height: float, _style: Any) -> None:
        """Draw it on the stream, in the colour of the certificate."""
        module = width / len(self._rows)
        stream.set_color_rgb(*INK)
        for row, modules in enumerate(self._rows):
            for start, end in dark_runs(bytes(modules)):
                stream.rectangle(start * module, row * module, (end - start) * module, module)
        stream.fill()


def dark_runs(modules: bytes) -> list[tuple[int, int]]:
    """Where each run of dark modules starts and ends in a row."""
    runs, end = [], 0
    while (start := modules.find(1, end)) >= 0:
        end = modules.find(0, start) if 0 in modules[start:] else len(modules)
        runs.append((start, end))
    return runs


def drawings(address: str) -> dict[str, Any]:
    """The drawings of one certificate by their addresses; `address` is what its square leads to."""
    return {**_ornaments(), QR: Square(address)}


@cache
def _ornaments() -> dict[str, Ornament]:
    return {f"{BASE}{name}": Ornament(data) for name, data in own_files().items() if name.endswith(".svg")}
