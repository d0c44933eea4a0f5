"""What is used where: questions with the pages that teach what they ask, and sources, figures and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.presenters.titles import title_of
from lms.authoring.rules.uses import Places
from lms.content.questions import KINDS
from lms.content.schema import Outline, Part


@dataclass(frozen=True)
class QuestionRow:
    """A question in the order of its file: its kind and outcome in words, and the pages that teach it."""

    part: Part
    kind: str
    outcome: str
    taught: tuple[Part, ...]


@dataclass(frozen=True)
class Use:
    """A line that uses something, and the page, question or case that it is in."""

    path: str
    line: int
    title: str


def question_rows(path: str, outline: Outline) -> list[QuestionRow]:
    """The questions of this file."""
    folder = path.partition("/")[0]
    words = outline.outcomes.get(folder, {})
    pages = [part for part in outline.parts if part.path == f"{folder}/module.md"]
    return [
        QuestionRow(
            part=part,
            kind=part.kind.replace("-", " ") if part.kind in KINDS else "",
            outcome=next((words.get(outcome, "") for outcome in part.outcomes), ""),
            taught=tuple(page for page in pages if set(page.outcomes) & set(part.outcomes)),
        )
        for part in outline.parts
        if part.path == path
    ]


def uses(found: Mapping[str, Places], outline: Outline) -> dict[str, list[Use]]:
    """Where each name is used, with the title of what it is used in."""
    return {name: [Use(path, line, _title(path, line, outline)) for path, line in at] for name, at in found.items()}


def _title(path: str, line: int, outline: Outline) -> str:
    """The page, question or case that a line is in, after its module; the file where it is in none."""
    inside = [part.title for part in outline.parts if part.path == path and part.line <= line]
    file = title_of(path, outline)
    return f"{file.partition(':')[0]}: {inside[-1]}" if inside else file
