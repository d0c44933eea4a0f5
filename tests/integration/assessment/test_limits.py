"""The limits on attempts hold in the database itself, and nobody reaches somebody else's."""

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound

from lms import clock
from lms.assessment import queries, service
from lms.assessment.models import Attempt, Submission
from lms.db.base import db
from lms.db.transaction import savepoint


@pytest.fixture
def sat(make):
    """Somebody, and a course to be assessed in."""
    live = make.publish(make.plain_course())
    return {
        "person_id": make.person().id,
        "course_id": live.course_id,
        "module_id": "module-4",
        "cycle": 1,
        "revision_id": live.revision_id,
        "round": 1,
        "allowed": 2,
        "seed": 1,
        "drawn": [{"question": "records-1", "options": ["a", "b", "c"]}],
        "started_at": clock.now(),
    }


def attempt(sat, **fields):
    """An attempt as it is stored."""
    row = Attempt(**{**sat, **fields})
    with savepoint():
        db.session.add(row)
    return row


def submission(row):
    """An attempt that was handed in."""
    with savepoint():
        db.session.add(
            Submission(
                attempt_id=row.id, score=0, out_of=1, pass_score=1, passed=False, marks=[], submitted_at=clock.now()
            )
        )


class TestConstraints:
    def test_no_attempt_beyond_those_allowed(self, sat):
        for number in (0, 3):
            with pytest.raises(IntegrityError, match="ck_attempt_number_allowed"):
                attempt(sat, number=number)

    def test_one_open_attempt_at_a_time(self, sat):
        attempt(sat, number=1)

        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            attempt(sat, number=2)

    def test_another_may_be_open_once_the_first_is_not(self, sat):
        attempt(sat, number=1, open=False)
        attempt(sat, number=2)

        assert db.session.query(Attempt).count() == 2

    def test_each_number_once_a_round(self, sat):
        attempt(sat, number=1, open=False)

        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            attempt(sat, number=1)
        attempt(sat, number=1, round=2)

    def test_handed_in_once(self, sat):
        row = attempt(sat, number=1)
        submission(row)

        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            submission(row)


class TestOwner:
    def test_attempts_and_answers_are_found_for_their_owner_alone(self, sat, make):
        row = attempt(sat, number=1)
        owner, other = sat["person_id"], make.person().id
        [sitting] = queries.sittings(owner, sat["course_id"], "module-4")
        service.save_answer(owner=owner, sitting=sitting, question_id="records-1", response=("a",))

        assert queries.answers(owner, row.id) == {"records-1": ("a",)}
        assert queries.answers(other, row.id) == {}
        assert queries.sittings(other, sat["course_id"], "module-4") == []

    def test_nobody_answers_or_hands_in_for_somebody_else(self, sat, make):
        attempt(sat, number=1)
        [sitting] = queries.sittings(sat["person_id"], sat["course_id"], "module-4")
        other = make.person().id

        with pytest.raises(NoResultFound):
            service.save_answer(owner=other, sitting=sitting, question_id="records-1", response=("a",))
        with pytest.raises(NoResultFound):
            service.submit_attempt(owner=other, sitting=sitting, quiz=make.quiz())

    def test_the_latest_answer_counts(self, sat):
        row = attempt(sat, number=1)
        owner = sat["person_id"]
        [sitting] = queries.sittings(owner, sat["course_id"], "module-4")
        for response in (("a",), ("b",), ()):
            service.save_answer(owner=owner, sitting=sitting, question_id="records-1", response=response)

        assert queries.answers(owner, row.id) == {}


class TestStatements:
    def test_attempts_with_their_results_take_one(self, sat, statements):
        row = attempt(sat, number=1, open=False)
        submission(row)
        attempt(sat, number=2)

        with statements() as seen:
            found = queries.sittings(sat["person_id"], sat["course_id"], "module-4")

        assert len(seen) == 1
        assert [each.result is not None for each in found] == [True, False]
