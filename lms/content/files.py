"""The files of a course: which there may be, how large, and how their bytes become lines.

Sizes are looked at before anything is read.
"""

import re
from collections.abc import Collection
from pathlib import Path

from lms.content.pictures import fault_of
from lms.content.problems import MANUAL, Problem, Problems

FILE_LIMIT = 1_000_000
COURSE_LIMIT = 20_000_000
COUNT_LIMIT = 500

COURSE_FILES = ("course.yaml", "sources.yaml", "figures.yaml")
OPTIONAL_FILES = ("glossary.yaml", "services.yaml", "README.md")
MODULE_FILES = ("module.md", "quiz.md")
MODULE_FOLDER = re.compile(r"(\d\d)-([a-z][a-z0-9-]{0,57})")
CASE = re.compile(r"scenarios/([a-z][a-z0-9-]{0,59})\.md")
MEDIA = re.compile(r"media/[a-z0-9][a-z0-9._-]{0,80}\.(png|jpg|jpeg|webp|svg)")
NARROW = "-narrow"  # how the name of a drawing for phones ends
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
BEGINNINGS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "webp": b"RIFF",
    "svg": b"",  # a drawing is read through, tag by tag
}

LATER = {
    "survey.md": ("This course cannot hold a survey yet.", "Leave survey.md out."),
}

Files = dict[str, bytes]
"""The files of a course: path inside the course's folder, with forward slashes, to bytes."""


def read_folder(folder: Path) -> tuple[Files, tuple[Problem, ...]]:
    """The files under a folder, or, where there are too many or what cannot be read, no files and the problems.
    Of a file that is too large no more is read than shows that it is; what an editor hides (`.name`) is passed over."""
    problems = Problems()
    sizes: dict[Path, int] = {}
    with problems.reading("course.yaml"):
        if not folder.is_dir():
            problems.stop(1, "There is no such folder.", "Name the folder that holds course.yaml.")
    for path in _shown(folder):
        with problems.reading(path.relative_to(folder).as_posix()):
            if path.is_symlink():
                problems.stop(1, "This is a link to another file.", "Put the file itself here.")
            elif path.is_file():
                sizes[path] = min(path.stat().st_size, FILE_LIMIT + 1)
    _weigh(sizes.values(), problems)
    if problems.stopped:
        return {}, problems.listed()
    return {path.relative_to(folder).as_posix(): _read(path) for path in sizes}, ()


def _shown(folder: Path) -> list[Path]:
    paths = sorted(folder.rglob("*")) if folder.is_dir() else []
    return [path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_LIMIT + 1)


def too_much(files: Files) -> tuple[Problem, ...]:
    """What forbids reading the course at all: its size and the number of its files."""
    problems = Problems()
    _weigh([min(len(data), FILE_LIMIT + 1) for data in files.values()], problems)
    return problems.listed()


def _weigh(sizes: Collection[int], problems: Problems) -> None:
    with problems.reading("course.yaml"):
        if sum(sizes) > COURSE_LIMIT:
            problems.stop(1, f"The course has over {COURSE_LIMIT:,} bytes in all.", "Make its images smaller.")
        if len(sizes) > COUNT_LIMIT:
            problems.stop(1, f"The course has over {COUNT_LIMIT} files.", "Take out what it does not use.")


def is_too_large(data: bytes, problems: Problems) -> bool:
    """Whether a file is too large to be read, which is then a problem."""
    if len(data) > FILE_LIMIT:
        problems.stop(1, f"The file has over {FILE_LIMIT:,} bytes (1 MB).", "Make it smaller, or split it.")
    return len(data) > FILE_LIMIT


def module_folders(files: Files) -> list[str]:
    """The folders of the course's modules, sorted."""
    folders = {path.partition("/")[0] for path in files if "/" in path}
    return sorted(folder for folder in folders if MODULE_FOLDER.fullmatch(folder))


def look_over(files: Files, problems: Problems) -> list[str]:
    """The module folders, sorted; every file that is missing, unknown or of a later version is a problem."""
    folders = module_folders(files)
    wanted = [*COURSE_FILES, *(f"{folder}/{name}" for folder in folders for name in MODULE_FILES)]
    for path in wanted:
        if path not in files:
            with problems.reading(path):
                problems.stop(1, "This file is missing.", f"Write it as {MANUAL} shows.")
    for path, data in sorted(files.items()):
        with problems.reading(path):
            if not is_too_large(data, problems) and path not in wanted and path not in OPTIONAL_FILES:
                _look_at(path, data, folders, problems)
    return folders


def _look_at(path: str, data: bytes, folders: list[str], problems: Problems) -> None:
    folder, _, inside = path.partition("/")
    if folder in folders and CASE.fullmatch(inside):
        return
    media = MEDIA.fullmatch(inside) if folder in folders else None
    if path in LATER:
        problems.stop(1, *LATER[path])
    elif folder in folders and inside.startswith("scenarios/"):
        problems.stop(
            1,
            "A case cannot be in a file of this name.",
            "Name it in lower-case letters, digits and hyphens, ending in .md, such as `scenarios/third-visit.md`.",
        )
    elif not media:
        problems.stop(
            1,
            "A course has no such file.",
            f"Take it out, or give it one of the names in {MANUAL}.",
        )
    elif not data.startswith(BEGINNINGS[media[1]]):
        problems.stop(
            1,
            f"This is not a {media[1]} image.",
            "Save it again as PNG, JPEG or WebP, with the ending that fits.",
        )
    elif media[1] != "svg" and (fault := fault_of(data)):
        problems.stop(1, *fault)


def lines_of(data: bytes, problems: Problems) -> list[str] | None:
    """The text of a file as lines without their ends, or None with a problem when it is not text."""
    if len(data) > FILE_LIMIT:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.stop(line, "These bytes are not UTF-8 text.", "Save the file with the encoding UTF-8.")
        return None
    unseen = UNSEEN.search(text)
    if unseen:
        name = "a NUL character" if unseen[0] == "\0" else f"an invisible control character (U+{ord(unseen[0]):04X})"
        problems.stop(text.count("\n", 0, unseen.start()) + 1, f"There is {name} here.", "Take it out.")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
