"""What a question on a page can be answered with, and what somebody who has read the course would answer."""

import random
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from lms.content.files import read_folder
from lms.content.parse import parse
from lms.content.questions import key
from lms.content.render import render
from lms.content.schema import Course
from lms.learning.forms import LEFT_OPEN, TYPED

COURSE = Path(__file__).resolve().parents[1] / "courses" / "four"
TAG = re.compile(r"<(input|select|option)\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Choice:
    """One thing to choose, or one field to type in: the field it stands for and the value it sends."""

    name: str
    value: str
    alone: bool  # choosing it lets go of the others of its name


def choices_on(page: str) -> list[Choice]:
    """Everything that the question on this page can be answered with."""
    found: list[Choice] = []
    select = ""
    for tag in TAG.finditer(page):
        has = dict(ATTRIBUTE.findall(tag[0]))
        if tag[1] == "select":
            select = has["name"]
        elif tag[1] == "option" and not has["value"].endswith(LEFT_OPEN):
            found.append(Choice(select, unescape(has["value"]), alone=True))
        elif has.get("type") in {"radio", "checkbox"}:
            found.append(Choice(has["name"], unescape(has["value"]), alone=has["type"] == "radio"))
        elif has.get("name", "").startswith(TYPED):
            found.append(Choice(has["name"], "", alone=True))
    return found


def any_answer(choices: list[Choice], dice: random.Random) -> Fields:
    """A full answer, right or wrong: one of each group that lets go of the others, or some of the boxes, or a number.
    Groups of the same length get choices that differ, since two steps cannot have one place."""
    fields: Fields = {}
    first = dice.randrange(100)
    for number, name in enumerate(sorted({each.name for each in choices}), first):
        group = [each.value for each in choices if each.name == name]
        if name.startswith(TYPED):
            fields[name] = [str(number)]
        elif next(each for each in choices if each.name == name).alone:
            fields[name] = [group[number % len(group)]]
        else:
            fields[name] = sorted(dice.sample(group, dice.randint(1, len(group))))
    return fields


def answer_of(choices: list[Choice], values: frozenset[str]) -> Fields:
    """These values, each in the field that it belongs to."""
    fields: Fields = {}
    for each in choices:
        if each.name.startswith(TYPED):
            part = each.name.removeprefix(TYPED)
            fields[each.name] = [value.partition(":")[2] for value in values if value.startswith(f"{part}:")]
        elif each.value in values:
            fields.setdefault(each.name, []).append(each.value)
    return fields


def values_of(fields: Fields) -> list[str]:
    """What the database is to hold for these fields, in no particular order."""
    return sorted(
        f"{name.removeprefix(TYPED)}:{value}" if name.startswith(TYPED) else value
        for name, values in fields.items()
        for value in values
    )


class Key:
    """The course as the checkout has it: modules and pages by number, and the right values for each question."""

    def __init__(self, course: Course | None = None) -> None:
        course = course or _course_of_the_checkout()
        self.modules = {module.number: module.id for module in course.modules}
        self.pages = {(m.number, page.number): page.id for m in course.modules for page in m.pages}
        questions = [question for module in course.modules for question in module.quiz.questions]
        self.right = {question.id: frozenset(key(question)) for question in questions}
        self.right_by_title = {question.title: self.right[question.id] for question in questions}


def _course_of_the_checkout() -> Course:
    text = parse(read_folder(COURSE)[0]).text
    assert text is not None, "the course does not parse: `./run flask courses check` says why"
    return render(text)
