"""First attempts are read for what they say of questions: at once, by tens, and without anybody in them."""

from fractions import Fraction
from typing import NamedTuple

import pytest

from lms.assessment import queries
from lms.assessment.models import Attempt
from lms.assessment.rules.first_attempts import Answer, FirstAttempt
from lms.assessment.rules.items import items
from lms.assessment.rules.reliability import reliability
from lms.db.base import db

EVERY = ("emergency-1", "emergency-2", "emergency-3", "records-1", "records-2", "records-3")


@pytest.fixture
def live(make):
    """A course with module 4, whose quiz draws 4 of 6 questions; "a" is right in each."""
    return make.publish(make.plain_course())


def asked(live, *revisions, module_id="module-4"):
    return queries.first_attempts(live.course_id, module_id, dict.fromkeys([live.revision_id, *revisions], EVERY))


def test_attempts_come_with_what_was_said_and_what_it_won(live, make):
    for number in range(10):
        make.handed_in(live, said=("a",) if number else ("b",))

    found = asked(live)

    assert len(found) == 10
    assert [attempt.score for attempt in found] == [0] + [4] * 9
    assert {attempt.out_of for attempt in found} == {4}
    for number, attempt in enumerate(found):
        assert len({answer.question_id for answer in attempt.answers}) == 4
        assert {answer[1:] for answer in attempt.answers} == {
            (("a",), Fraction(1)) if number else (("b",), Fraction(0))
        }


def test_parts_of_a_point_come_as_exact_fractions(make):
    thirds = [make.question(f"q{n}", right="abc", options="abcdef", kind="multiple-partial") for n in range(2)]
    live = make.publish(make.plain_course(make.module(4, quiz=make.quiz(*thirds, draw=2, at_least_per_outcome=0))))
    for _ in range(10):
        make.handed_in(live, said=("b",))

    found = queries.first_attempts(live.course_id, "module-4", {live.revision_id: ("q0", "q1")})

    assert {attempt.score for attempt in found} == {Fraction(2, 3)}
    assert {answer.mark for attempt in found for answer in attempt.answers} == {Fraction(1, 3)}


def test_only_the_very_first_attempt_of_a_person_counts(live, make):
    people = [make.handed_in(live, said=("b",)) for _ in range(10)]
    for person in people:
        make.handed_in(live, person=person)
        make.handed_in(live, person=person, cycle=2)

    assert {attempt.score for attempt in asked(live)} == {0}


def test_who_meets_a_module_in_a_later_cycle_has_a_first_attempt_there(live, make):
    for _ in range(10):
        make.handed_in(live, cycle=2)

    assert len(asked(live)) == 10


def test_an_attempt_in_another_revision_counts_where_that_is_asked_for(live, make):
    people = [make.handed_in(live, said=("b",)) for _ in range(10)]
    newer = make.publish(make.plain_course(title="The same questions"))
    for _ in range(10):
        make.handed_in(newer)
    for person in people:
        make.handed_in(newer, person=person)

    assert {attempt.score for attempt in asked(newer)} == {4}
    assert len(asked(newer)) == 10, "a second attempt is no first one in a newer revision"
    assert [attempt.score for attempt in asked(newer, live.revision_id)] == [0] * 10 + [4] * 10


def test_of_a_question_that_has_changed_only_the_points_come_along(live, make):
    for _ in range(10):
        make.handed_in(live)
    same = EVERY[:3]

    found = queries.first_attempts(live.course_id, "module-4", {live.revision_id: same})

    assert {answer.question_id for attempt in found for answer in attempt.answers} == set(same)
    assert {(attempt.score, attempt.out_of) for attempt in found} == {(4, 4)}


def test_other_modules_and_courses_stay_out(make):
    live = make.publish(make.plain_course(make.module(4), make.module(5)))
    other = make.publish(make.plain_course(make.module(4), code="other"))
    for _ in range(10):
        make.handed_in(live, module_id="module-5")
        make.handed_in(other)

    assert asked(live) == []
    assert len(asked(live, module_id="module-5")) == len(asked(other)) == 10
    assert queries.first_attempts(live.course_id, "module-5", {other.revision_id: EVERY}) == []


def test_an_attempt_that_is_open_does_not_count(live, make):
    people = [make.handed_in(live) for _ in range(10)]
    db.session.query(Attempt).filter_by(person_id=people[0].id).update({"open": True})
    assert len(asked(live)) == 10, "what was handed in counts"

    for _ in range(10):
        attempt = db.session.query(Attempt).filter_by(person_id=people[1].id).one()
        db.session.add(Attempt(**{**fields(attempt), "person_id": make.person().id, "open": True}))
    db.session.flush()
    assert len(asked(live)) == 10


def fields(row):
    return {column.key: getattr(row, column.key) for column in Attempt.__table__.columns if column.key != "id"}


@pytest.mark.parametrize(("handed_in", "come"), [(9, 0), (10, 10), (19, 10), (20, 20)])
def test_attempts_come_by_whole_tens(live, make, handed_in, come):
    for number in range(handed_in):
        make.handed_in(live, said=("b",) if number >= come else ("a",))

    found = asked(live)

    assert len(found) == come
    assert {attempt.score for attempt in found} <= {4}, "the last to come wait"


def test_those_who_handed_in_last_wait_whenever_they_joined(live, make):
    people = [make.person() for _ in range(11)]
    for person in reversed(people):
        make.handed_in(live, person=person, said=("b",) if person is people[0] else ("a",))

    assert [attempt.score for attempt in asked(live)] == [4] * 10


def test_nothing_in_the_answer_leads_to_a_person(live, make, statements):
    people = [make.handed_in(live, person=make.person(name=f"Somebody {number}")) for number in range(10)]
    with statements() as seen:
        found = asked(live)

    assert set(FirstAttempt._fields) == {"answers", "score", "out_of"}
    assert set(Answer._fields) == {"question_id", "response", "mark"}
    kinds = {type(each) for attempt in found for each in leaves(attempt)}
    assert kinds == {str, int, Fraction}
    words = {each for attempt in found for each in leaves(attempt) if isinstance(each, str)}
    assert words == {*EVERY, "a"}
    numbers = {each for attempt in found for each in leaves(attempt) if not isinstance(each, str)}
    assert numbers == {1, 4}, "marks, points and how many questions"
    chosen = seen[0][: seen[0].index("FROM")]
    assert "person" not in chosen and "_at" not in chosen
    assert people[0].name not in repr(found)


def leaves(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


class Told(NamedTuple):
    attempts: int
    facility: float


def test_one_statement_however_many_attempts_and_questions(live, make, statements):
    for _ in range(20):
        make.handed_in(live)
    bank = live.course.module_of("module-4").quiz.questions

    with statements() as seen:
        found = asked(live)
        told = {key: Told(item.attempts, item.facility) for key, item in items(bank, found).items()}
        rely = reliability(found)

    assert len(seen) == 1
    assert sum(each.attempts for each in told.values()) <= 80
    assert {each.facility for each in told.values()} == {1}
    assert rely.value is None and rely.attempts == 20


def test_asking_of_no_revision_finds_nothing(live, make):
    for _ in range(10):
        make.handed_in(live)

    assert queries.first_attempts(live.course_id, "module-4", {}) == []
