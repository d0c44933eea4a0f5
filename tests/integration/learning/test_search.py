"""Searching a course: no address has the words, nothing of it is kept, and each result opens what its reader has."""

import re

import pytest
from sqlalchemy import func, select

from lms.content.schema import TRAINER, Block
from lms.db.base import Base, db
from tests.integration.learning.conftest import Learner, words


@pytest.fixture
def live(make):
    """Two modules, the second of which says something about a teapot."""
    note = Block(html="<p>Bring a quillwhistle.</p>", audience=(TRAINER,), title="For trainers")
    first = make.page(1, html="<p>Kettles are of steel.</p>", title="The kettle")
    second = make.page(2, html="<p>The <em>kettle</em> sings.</p>", title="Steam")
    first = first.model_copy(update={"blocks": (*first.blocks, note)})
    later = make.page(1, html="<p>A teapot beside a kettle &amp; &lt;b&gt;.</p>", title="Crockery")
    return make.publish(make.plain_course(make.module(4, pages=(first, second)), make.module(5, pages=(later,))))


def search(learner, query, code="four"):
    """Post the words, and open where that leads."""
    sent = learner.client.post(f"/learning/{code}/search", data={"words": query})
    assert sent.status_code == 303, sent.text
    return learner.client.get(sent.location)


def results(page):
    """Title and address of each result, in order."""
    return re.findall(r'<h3><a href="([^"]+)">([^<]+)</a></h3>', page.text)


def test_pages_of_a_module_that_was_begun_open_and_the_others_lead_to_their_module(learner):
    learner.start()
    page = search(learner, "kettles")
    assert results(page) == [
        ("/learning/four/4/1", "The kettle"),
        ("/learning/four/4/2", "Steam"),
        ("/learning/four/5", "Crockery"),
    ]
    assert "3 pages" in words(page)
    assert "Module 5, page 1. You have not started this module" in words(page)


def test_the_words_are_marked_and_nothing_on_the_page_is_markup_of_the_text(learner):
    page = search(learner, "kettles")
    assert "<mark>Kettles</mark> are of steel." in page.text
    assert "A teapot beside a <mark>kettle</mark> &amp; &lt;b&gt;." in page.text


def test_no_address_title_or_cookie_has_the_words(learner):
    sent = learner.client.post("/learning/four/search", data={"words": "teapot"})
    page = learner.client.get(sent.location)
    assert re.fullmatch(r"/learning/four/search\?sealed=[\w=%-]+", sent.location)
    assert "<title>Search - Learning</title>" in page.text
    assert "teapot" not in sent.location + str(sent.headers) + str(page.headers)
    assert page.headers["Cache-Control"] == "no-store"
    assert 'method="post"' in page.text and 'autocomplete="off"' in page.text


def test_nothing_of_a_search_is_kept(learner):
    def rows():
        db.session.commit()
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }

    learner.client.get("/learning")
    before = rows()
    search(learner, "teapot")
    assert rows() == before


def test_going_back_shows_the_results_again_but_to_nobody_else(learner, another):
    sent = learner.client.post("/learning/four/search", data={"words": "teapot"})
    assert results(learner.client.get(sent.location)) == results(learner.client.get(sent.location)) != []
    assert results(another.client.get(sent.location)) == []
    assert "teapot" not in another.client.get(sent.location).text


def test_after_leaving_the_address_shows_nothing(learner, make):
    sent = learner.client.post("/learning/four/search", data={"words": "teapot"})
    learner.client.get("/exit")
    assert learner.client.get(sent.location).location.startswith("/sign-in")
    make.sign_in(learner.client, learner.person)
    assert results(learner.client.get(sent.location)) == []


def test_an_address_that_was_tampered_with_is_the_empty_box(learner):
    for sealed in ("x", "", "gAAAAABl"):
        page = learner.client.get(f"/learning/four/search?sealed={sealed}")
        assert page.status_code == 200 and "page" not in re.findall(r'id="found"[^<]*', page.text)


@pytest.mark.parametrize(("query", "problem"), [("", "Enter a word to search for"), ("x" * 101, "100 characters")])
def test_nothing_to_search_for_and_too_much_are_refused_in_words(learner, query, problem):
    answer = learner.client.post("/learning/four/search", data={"words": query})
    assert answer.status_code == 422
    assert problem in words(answer) and "<title>Error: Search - Learning</title>" in answer.text


def test_a_slip_of_the_keyboard_is_put_right_by_a_button(learner):
    page = search(learner, "ketlte")
    assert "No page has that word" in words(page)
    assert "Search for “kettle”" in words(page)
    assert '<input type="hidden" name="words" value="kettle">' in page.text
    assert "another word for the same thing" in words(page)


def test_where_no_word_is_near_it_says_what_to_do(learner):
    page = search(learner, "xylophone & <i>")
    assert "No page has those words" in words(page)
    assert "Search for" not in words(page) and "another word for the same thing" in words(page)


def test_a_trainers_note_is_found_by_nobody(learner):
    assert results(search(learner, "quillwhistle")) == []


def test_a_module_under_way_is_searched_as_it_was_begun(learner, make, live):
    learner.start()
    changed = make.page(1, html="<p>Samovars.</p>", title="The samovar")
    make.publish(make.plain_course(make.module(4, pages=(changed,)), make.module(5, pages=(changed,))))
    assert results(search(learner, "samovar")) == [("/learning/four/5", "The samovar")]
    assert results(search(learner, "kettle")) == [
        ("/learning/four/4/1", "The kettle"),
        ("/learning/four/4/2", "Steam"),
    ]


def test_a_module_that_was_taken_out_is_still_searched_by_whoever_is_in_it(learner, make, live):
    learner.start()
    make.publish(make.plain_course(make.module(5)))
    assert results(search(learner, "steam")) == [("/learning/four/4/2", "Steam")]


def test_a_course_that_is_not_there_is_not_found(learner):
    assert learner.client.get("/learning/three/search").status_code == 404
    assert learner.client.post("/learning/three/search", data={"words": "kettle"}).status_code == 404


def test_the_box_is_on_my_learning_on_each_module_and_on_each_page(learner):
    learner.start()
    for path in ("/learning", "/learning/four/4", "/learning/four/4/1"):
        page = learner.client.get(path).text
        assert page.count('action="/learning/four/search" method="post"') == 1, path
        assert len(re.findall(r'id="words[^"]*"', page)) == 1


def test_searching_asks_the_database_little(learner, statements, live):
    learner.start()
    search(learner, "kettle")
    sealed = learner.client.post("/learning/four/search", data={"words": "kettle"}).location
    with statements() as seen:
        learner.client.get(sealed)
    assert len(seen) <= 3, seen


def test_somebody_who_may_not_read_it_signed_in_first(app, learner):
    stranger = Learner(app.test_client(), None, None)
    assert stranger.client.post("/learning/four/search", data={"words": "kettle"}).status_code == 401


def test_with_several_courses_each_box_says_which_it_searches(learner, make):
    assert "Search this course</label>" in learner.client.get("/learning").text
    other = make.course().course.neutral_title
    page = learner.client.get("/learning").text
    assert f"Search {other}</label>" in page and "Search this course" not in page
    links = re.findall(r'<a href="/learning/[a-z]+/figures">(.*?)</a>', page)
    assert len(links) == len(set(links)) == 2
