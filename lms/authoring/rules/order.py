"""The order of the questions in a file."""

from collections.abc import Sequence


class NoSuchPlace(ValueError):
    """There is no piece there to change places with."""


def moved(text: str, starts: Sequence[int], number: int, by: int) -> str:
    """The text with the piece of this number (from 0) one place earlier (`by` -1) or later (1). Pieces begin at these
    lines (from 1), in order; the empty lines between them stay where they are. Raises `NoSuchPlace`."""
    first, second = sorted((number, number + by))
    if first < 0 or second >= len(starts):
        raise NoSuchPlace
    lines = text.split("\n")
    start, between = starts[first] - 1, starts[second] - 1
    end = starts[second + 1] - 1 if second + 1 < len(starts) else len(lines)
    earlier, gap = _parted(lines[start:between])
    later, rest = _parted(lines[between:end])
    return "\n".join([*lines[:start], *later, *gap, *earlier, *rest, *lines[end:]])


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """A piece, and the empty lines after it."""
    length = max((at for at, line in enumerate(lines, 1) if line.strip()), default=0)
    return lines[:length], lines[length:]
