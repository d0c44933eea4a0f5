"""Plants a fault in a copy of the course without one, and works out the line where it then stands."""

from dataclasses import dataclass
from pathlib import Path

Files = dict[str, bytes]
Place = tuple[str, int]

BASE = Path(__file__).parent / "base"

KETTLE = "01-the-kettle/module.md"
KETTLE_QUIZ = "01-the-kettle/quiz.md"
KETTLE_PICTURE = "01-the-kettle/media/kettle.png"
KETTLE_CASE = "01-the-kettle/scenarios/dry-kettle.md"
CUPS = "03-the-cups/module.md"
CUPS_QUIZ = "03-the-cups/quiz.md"
COURSE = "course.yaml"
SOURCES = "sources.yaml"
FIGURES = "figures.yaml"
GLOSSARY = "glossary.yaml"


def base_course() -> Files:
    """The course without a fault, as the checker is given it: paths inside the course folder, and bytes."""
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class Replace:
    """Writes `new` where `old` stands, which must be in one place only."""

    file: str
    old: str
    new: str

    def apply(self, files: Files) -> None:
        assert files[self.file].count(self.old.encode()) == 1, f"{self.old!r} must stand once in {self.file}"
        files[self.file] = files[self.file].replace(self.old.encode(), self.new.encode())


@dataclass(frozen=True)
class Append:
    """Writes more at the end of a file."""

    file: str
    text: str

    def apply(self, files: Files) -> None:
        files[self.file] += self.text.encode()


@dataclass(frozen=True)
class Put:
    """Puts a whole file in place, new or instead of the one that is there."""

    file: str
    data: bytes

    def apply(self, files: Files) -> None:
        files[self.file] = self.data


@dataclass(frozen=True)
class Bytes:
    """Replaces bytes that are not text."""

    file: str
    old: bytes
    new: bytes

    def apply(self, files: Files) -> None:
        assert files[self.file].count(self.old) == 1, f"{self.old!r} must stand once in {self.file}"
        files[self.file] = files[self.file].replace(self.old, self.new)


@dataclass(frozen=True)
class Remove:
    """Takes a file away."""

    file: str

    def apply(self, files: Files) -> None:
        del files[self.file]


@dataclass(frozen=True)
class Elsewhere:
    """A line in another file, where the fault may be told as well."""

    file: str
    at: str | int


Edit = Replace | Append | Put | Bytes | Remove
Mark = str | int | Elsewhere


@dataclass(frozen=True)
class Fault:
    """One fault, and how the checker must tell of it.

    `at` is the line, or words that stand once on it; more than one where the format leaves a choice.
    `words` must all be in what is told; `known|exists` means that one of the two is enough.
    `seen_in` is the file where it must be told, when that is not the file which was edited.
    """

    name: str
    edit: Edit
    at: Mark | tuple[Mark, ...]
    words: str = ""
    stops: bool = True
    seen_in: str = ""

    @property
    def file(self) -> str:
        """The file where the fault must be told."""
        return self.seen_in or self.edit.file

    def places(self, files: Files) -> set[Place]:
        """Where the fault may be told, once it is planted in these files."""
        marks = self.at if isinstance(self.at, tuple) else (self.at,)
        return {_place(files, self.file, mark) for mark in marks}

    def is_told_by(self, told: str) -> bool:
        """Whether every word that matters is in what is told."""
        told = told.lower()
        return all(any(word in told for word in choice.split("|")) for choice in self.words.lower().split())


def plant(*faults: Fault) -> Files:
    """The course with these faults in it."""
    files = base_course()
    for fault in faults:
        fault.edit.apply(files)
    return files


def _place(files: Files, file: str, mark: Mark) -> Place:
    if isinstance(mark, Elsewhere):
        return _place(files, mark.file, mark.at)
    if isinstance(mark, int):
        return file, mark
    data = files[file]
    assert data.count(mark.encode()) == 1, f"{mark!r} must stand once in the edited {file}"
    return file, data[: data.index(mark.encode())].count(b"\n") + 1
