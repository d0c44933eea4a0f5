"""A material change is offered to those who had passed: the changed pages alone. An editorial one asks for nothing."""

import pytest

from lms.catalogue.rules import ChangeKind
from lms.progress.models import RefreshedPage
from tests.integration.learning.conftest import Learner, count, words


@pytest.fixture
def passed(client, make):
    """Somebody who has passed module 4."""
    make.publish(make.plain_course(make.module()))
    person = make.person(organisation=make.organisation())
    make.sign_in(client, person)
    learner = Learner(client, make, person)
    learner.pass_module()
    return learner


def publish(make, *titles, change=ChangeKind.MATERIAL, reason="The law has changed"):
    """The course again, its pages with these titles, or as they were."""
    module = make.module()
    pages = tuple(
        page.model_copy(update={"title": title}) if title else page
        for page, title in zip(module.pages, [*titles, *[""] * len(module.pages)], strict=False)
    )
    return make.publish(make.plain_course(module.model_copy(update={"pages": pages})), change=change, reason=reason)


def test_an_editorial_change_asks_nothing_of_anybody(passed, make):
    publish(make, "Put better", change=ChangeKind.EDITORIAL, reason="A slip of the pen")
    assert "changed" not in words(passed.client.get("/learning"))
    assert "Nothing that matters has changed" in passed.text("/changes")


def test_a_material_change_offers_the_changed_page_alone_with_its_reason(passed, make):
    publish(make, "", "The new law")
    assert "1 page has changed since" in words(passed.client.get("/learning"))
    assert "1 page has changed since" in passed.text()

    said = passed.text("/changes")

    assert "The new law Why: The law has changed Read page 2" in said
    assert said.count("Why:") == 1
    assert "Why it has changed: The law has changed" in passed.text("/changes/2")
    assert passed.get("/changes/1").status_code == 303
    assert passed.post("/changes/1").status_code == 303
    assert count(RefreshedPage) == 0


def test_what_was_read_again_is_not_offered_again_until_it_changes_again(passed, make):
    publish(make, "", "The new law")
    assert passed.post("/changes/2").status_code == 303
    passed.post("/changes/2")  # sent twice
    assert count(RefreshedPage) == 1
    assert "changed" not in words(passed.client.get("/learning"))
    assert "You have read everything that has changed" in passed.text("/changes")
    assert "You passed this module on" in passed.text()

    publish(make, "", "The newer law", reason="It has changed once more")

    said = passed.text("/changes")
    assert "The newer law Why: The law has changed Why: It has changed once more Read page 2" in said


def test_what_an_editorial_change_touched_besides_is_not_offered(passed, make):
    publish(make, "", "The new law")
    publish(make, "Put better", "The new law", change=ChangeKind.EDITORIAL, reason="A slip of the pen")
    said = passed.text("/changes")
    assert "Put better" not in said and "The new law" in said


def test_who_has_not_passed_stays_with_what_they_began_and_is_offered_nothing(client, make):
    make.publish(make.plain_course(make.module()))
    person = make.person(organisation=make.organisation())
    make.sign_in(client, person)
    learner = Learner(client, make, person)
    learner.start()
    publish(make, "The new law")
    assert "The new law" not in learner.text("/1")
    assert "changed" not in words(client.get("/learning"))


def test_a_changed_page_is_drawn_as_it_reads_today_and_its_checks_can_be_tried(passed, make):
    live = publish(make, "The new law")
    page = live.course.module(4).pages[0]
    assert "The new law" in passed.text("/changes/1")
    for check in page.checks:
        tried = passed.post("/changes/1/check", check=check.id, answer="a")
        assert tried.status_code == 200 and "Your answer" in words(tried)
    assert passed.post("/changes/1/check", check="no-such", answer="a").status_code == 404
