"""The desk: a file to write in, its problems, and how it looks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lms.authoring.presenters.previews import Preview
from lms.authoring.presenters.snippets import Snippet
from lms.authoring.rules.texts import NotText, edited
from lms.catalogue.queries import WrittenCourse
from lms.content.bounded import GIVEN_UP
from lms.content.files import Files
from lms.content.problems import Problem
from lms.content.report import Report
from lms.content.schema import Drawn, Outline

MOST_PROBLEMS = 50
SOMEBODY_SAVED = "Somebody else has saved this file since you opened it. Save to see both texts: nothing is lost."
TEXT_FILE = re.compile(
    r"(?:course|sources|figures|glossary|services)\.yaml|README\.md"
    r"|\d\d-[a-z][a-z0-9-]{0,57}/(?:module\.md|quiz\.md|scenarios/[a-z][a-z0-9-]{0,59}\.md|media/[a-z0-9][a-z0-9._-]{0,80})"
)
OWN_FILES = {
    "course.yaml": "The course",
    "sources.yaml": "Sources",
    "figures.yaml": "Figures",
    "glossary.yaml": "Glossary",
    "services.yaml": "Services",
    "README.md": "Read me",
}
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Desk:
    """A file as somebody writes it. `base` names the file that the text was typed into."""

    course: WrittenCourse
    path: str
    text: str
    base: str
    title: str
    problems: Sequence[Problem]
    elsewhere: str
    drawn: Drawn
    seen: Preview
    differs: bool  # the draft reads otherwise than what is live
    snippets: Sequence[Snippet]

    @property
    def place(self) -> str:
        """Where the file stands, in words that tell nothing: for titles."""
        number = self.path[:2]
        return f"Module {int(number)}" if number.isdecimal() else "Course"

    @property
    def language(self) -> str:
        """What the text is written in."""
        return "yaml" if self.path.endswith(".yaml") else "markdown"

    @property
    def stops(self) -> int:
        """How many problems of this file keep the course from being published."""
        return sum(problem.stops for problem in self.problems)


def may_exist(path: str) -> bool:
    """Whether a course can have a file of this name."""
    return bool(TEXT_FILE.fullmatch(path))


def with_text(course: WrittenCourse, path: str, text: str) -> Files:
    """The files of the draft with this text in its place."""
    try:
        return {**course.files, path: edited(course.files.get(path, b""), text)}
    except NotText:
        return course.files


def problems(report: Report, path: str = "", limit: int = MOST_PROBLEMS) -> list[Problem]:
    """The problems of a file, or of every file: what stops first, and no more than somebody can look at."""
    found = [problem for problem in report.problems if not path or concerns(problem, path)]
    return sorted(found, key=lambda problem: not problem.stops)[:limit]


def concerns(problem: Problem, path: str) -> bool:
    """Whether somebody who writes this file is told of it there: also that checking took too long, which is of none."""
    return problem.file == path or problem == GIVEN_UP


def elsewhere(report: Report, path: str) -> str:
    """What stops the course in other files, in words; empty where nothing does."""
    count = sum(problem.stops for problem in report.problems if not concerns(problem, path))
    return f"{count} {'problem stops' if count == 1 else 'problems stop'} the course in other files." if count else ""


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as the editor's script reads it."""
    return {
        "line": problem.line, "stops": problem.stops, "message": problem.message, "advice": problem.advice,
        "file": problem.file,
    }  # fmt: skip


def title_of(path: str, outline: Outline) -> str:
    """What a file is called: the words of its folder and its kind."""
    folder, _, inside = path.rpartition("/")
    if not folder:
        return OWN_FILES.get(path, path)
    case = next((part.title for part in outline.parts if part.path == path and "/scenarios/" in path), "")
    number = int(folder[:2]) if folder[:2].isdecimal() else 0
    kinds = {"module.md": "pages", "quiz.md": "questions"}
    return f"Module {number}: {kinds.get(inside) or case or inside}"


def time_of_day(instant: datetime) -> str:
    """The time as a clock on the wall says it."""
    return f"{instant.astimezone(LONDON):%H:%M}"
