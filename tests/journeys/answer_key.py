"""The right answers of the course as it stands in `courses/`, by question: what somebody who has read it would know."""

from functools import cache

from lms.content.questions import key
from lms.content.schema import Course, Question
from tests.support.courses import FOUR, course_in


def course() -> Course:
    """The course as it is served."""
    return course_in(FOUR)


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
