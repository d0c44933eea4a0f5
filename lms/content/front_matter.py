"""What stands between two `---` lines at the top of module.md, of quiz.md and of each case."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from lms.content.fields import Fields, Id, WholeNumber, Words, read_fields
from lms.content.problems import Problems
from lms.content.schema import Relationship, ShowAnswers
from lms.content.yaml import Yaml, read_yaml

ELSEWHERE = {
    "partial": ("Part marks are given by question.", "Write kind=multiple-partial after each, and take `partial` out.")
}


def _level(level: str) -> str:
    if not re.fullmatch(r"[1-9](( to |-)[1-9])?", level, re.ASCII):
        raise ValueError("is not a level. Write a number or a range, such as 2 or 2 to 3.")
    return level


Level = Annotated[str, AfterValidator(_level)]


class ModuleFields(Fields):
    """The front matter of module.md."""

    title: Words
    neutral_title: Words
    minutes: Annotated[WholeNumber, Field(ge=1, le=600)]
    level: Level
    supports: tuple[Words, ...]
    outcomes: Annotated[dict[Id, Words], Field(min_length=1)]


class QuizFields(Fields):
    """The front matter of quiz.md."""

    draw: Annotated[WholeNumber, Field(ge=1, le=50)]
    at_least_per_outcome: Annotated[WholeNumber, Field(ge=0, le=10)]
    pass_mark: Annotated[WholeNumber, Field(ge=50, le=100)]
    attempts: Annotated[WholeNumber, Field(ge=1, le=10)]
    wait_hours: Annotated[WholeNumber, Field(ge=0, le=168)] = 0
    shuffle: Annotated[bool, Field(strict=True)] = True
    show_answers: ShowAnswers = ShowAnswers.AFTER_EACH_ATTEMPT


def _plain_apostrophe(words: object) -> object:
    return words.replace("’", "'") if isinstance(words, str) else words


class CaseFields(Fields):
    """The front matter of a case."""

    title: Words
    you: Words
    setting: Words
    relationship: Annotated[Relationship, BeforeValidator(_plain_apostrophe)]
    content_note: Words
    outcomes: Annotated[tuple[Id, ...], Field(min_length=1)]


def split_front_matter(lines: list[str], problems: Problems) -> tuple[Yaml | None, int]:
    """The front matter, and how many lines it takes with its `---` lines; None where there is none to read."""
    if not lines or lines[0].strip() != "---":
        problems.stop(1, "The file does not start with `---`.", "Put `---`, the fields and `---` before the text.")
        return None, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return read_yaml("\n".join(lines[1:number]), problems, first_line=2), number + 1
    problems.stop(1, "The fields at the top do not end.", "Put a line `---` after them.")
    return None, len(lines)


def read_module_fields(yaml: Yaml, problems: Problems) -> ModuleFields | None:
    """The fields of module.md, or None with the problems."""
    return read_fields(ModuleFields, yaml, problems)


def read_quiz_fields(yaml: Yaml, problems: Problems) -> QuizFields | None:
    """The fields of quiz.md, or None with the problems; a field that belongs elsewhere is told in plain words."""
    for key, words in ELSEWHERE.items():
        if key in yaml.value:
            problems.stop(yaml.line(key), *words)
    here = {key: value for key, value in yaml.value.items() if key not in ELSEWHERE}
    return read_fields(QuizFields, Yaml(here, yaml.lines), problems)


def read_case_fields(yaml: Yaml, problems: Problems) -> CaseFields | None:
    """The fields of a case, or None with the problems."""
    return read_fields(CaseFields, yaml, problems)
