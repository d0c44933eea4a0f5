"""The right answers of the course as it stands in `courses/`, by question: what somebody who has read it would know."""

from functools import cache
from pathlib import Path

from lms.content.files import read_folder
from lms.content.parse import parse
from lms.content.questions import key
from lms.content.render import render
from lms.content.schema import Course, Question

COURSE = Path(__file__).resolve().parents[2] / "courses" / "four"


@cache
def course() -> Course:
    """The course as it is served."""
    text = parse(read_folder(COURSE)[0]).text
    assert text is not None
    return render(text)


@cache
def right_answers(module: int) -> dict[str, frozenset[str]]:
    """For the title of each question of a module, the values that win the whole point."""
    return {question.title: frozenset(key(question)) for question in course().module(module).quiz.questions}


def page_that_asks(kind: str) -> tuple[int, int, Question]:
    """The first knowledge check of this kind: its module, its page, and what it asks."""
    return next(
        (module.number, page.number, check)
        for module in course().modules
        for page in module.pages
        for check in page.checks
        if check.kind == kind
    )
