"""Keeping pages: one's own, safe to repeat, over new revisions; never reported, and gone with the person."""

import re

from sqlalchemy import select

from lms.db.base import db
from lms.learning import queries, service
from lms.learning.models import KeptPage
from tests.integration.learning.conftest import count, words


def keep(learner, page=1, kept="yes"):
    return learner.post(f"/{page}/keep", kept=kept)


def listed(learner):
    """What stands under the heading on my learning; nothing where there is no heading."""
    page = learner.client.get("/learning").text
    found = re.search(r'<section class="section" aria-labelledby="kept">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_a_page_is_kept_by_a_button_and_listed_on_my_learning(learner):
    learner.start()
    assert "Keep this page" in learner.text("/2") and listed(learner) == ""
    sent = keep(learner, 2)
    assert (sent.status_code, sent.location) == (303, "/learning/four/4/2#keep")
    assert "Kept: take it off" in learner.text("/2") and "Keep this page" in learner.text("/1")
    assert '<a href="/learning/four/4/2">Part 2</a>' in listed(learner)
    assert "Module 4, page 2" in listed(learner)


def test_it_is_taken_off_on_the_page_or_on_my_learning(learner):
    learner.start()
    keep(learner, 1)
    keep(learner, 2)
    keep(learner, 1, kept="no")
    kept = re.search(r'name="kept" value="(\d+)"', listed(learner))[1]
    sent = learner.client.post("/kept-pages/remove", data={"kept": kept})
    assert (sent.status_code, sent.location) == (303, "/learning#kept")
    assert listed(learner) == "" and count(KeptPage) == 0


def test_each_step_can_be_sent_twice(learner):
    learner.start()
    assert [keep(learner).status_code for _ in range(2)] == [303, 303]
    assert count(KeptPage) == 1
    kept = db.session.scalar(select(KeptPage.id))
    assert [learner.client.post("/kept-pages/remove", data={"kept": kept}).status_code for _ in range(2)] == [303, 303]
    assert [keep(learner, kept="no").status_code for _ in range(2)] == [303, 303]
    assert count(KeptPage) == 0


def test_the_latest_comes_first(learner, at):
    learner.start()
    for day, page in ((1, 2), (2, 3), (3, 1)):
        at(f"2026-12-0{day} 09:00")
        learner.make.sign_in(learner.client, learner.person)
        keep(learner, page)
    assert re.findall(r"Part \d(?=</a>)", listed(learner)) == ["Part 1", "Part 3", "Part 2"]


def test_it_outlives_a_new_revision_where_its_number_is_another(learner, make, live):
    make.kept_page(person=learner.person, course=live, page_id="page-2")
    pages = (make.page(1, id="new"), make.page(2, id="page-1"), make.page(3, id="page-2", title="Moved"))
    make.publish(make.plain_course(make.module(pages=pages)))
    learner.start()
    assert '<a href="/learning/four/4/3">Moved</a>' in listed(learner)


def test_whoever_is_in_the_module_keeps_the_page_that_they_have(learner, make, live):
    learner.start()
    keep(learner, 2)
    make.publish(make.plain_course(make.module(pages=(make.page(1),))))
    assert '<a href="/learning/four/4/2">Part 2</a>' in listed(learner)


def test_a_page_that_is_gone_says_so_and_can_be_taken_off(learner, make, live):
    make.kept_page(person=learner.person, course=live, page_id="gone-page")
    make.kept_page(person=learner.person, course=live, module_id="gone-module")
    section = listed(learner)
    assert "A page that is gone" in section and "<a " not in section
    assert "It is not in module 4 any more" in section and "Its module is not in the course any more" in section
    for kept in re.findall(r'name="kept" value="(\d+)"', section):
        learner.client.post("/kept-pages/remove", data={"kept": kept})
    assert listed(learner) == ""


def test_a_module_that_was_not_begun_leads_to_what_is_in_it(learner, make, live):
    make.kept_page(person=learner.person, course=live)
    assert '<a href="/learning/four/4">Part 1</a>' in listed(learner)


def test_nobody_sees_or_removes_another_persons(learner, another):
    for each in (learner, another):
        each.start()
    keep(learner)
    kept = db.session.scalar(select(KeptPage.id))
    another.client.post("/kept-pages/remove", data={"kept": kept})
    keep(another, kept="no")
    assert listed(another) == "" and "Keep this page" in another.text("/1")
    assert count(KeptPage) == 1


def test_what_is_no_page_cannot_be_kept(learner):
    assert keep(learner).location == "/learning/four/4"  # not begun: there is no page to keep yet
    learner.start()
    assert keep(learner, 9).status_code == 404
    assert learner.client.post("/kept-pages/remove", data={"kept": "nothing"}).status_code == 303
    assert count(KeptPage) == 0


def test_it_goes_with_the_person(make, live):
    leaving, staying = make.person(), make.person()
    for person in (leaving, staying):
        make.kept_page(person=person, course=live)
    service.forget_kept_pages(owner=leaving.id)
    assert [queries.kept_pages(person.id) == [] for person in (leaving, staying)] == [True, False]


def test_the_page_says_that_it_is_for_oneself_alone(learner):
    learner.start()
    assert "It is then listed on my learning, for you alone." in words(learner.get("/1"))
