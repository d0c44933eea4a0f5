"""Where the sources, figures and pictures of a course are used."""

import re
from collections.abc import Iterator

from lms.authoring.rules.texts import NotText, shown
from lms.content.files import MEDIA, NARROW, Files
from lms.content.signs import CITATION, FIGURE

ENTRY = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
ASKED_FROM = re.compile(r"^#.*\bsource=(?:\"([^\"]*)\"|([^\s}]+))", re.MULTILINE)
MEASURED_BY = re.compile(r"^\s+(?:source|superseded_by):\s*([a-z][a-z0-9-]*)", re.MULTILINE)
PICTURE = re.compile(r"\((media/[^\s)]+)")
REGISTERS = ("sources.yaml", "figures.yaml")

Places = list[tuple[str, int]]
"""Files and lines."""


def used_in(files: Files, path: str) -> dict[str, Places]:
    """For each entry of a register, or for this picture, the places that use it, in the order of the files. Nothing
    for any other file."""
    if path in REGISTERS:
        names = ENTRY.findall(_text(files.get(path, b"")))
    else:
        names = [path] if MEDIA.fullmatch(path.partition("/")[2]) else []
    found: dict[str, Places] = {name: [] for name in names}
    for file in sorted(files) if names else ():
        for name, line in _names(file, _text(files[file])):
            if name in found and (file, line) not in found[name]:
                found[name].append((file, line))
    return found


def _names(file: str, text: str) -> Iterator[tuple[str, int]]:
    """What a file uses, with the line."""
    if file == "figures.yaml":
        patterns = [MEASURED_BY]
    else:
        patterns = [FIGURE, CITATION, ASKED_FROM, PICTURE] if file.endswith(".md") else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            for name in next(group for group in match.groups() if group is not None).split():
                if pattern is not PICTURE:
                    yield name, line
                    continue
                path = f"{file.partition('/')[0]}/{name}"
                yield path, line
                yield f"{path.removesuffix('.svg')}{NARROW}.svg", line  # what takes a drawing's place on phones


def _text(data: bytes) -> str:
    try:
        return shown(data)
    except NotText:
        return ""
