"""Time: the learner's own beside what the course counts; nothing else changes."""

import pytest

from lms.cpd.models import OwnTime
from lms.cpd.queries.learnt import learnt
from lms.cpd.service.time import TooLong, change_time
from lms.db.base import db
from lms.progress.models import CourseCompletion, ModuleCompletion


def address(keeper):
    (passed,) = learnt(keeper.person.id)
    return f"/record/time/{passed.completion_id}"


def test_what_was_learnt_is_listed_with_its_time_month_and_revision(keeper):
    said = keeper.text()
    assert "Part 4 of the course" in said
    assert "45 minutes, as the course counts it" in said
    assert "Passed in November 2026. Revision 1 of the course." in said
    assert "non-participatory" in said


def test_a_change_keeps_both(keeper):
    page = address(keeper)
    assert "The course counts 45 minutes" in keeper.text(page)
    assert keeper.client.post(page, data={"minutes": "70"}).location == "/record"
    assert "You count 1 hour 10 minutes. The course counts 45 minutes." in keeper.text()
    assert [row.minutes for row in db.session.query(ModuleCompletion)] == [45]
    assert [row.modules[0]["minutes"] for row in db.session.query(CourseCompletion)] == [45]


def test_it_can_be_changed_again_and_taken_back(keeper):
    for minutes in ("70", "80", "80"):
        assert keeper.client.post(address(keeper), data={"minutes": minutes}).status_code == 303
    assert [row.minutes for row in db.session.query(OwnTime)] == [80]
    assert "Use what the course counts" in keeper.text(address(keeper))
    keeper.client.post(address(keeper), data={"minutes": "45"})
    assert db.session.query(OwnTime).count() == 0


@pytest.mark.parametrize("minutes", ["", "0", "136", "-5", "45.5", "one", "99999", "²", "٤٥"])
def test_what_is_no_time_for_a_module_is_refused_and_stays_in_the_form(keeper, minutes):
    answer = keeper.client.post(address(keeper), data={"minutes": minutes})
    assert answer.status_code == 422
    assert f'value="{minutes}"' in answer.text or not minutes
    assert db.session.query(OwnTime).count() == 0


def test_a_bound_holds_below_the_form_too(make, keeper):
    (passed,) = learnt(keeper.person.id)
    with pytest.raises(TooLong):
        change_time(actor=make.actor(keeper.person), completion_id=passed.completion_id, minutes=136)


def test_nobody_changes_anybody_elses_time(make, keeper, another):
    assert another.client.post(address(keeper), data={"minutes": "50"}).status_code == 404
    (passed,) = learnt(keeper.person.id)
    with pytest.raises(LookupError):
        change_time(actor=make.actor(another.person), completion_id=passed.completion_id, minutes=50)
