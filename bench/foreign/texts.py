"""Foreign files, each put where a trainer would put it: on a page, into a quiz, into a case, into Moodle's import."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lms.content.files import Files

MODULE = "01-foreign"
PAGES, QUIZ = f"{MODULE}/module.md", f"{MODULE}/quiz.md"
CASE, DRAWING = f"{MODULE}/scenarios/foreign.md", f"{MODULE}/media/foreign.svg"
PROSE = {".md", ".markdown", ".txt"}
HEAD = """---
title: Foreign
neutral_title: Foreign
minutes: 5
level: 1
supports: []
outcomes:
  foreign: Read what others wrote
---

# Foreign {#foreign outcomes="foreign"}

"""
COURSE = {
    "course.yaml": """code: foreign
title: Foreign
neutral_title: Foreign
summary: What others wrote.
modules: [foreign]
pathways:
  reception: [foreign]
certificate: {valid_months: 36, statement: Shows nothing.}
review: {clinical: to be named, legal: to be named, due: 2027-03-31}
""",
    "sources.yaml": "own: {title: Foreign, publisher: Others, status: to verify}\n",
    "figures.yaml": "{}\n",
    PAGES: f"{HEAD}Something.\n",
    QUIZ: """---
draw: 1
at_least_per_outcome: 1
pass_mark: 75
attempts: 2
---

## Is this foreign? {#is-foreign outcome=foreign source=own}

- [x] True
  > It is.
- [ ] False
  > It is.
""",
}


class Form(StrEnum):
    """What a file is taken for."""

    PAGE = "a page"
    QUIZ = "a quiz"
    CASE = "a case"
    MOODLE = "a Moodle import"
    DRAWING = "a drawing"


@dataclass(frozen=True)
class Text:
    """A foreign file in a course in which nothing else is wrong, and where its own text begins."""

    name: str
    form: Form
    data: bytes
    section: str = ""  # of CommonMark's specification
    html: str = ""  # what it says that comes of it

    @property
    def path(self) -> str:
        """The file of the course that it is in."""
        return {Form.PAGE: PAGES, Form.CASE: CASE, Form.DRAWING: DRAWING}.get(self.form, QUIZ)

    @property
    def shown_in(self) -> str:
        """The file that shows it."""
        return PAGES if self.form is Form.DRAWING else self.path

    @property
    def first_line(self) -> int:
        """The line of `path` on which it begins."""
        return self._before.count(b"\n") + 1

    @property
    def files(self) -> Files:
        """The course with it."""
        shows = {PAGES: f"{HEAD}![A drawing](media/foreign.svg)\n"} if self.form is Form.DRAWING else {}
        course = {path: text.encode() for path, text in (COURSE | shows).items()}
        return {**course, self.path: self._before + self.data}

    @property
    def _before(self) -> bytes:
        """What stands before it in its file; a quiz and a case are taken as they stand."""
        before = {Form.PAGE: HEAD, Form.MOODLE: COURSE[QUIZ] + "\n"}
        return before.get(self.form, "").encode()


def texts_in(folder: Path) -> Iterator[Text]:
    """Every file below a folder that a trainer might bring, as whatever it can be taken for."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name, data = path.relative_to(folder).as_posix(), path.read_bytes()
        if path.suffix in PROSE:
            yield from (Text(name, form, data) for form in (Form.PAGE, Form.QUIZ, Form.CASE))
        elif path.suffix == ".json":
            yield from _examples(name, json.loads(data))
        elif path.suffix == ".xml":
            yield Text(name, Form.MOODLE, data)
        elif path.suffix == ".svg":
            yield Text(name, Form.DRAWING, data)


def _examples(name: str, examples: list[dict[str, str]]) -> Iterator[Text]:
    for each in examples:
        data = each["markdown"].encode()
        yield Text(f"{name} {each['example']}", Form.PAGE, data, each["section"], each["html"])
        yield from (Text(f"{name} {each['example']}", form, data) for form in (Form.QUIZ, Form.CASE))
