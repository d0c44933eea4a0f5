"""What identifies a text, and how a rendered course is stored and read back."""

import hashlib

from lms.content.files import Files
from lms.content.schema import Course


def fingerprint(files: Files) -> str:
    """The sha256 of the files, names and bytes: the same for the same text, whatever the order of the files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        name = path.encode()
        digest.update(f"{len(name)}:{len(files[path])}:".encode() + name + files[path])
    return digest.hexdigest()


def image_name(data: bytes) -> str:
    """The name under which an image is served: it follows from the bytes and says nothing about them."""
    return hashlib.sha256(data).hexdigest()[:32]


def changed_paths(before: Files, after: Files) -> list[str]:
    """The files that were added, changed or taken out, sorted."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def dump(course: Course) -> str:
    """The course as it is stored."""
    return course.model_dump_json()


def load(stored: str) -> Course:
    """The course as it was stored; no Markdown is read for it."""
    return Course.model_validate_json(stored)
