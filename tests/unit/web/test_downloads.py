"""Files for spreadsheets: sent piece by piece, UTF-8, and no cell that runs."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest

from lms.web.downloads import LINES_AT_ONCE, csv_text


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert in_the_file(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Wealdside", "5", "a=b", "Not shown", "Zoë O'Neill"])
def test_words_stay_as_they_are(cell: str) -> None:
    assert in_the_file(cell) == cell


def in_the_file(cell: str) -> str:
    rows = csv.reader(StringIO("".join(csv_text([("Heading", "Cell"), ("x", cell)])), newline=""))
    return list(rows)[1][1]


def test_the_first_line_is_sent_before_the_second_is_asked_for() -> None:
    asked: list[int] = []

    def lines() -> Iterator[tuple[str, ...]]:
        for number in range(3 * LINES_AT_ONCE):
            asked.append(number)
            yield str(number), 'Zoë, of "North"'

    pieces = csv_text(lines())

    assert next(pieces) == '\ufeff0,"Zoë, of ""North"""\r\n' and asked == [0]
    text = "".join(pieces)
    assert len(list(csv.reader(StringIO(text)))) == 3 * LINES_AT_ONCE - 1
