"""Questions in their order, and what is used where."""

import re

from lms.catalogue.queries import get_written_course
from lms.content.keys import key_of
from lms.db.base import db

QUIZ = "01-making-tea/quiz.md"
HERE = f"/files/{key_of(QUIZ)}/questions"
BASE = re.compile(r'name="base" value="([0-9a-f]{64})"')


def headings():
    db.session.commit()
    text = get_written_course("small").files[QUIZ].decode()
    return [line for line in text.split("\n") if line.startswith("## ")]


def test_a_question_moves_and_comes_back_byte_for_byte(writer):
    tamsin, before = writer("Tamsin"), headings()
    page = tamsin.get(HERE)
    assert "Asks about: Choose water of the right heat" in page and "Taught on" in page

    moved = tamsin.post(HERE, base=BASE.search(page)[1], number="2", way="earlier")

    assert moved.status_code == 303 and moved.location.endswith("#question-1")
    assert headings() == [before[1], before[0], *before[2:]]
    tamsin.post(HERE, base=BASE.search(tamsin.get(HERE))[1], number="1", way="later")
    db.session.commit()
    assert not get_written_course("small").has_draft


def test_a_question_is_not_moved_in_a_text_that_nobody_has_seen(writer):
    tamsin, robin = writer("Tamsin"), writer("Robin")
    base = BASE.search(tamsin.get(HERE))[1]
    robin.changes("Just boiled", "Quite hot", QUIZ)
    before = headings()

    refused = tamsin.post(HERE, base=base, number="1", way="later")

    assert refused.status_code == 422 and "Somebody has changed these questions" in refused.text
    nowhere = tamsin.post(HERE, base=BASE.search(refused.text)[1], number="1", way="earlier")
    assert nowhere.status_code == 422 and "no place to go" in nowhere.text
    assert headings() == before
    for number, way in (("x", "later"), ("1", "sideways"), ("", "")):
        assert tamsin.post(HERE, base=base, number=number, way=way).status_code == 400


def test_what_is_typed_and_not_saved_keeps_questions_in_their_place(writer):
    tamsin = writer("Tamsin")
    tamsin.send(tamsin.opened(QUIZ) + "\n", QUIZ, then="look")
    page = tamsin.get(HERE)
    assert "not saved it" in page and "Move up" not in page


def test_a_register_says_where_its_entries_are_used(writer):
    page = writer("Tamsin").get(f"/files/{key_of('figures.yaml')}")
    assert "Used in" in page and "Module 1: Water, line" in page and "Module 1: The first visitor, line 38" in page
    assert f"/files/{key_of('01-making-tea/scenarios/first-visitor.md')}?line=38#line-38" in page
