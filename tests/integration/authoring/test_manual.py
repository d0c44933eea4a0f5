"""The manual as trainers find it, and messages that send them there."""

import pytest
from lxml import html

from lms.authoring.presenters import as_json, in_words
from lms.authoring.views import courses
from lms.content.keys import key_of
from lms.content.problems import MANUAL, Problem
from lms.content.workbench import TookTooLong, Workbench

TO_IT = 'href="/courses/manual"'


@pytest.fixture(autouse=True)
def not_drawn_yet():
    courses.manual.cache_clear()


def test_it_is_a_page_with_a_list_of_its_sections(writer):
    page = html.fromstring(writer("Tamsin").client.get("/courses/manual").text)
    assert page.findtext(".//h1") == "Writing a module"
    links = [each.get("href") for each in page.xpath("//main//a")]
    assert links[0] == "/courses" and "#5-quizmd" in links
    ids = {f"#{each}" for each in page.xpath("//@id")}
    assert [each for each in links[1:] if each not in ids] == []


def test_every_page_where_somebody_writes_leads_there(writer):
    tamsin = writer("Tamsin")
    assert TO_IT in tamsin.client.get("/courses").text
    assert TO_IT in tamsin.get() and TO_IT in tamsin.get(f"/files/{key_of('course.yaml')}")


def test_it_is_drawn_once(writer, monkeypatch):
    client = writer("Tamsin").client
    first = client.get("/courses/manual").text
    monkeypatch.setattr(Workbench, "_ask", lambda *_, **__: 1 / 0)
    assert html.fromstring(client.get("/courses/manual").text).findtext(".//h1") in first


def test_where_it_cannot_be_drawn_in_time_that_is_said_and_it_is_tried_again(writer, monkeypatch):
    client = writer("Tamsin").client

    def too_slow(*_, **__):
        raise TookTooLong

    with monkeypatch.context() as busy:
        busy.setattr(Workbench, "_ask", too_slow)
        answer = client.get("/courses/manual")
        assert answer.status_code == 503 and "try again in a moment" in answer.text
    assert client.get("/courses/manual").status_code == 200


def test_messages_lead_there_on_a_page_and_to_the_file_on_the_command_line(writer):
    tamsin = writer("Tamsin")
    tamsin.changes("code: small", "code: small\nsubtitle: Tea", "course.yaml")
    page = tamsin.get()
    assert f"spell it as <a {TO_IT}>the manual</a> does" in page and MANUAL not in page
    problem = Problem("a.svg", 1, "A `<b>`.", f"Listed in {MANUAL}.")
    assert in_words(problem.advice + "<b>") == f"Listed in <a {TO_IT}>the manual</a>.&lt;b&gt;"
    assert as_json(problem)["advice"] == "Listed in the manual." and MANUAL in str(problem)
