"""Every piece of text in a module, with the part it plays: what is allowed in it depends on that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lms.content.lines import Line, Lines, QuestionText
from lms.content.text import CallOut, CaseText, ChoiceText, ModuleText, PageText, Part, Prose, every_part

NEW_UNIT = re.compile(r"^\s*(#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|\||>)")


class PartPlayed(StrEnum):
    """What a piece of text is for."""

    TEACHING = "teaching"
    TITLE = "title"
    ASKING = "asking"
    RIGHT = "right option"
    WRONG = "wrong option"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class Piece:
    """Some lines of one file, the part they play, and the page they stand on."""

    file: str
    lines: Lines
    part: PartPlayed
    page: PageText | None = None

    def units(self) -> Iterator["Unit"]:
        """The paragraphs, list items, table rows and headings, each by itself."""
        unit: list[Line] = []
        for line in self.lines:
            if unit and (not line.text.strip() or NEW_UNIT.match(line.text)):
                yield Unit(tuple(unit))
                unit = []
            if line.text.strip():
                unit.append(line)
        if unit:
            yield Unit(tuple(unit))


@dataclass(frozen=True)
class Unit:
    """One paragraph, list item, table row or heading."""

    lines: Lines

    @cached_property
    def text(self) -> str:
        """Its text; one line end stands for one line end of the file."""
        return "\n".join(line.text for line in self.lines)

    def line_at(self, position: int) -> int:
        """The line of the file where this position of the text is."""
        return self.lines[self.text.count("\n", 0, position)].number

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences: no heading and no row of a table."""
        return not re.match(r"^\s*(#|\|)", self.text)


def pieces_of(module: ModuleText) -> Iterator[Piece]:
    """Every piece of a module, in order."""
    for page in module.pages:
        yield Piece(module.file, (Line(page.heading.line, page.heading.title),), PartPlayed.TITLE, page)
        for part in every_part(page.parts):
            yield from _of_part(part, module.file, page)
    for question in module.questions:
        yield from _of_question(question, module.quiz_file, None)
    for case in module.cases:
        yield from pieces_of_case(case)


def pieces_of_case(case: CaseText) -> Iterator[Piece]:
    """Every piece of a case, in order. A choice that does harm is what a wrong option is: it may quote anything."""
    for scene in case.scenes:
        yield Piece(case.file, (Line(scene.heading.line, scene.heading.title),), PartPlayed.TITLE)
        for part in every_part(scene.parts):
            if not (isinstance(part, CallOut) and part.name in ("if", "unless")):  # these name a flag
                yield from _of_part(part, case.file, None)
        for choice in scene.choices:
            yield from _of_choice(choice, case.file)


def _of_choice(choice: ChoiceText, file: str) -> Iterator[Piece]:
    part = PartPlayed.WRONG if choice.grade == "harm" else PartPlayed.RIGHT
    yield Piece(file, (Line(choice.line, choice.words),), part)
    yield Piece(file, choice.consequence, PartPlayed.FEEDBACK)


def _of_part(part: Part, file: str, page: PageText | None) -> Iterator[Piece]:
    if isinstance(part, Prose):
        yield Piece(file, part.lines, PartPlayed.TEACHING, page)
    elif isinstance(part, CallOut) and part.question:
        yield from _of_question(part.question, file, page)
    elif part.title:
        yield Piece(file, (Line(part.line, part.title),), PartPlayed.TITLE, page)


def _of_question(question: QuestionText, file: str, page: PageText | None) -> Iterator[Piece]:
    if question.title:
        yield Piece(file, (Line(question.line, question.title),), PartPlayed.ASKING, page)
    yield Piece(file, question.stem, PartPlayed.ASKING, page)
    for option in question.options:
        yield Piece(file, option.words, PartPlayed.RIGHT if option.right else PartPlayed.WRONG, page)
        yield Piece(file, (Line(option.line, option.answer),), PartPlayed.RIGHT, page)
        yield Piece(file, option.feedback, PartPlayed.FEEDBACK, page)
    yield Piece(file, question.feedback, PartPlayed.FEEDBACK, page)
