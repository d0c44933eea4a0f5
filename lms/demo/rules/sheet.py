"""Reading a table of comma-separated values, with every problem at its file and line."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO


class TableProblems(ValueError):
    """The tables cannot be used; the message has a line for each problem."""


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells by column, without spaces around them."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass
class Sheet:
    """A table of this name and text; what is wrong with it collects in `problems`."""

    name: str
    text: str
    problems: list[str] = field(default_factory=list)

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """The lines below the heading, which must name exactly these columns; a line with other cells is left out."""
        lines = csv.reader(StringIO(self.text), strict=True)
        try:
            heading = next(lines, [])
            if heading != list(columns):
                self.refuse(1, f"the heading must be {','.join(columns)}")
                return
            for cells in lines:
                if len(cells) == len(columns):
                    yield Row(lines.line_num, dict(zip(columns, map(str.strip, cells), strict=True)))
                else:
                    self.refuse(lines.line_num, f"has {len(cells)} cells; write {len(columns)}")
        except csv.Error as error:
            self.refuse(lines.line_num, f"cannot be read: {error}")

    def refuse(self, line: int, problem: str) -> None:
        """Note what is wrong, and what to write instead."""
        self.problems.append(f"{self.name}, line {line}: {problem}")

    def number(self, row: Row, column: str, most: int) -> int:
        """A whole number from 0 to `most`; 0 and a problem where there is none."""
        text = row[column]
        if text.isascii() and text.isdigit() and int(text) <= most:
            return int(text)
        self.refuse(row.line, f"{column} must be a whole number from 0 to {most}, not {text!r}")
        return 0

    def day(self, row: Row, column: str) -> date:
        """A date like 2026-04-01; the first of all days and a problem where there is none."""
        try:
            return date.fromisoformat(row[column])
        except ValueError:
            self.refuse(row.line, f"{column} must be a date like 2026-04-01, not {row[column]!r}")
            return date.min
