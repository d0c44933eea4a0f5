"""The right answers of the course as it stands in `courses/`, by question: what somebody who has read it would know."""

from functools import cache
from pathlib import Path

from lms.content.files import read_folder
from lms.content.parse import parse
from lms.content.render import render

COURSE = Path(__file__).resolve().parents[2] / "courses" / "four"


@cache
def right_answers() -> dict[str, frozenset[str]]:
    """For the title of each question, the words of the options that are right."""
    text = parse(read_folder(COURSE)[0]).text
    assert text is not None
    course = render(text)
    questions = [question for module in course.modules for question in module.quiz.questions]
    return {
        question.title: frozenset(option.text for option in question.options if option.right) for question in questions
    }
