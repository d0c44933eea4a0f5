"""The course of this repository and the small one beside the tests, read and rendered once in a run."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lms.catalogue.service import CourseHasProblems, PreparedCourse
from lms.content.check import examine
from lms.content.directory import services_in
from lms.content.files import Files, read_folder
from lms.content.render import render
from lms.content.revision import dump, fingerprint
from lms.content.schema import Course
from lms.content.text import CourseText
from tests.support.once import once_a_run

ROOT = Path(__file__).resolve().parents[2]
FOUR = ROOT / "courses" / "four"
SMALL = ROOT / "tests" / "courses" / "small"


@dataclass(frozen=True)
class Known:
    """A course as written, and as it is stored and served."""

    text: CourseText
    prepared: PreparedCourse

    @property
    def course(self) -> Course:
        """The course as it is served."""
        return self.prepared.course


def known(files: Files) -> Known:
    """The course of these files. Raises `CourseHasProblems` where something stops it."""
    return _known(tuple(sorted(files.items())))


@cache
def _known(items: tuple[tuple[str, bytes], ...]) -> Known:
    files = dict(items)
    return once_a_run(f"course {fingerprint(files)}", lambda: _worked_out(files))


def _worked_out(files: Files) -> Known:
    report, text = examine(files)
    if text is None or report.stops:
        raise CourseHasProblems(report)
    course = render(text)
    prepared = PreparedCourse(files, fingerprint(files), dump(course), course, report, services_in(files))
    assert prepared.index  # worked out with the rest, so that it is kept with it
    return Known(text, prepared)


@cache
def course_in(folder: Path) -> Course:
    """The course of this folder, as it is served."""
    return known(read_folder(folder)[0]).course
