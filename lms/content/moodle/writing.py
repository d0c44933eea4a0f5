"""Gives questions away as Moodle XML, and tells what Moodle will do differently with them."""

from collections.abc import Callable, Sequence
from html import escape

from lms.content.moodle.written_choices import kprim, multiple, multiple_partial, single, true_false
from lms.content.moodle.written_html import Written, cdata, for_moodle, said_in, text
from lms.content.moodle.written_parts import gap, matching, number, ordering, short_text
from lms.content.schema import Question

LONGEST_NAME = 255
WRITERS: dict[str, Callable[[Question], Written]] = {
    "single": single,
    "multiple": multiple,
    "multiple-partial": multiple_partial,
    "true-false": true_false,
    "kprim": kprim,
    "matching": matching,
    "ordering": ordering,
    "gap": gap,
    "number": number,
    "short-text": short_text,
}
DIFFERENT = {
    "kprim": "Moodle needs the plugin `qtype_kprime` for it. Without that plugin it stops at this question.",
    "multiple": "Moodle has no all or nothing: some of the right answers, with no wrong one, win part of it there.",
    "ordering": "Moodle needs 4.4 or the plugin `qtype_ordering`. It counts steps in right order, and takes none off.",
    "short-text": "Moodle compares blanks and punctuation too, so that other ways to type the same may lose there.",
}


class NoSuchTypeError(ValueError):
    """Moodle has no type for a question of this kind, which is not marked."""


def write_moodle(questions: Sequence[Question], *, category: str = "") -> bytes:
    """Moodle XML with all these questions, in their order, and in this category (`$course$/top/Tea`) if it is named.
    NoSuchTypeError where one is of a kind that is not marked: nothing is left out without a word."""
    for question in questions:
        if question.kind not in WRITERS:
            raise NoSuchTypeError(f"The question `{question.id}` is of the kind {question.kind}, which Moodle lacks.")
    parts = [_category(category)] if category else []
    parts += [_question(question) for question in questions]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *parts, "</quiz>", ""]).encode()


def different_in_moodle(question: Question) -> tuple[str, ...]:
    """What Moodle does differently with this question, or has no place for; in words for a trainer."""
    found = [DIFFERENT[question.kind]] if question.kind in DIFFERENT else []
    if question.critical:
        found.append("Moodle has no critical questions: whoever misses it may pass there.")
    html = "".join((question.stem, question.feedback, *(each.html + each.feedback for each in question.options)))
    if "<img" in html:
        found.append("Its picture is not given away: Moodle shows the words for it.")
    if 'href="/' in html or 'href="#' in html:
        found.append("Its links into this course are given away as words.")
    return tuple(found)


def _category(path: str) -> str:
    return f'  <question type="category">\n    <category>{text(path)}</category>\n  </question>'


def _question(question: Question) -> str:
    written = WRITERS[question.kind](question)
    title = f"<p>{escape(question.title, quote=False)}</p>"
    elements = [
        f"<name>{text(question.title[:LONGEST_NAME])}</name>",
        said_in("questiontext", f"{title}\n{written.stem}".strip()),
        said_in("generalfeedback", for_moodle(written.feedback or question.feedback)),
        "<defaultgrade>1</defaultgrade>",
        "<penalty>0</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{cdata(question.id)}</idnumber>",
        *written.elements,
    ]
    inside = "\n".join(f"    {element}" for element in elements)
    return f'  <question type="{written.type}">\n{inside}\n  </question>'
