"""The desk: a file to write in, its problems, and how it looks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lms.authoring.presenters.previews import Preview
from lms.authoring.presenters.problems import counted
from lms.authoring.presenters.snippets import Snippet
from lms.authoring.presenters.standing import Stop
from lms.authoring.presenters.uses import Use
from lms.authoring.rules.texts import NotText, edited
from lms.catalogue.queries import WrittenCourse
from lms.content.files import Files
from lms.content.problems import Problem
from lms.content.schema import Drawn

SOMEBODY_SAVED = "Somebody else has saved this file since you opened it. Save to see both texts: nothing is lost."
TEXT_FILE = re.compile(
    r"(?:course|sources|figures|glossary|services)\.yaml|README\.md"
    r"|\d\d-[a-z][a-z0-9-]{0,57}/(?:module\.md|quiz\.md|scenarios/[a-z][a-z0-9-]{0,59}\.md|media/[a-z0-9][a-z0-9._-]{0,80})"
)
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
    quotes: Mapping[int, str]  # of each line with a problem, its words
    elsewhere: str
    drawn: Drawn
    seen: Preview
    differs: bool  # the draft reads otherwise than what is live
    snippets: Sequence[Snippet]
    status: Sequence[Stop]
    uses: Mapping[str, Sequence[Use]]  # of each entry of a register

    @property
    def place(self) -> str:
        """Where the file stands, in words that tell nothing: for titles."""
        number = self.path[:2]
        return f"Module {int(number)}" if number.isdecimal() else "Course"

    @property
    def language(self) -> str:
        """What the text is written in."""
        return {"yaml": "yaml", "svg": "svg"}.get(self.path.rpartition(".")[2], "markdown")

    @property
    def count(self) -> str:
        """How many problems there are, in words."""
        return counted(self.problems)


def may_exist(path: str) -> bool:
    """Whether a course can have a file of this name."""
    return bool(TEXT_FILE.fullmatch(path))


def with_text(course: WrittenCourse, path: str, text: str) -> Files:
    """The files of the draft with this text in its place."""
    try:
        return {**course.files, path: edited(course.files.get(path, b""), text)}
    except NotText:
        return course.files


def time_of_day(instant: datetime) -> str:
    """The time as a clock on the wall says it."""
    return f"{instant.astimezone(LONDON):%H:%M}"
