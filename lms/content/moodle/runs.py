"""Words with their looks (bold, italic, code, a link), written as one line of Markdown."""

import re
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from lms.content.moodle.escaping import address, at_start, escape, visible

STYLES = ("link", "bold", "italic")


class Run(NamedTuple):
    """Some words that look the same."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


def inline(runs: Sequence[Run]) -> str:
    """The runs as one line of Markdown."""
    return at_start(_written(_tidy(runs), STYLES).strip())


def words_in(runs: Sequence[Run]) -> str:
    """The words alone."""
    return visible("".join(run.text for run in runs)).strip()


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """The runs with single blanks, none at the ends, and neighbours that look the same as one."""
    tidy: list[Run] = []
    for run in runs:
        text = visible(run.text)
        if not tidy or tidy[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text.strip(" "):
            run = Run(text, link=run.link)
        if tidy and tidy[-1][1:] == run[1:]:
            tidy[-1] = tidy[-1]._replace(text=tidy[-1].text + text)
        elif text:
            tidy.append(run._replace(text=text))
    return tidy


def _written(runs: Sequence[Run], styles: Sequence[str]) -> str:
    if not styles:
        return "".join(_code(run.text) if run.code else escape(run.text) for run in runs)
    said = ""
    for value, group in groupby(runs, key=attrgetter(styles[0])):
        inside = _written(list(group), styles[1:])
        said += _wrapped(styles[0], value, inside) if value else inside
    return said


def _wrapped(style: str, value: str, inside: str) -> str:
    core = inside.strip(" ")
    if not core:
        return inside
    start, end = inside[: len(inside) - len(inside.lstrip(" "))], inside[len(inside.rstrip(" ")) :]
    if style == "link":
        return f"{start}[{core}]({address(value)}){end}"
    mark = "**" if style == "bold" else "*"
    return f"{start}{mark}{core}{mark}{end}"


def _code(text: str) -> str:
    core = text.strip(" ")
    longest = max((len(found) for found in re.findall("`+", core)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    start, end = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{start}{fence}{pad}{core}{pad}{fence}{end}" if core else text
