"""Files made for one person: never kept by a cache, never opened as a page."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from flask import Response, stream_with_context

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets read UTF-8 as something else
LINES_AT_ONCE = 200
STARTS_A_FORMULA = frozenset("=+-@\t\r")


def send_bytes(data: bytes, filename: str, mimetype: str) -> Response:
    """A download under a neutral file name."""
    response = Response(data, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Content-Length"] = str(len(data))
    return response


def send_csv(lines: Iterable[Sequence[str]], filename: str) -> Response:
    """A CSV file that is sent while it is made; its first line goes out before the second is asked for."""
    response = Response(stream_with_context(csv_text(lines)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def csv_text(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file in pieces: UTF-8 for spreadsheets, and no cell that one would run as a formula."""
    waiting = iter(lines)
    yield BYTE_ORDER_MARK + _written(islice(waiting, 1))
    while piece := _written(islice(waiting, LINES_AT_ONCE)):
        yield piece


def _written(lines: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    # What a spreadsheet would take for a formula begins with an apostrophe.
    harmless = [[f"'{cell}" if cell[:1] in STARTS_A_FORMULA else cell for cell in line] for line in lines]
    csv.writer(text).writerows(harmless)
    return text.getvalue()
