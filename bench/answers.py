"""What a question on a page can be answered with, and what somebody who has read the course would answer."""

import random
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from lms.content.files import read_folder
from lms.content.parse import parse
from lms.content.render import render

COURSE = Path(__file__).resolve().parents[1] / "courses" / "four"
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Choice:
    """One button of a question: the field it stands for and the value it sends."""

    name: str
    value: str
    alone: bool  # a radio button: choosing it lets go of the others of its name


def choices_on(page: str) -> list[Choice]:
    """Every button of the question on this page."""
    inputs = [dict(ATTRIBUTE.findall(each)) for each in INPUT.findall(page)]
    kinds = {"radio": True, "checkbox": False}
    return [Choice(each["name"], unescape(each["value"]), kinds[each["type"]]) for each in inputs if _is_choice(each)]


def _is_choice(attributes: dict[str, str]) -> bool:
    return attributes.get("type") in {"radio", "checkbox"}


def any_answer(choices: list[Choice], dice: random.Random) -> Fields:
    """A full answer, right or wrong: one of each group of radio buttons, or some of the boxes."""
    fields: Fields = {}
    for name in sorted({each.name for each in choices}):
        group = [each for each in choices if each.name == name]
        many = 1 if group[0].alone else dice.randint(1, len(group))
        fields[name] = sorted(each.value for each in dice.sample(group, many))
    return fields


def answer_of(choices: list[Choice], values: frozenset[str]) -> Fields:
    """These values, each in the field that its button stands for."""
    fields: Fields = {}
    for each in choices:
        if each.value in values:
            fields.setdefault(each.name, []).append(each.value)
    return fields


def values_of(fields: Fields) -> list[str]:
    """What the database is to hold for these fields, in no particular order."""
    return sorted(value for values in fields.values() for value in values)


class Key:
    """The course as the checkout has it: modules and pages by number, and the right values for each question."""

    def __init__(self) -> None:
        text = parse(read_folder(COURSE)[0]).text
        assert text is not None, "the course does not parse: `./run flask courses check` says why"
        course = render(text)
        self.modules = {module.number: module.id for module in course.modules}
        self.pages = {(m.number, page.number): page.id for m in course.modules for page in m.pages}
        questions = [question for module in course.modules for question in module.quiz.questions]
        self.right = {
            question.id: frozenset(
                f"{option.id}:{str(option.right).lower()}" if question.kind == "kprim" else option.id
                for option in question.options
                if option.right or question.kind == "kprim"
            )
            for question in questions
        }
        self.right_by_title = {question.title: self.right[question.id] for question in questions}
