"""How much a file may ask of its reader. A real export stays far below; what is above is made to keep a server busy."""

from collections.abc import Iterator

from lms.content.moodle.elements import Element
from lms.content.moodle.reports import Unfit

MOST_QUESTIONS = 500
MOST_PARTS = 200  # of one question
MOST_TAGS = 25_000  # in all texts together
MOST_MARKDOWN = 20_000  # characters, in all questions that have any
FEWER = "Export fewer questions at a time."


def questions_in(root: Element) -> list[Element]:
    """The questions of a file; Unfit where they are none, or more than can be read in a moment."""
    if root.name != "quiz":
        raise Unfit(root.line, "This is not Moodle XML, which starts with `<quiz>`. Export it in that format.")
    questions = root.all("question")
    if not questions:
        raise Unfit(root.line, "The file holds no questions. Export some from Moodle's question bank.")
    if len(questions) > MOST_QUESTIONS:
        raise Unfit(questions[MOST_QUESTIONS].line, f"There are over {MOST_QUESTIONS} questions. {FEWER}")
    tags = markdown = 0
    for question in questions:
        parts = list(_within(question))
        tags += sum(words.count("<") for part in parts for words in part.words)
        if any(part.attributes.get("format", "").strip() == "markdown" for part in parts):
            markdown += sum(len(words) for part in parts for words in part.words)
        if tags > MOST_TAGS:
            raise Unfit(question.line, f"Up to here there are over {MOST_TAGS:,} tags in the texts. {FEWER}")
        if markdown > MOST_MARKDOWN:
            raise Unfit(question.line, f"Up to here there is over {MOST_MARKDOWN:,} characters of Markdown. {FEWER}")
    return questions


def look_over(question: Element) -> None:
    """Unfit at the first part that is too many."""
    if len(question.children) > MOST_PARTS:
        raise Unfit(question.children[MOST_PARTS].line, f"The question has over {MOST_PARTS} parts. Shorten it.")


def _within(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _within(child)
