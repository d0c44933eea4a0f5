"""A picture that is uploaded: what it is called, and the line that shows it."""

import re
from pathlib import PurePosixPath

from lms.content.files import BEGINNINGS, FILE_LIMIT, MEDIA
from lms.content.pictures import fault_of

NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class BadPicture(ValueError):
    """This file cannot be taken as a picture; the message says why, and what to do."""


def place_of(folder: str, filename: str, data: bytes) -> str:
    """Where the picture goes in the course. Raises `BadPicture`."""
    name = PurePosixPath(filename.replace("\\", "/")).name.lower()
    stem, _, ending = name.rpartition(".")
    path = f"media/{NOT_IN_NAMES.sub('-', stem).strip('-')[:60] or 'picture'}.{ending}"
    if not stem or not MEDIA.fullmatch(path) or not data.startswith(BEGINNINGS[ending]):
        raise BadPicture("This is no PNG, JPEG, WebP or SVG picture. Save it as one of them.")
    if len(data) > FILE_LIMIT:
        raise BadPicture(f"This picture has over {FILE_LIMIT:,} bytes (1 MB). Make it smaller.")
    if ending != "svg" and (fault := fault_of(data)):
        raise BadPicture(" ".join(fault))
    return f"{folder}/{path}"


def line_for(path: str, words: str) -> str:
    """The Markdown that shows the picture on a page of its module."""
    return f"![{' '.join(words.replace('[', '(').replace(']', ')').split())}]({path.partition('/')[2]})"
