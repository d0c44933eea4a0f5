"""Every kind of question on its way: asked, saved as it was given, checked, marked, explained. The small course has one
question or more of each in which options are chosen; `test_part_kinds` has the others."""

import re
from datetime import timedelta
from html import unescape

import pytest

from lms import clock
from lms.assessment.models import SavedAnswer, Submission
from lms.db.base import db
from tests.factories.accounts import PASSWORD
from tests.integration.learning.conftest import Learner, fields, words

MODULE, QUIZ = "01-making-tea/module.md", "01-making-tea/quiz.md"
JSON = {"Accept": "application/json"}
INPUT = re.compile(
    r'<input class="nhsuk-(?:radios|checkboxes)__input" id="([^"]+)" name="([^"]+)" [^>]*value="([^"]+)"'
)
CHOSEN = {"single", "multiple", "multiple-partial", "true-false", "kprim"}
GOOD_POT = "True or false for each: a good pot"
IN_THE_POT = "What goes into the pot?"


def publish(make, **changes):
    """The small course, live, with all eight questions drawn; `changes` maps words of its quiz to others."""
    module, quiz = (make.course_files()[path].decode() for path in (MODULE, QUIZ))
    for old, new in {"draw: 4": "draw: 8", **changes}.items():
        assert old in quiz
        quiz = quiz.replace(old, new)
    module = module.replace("minutes: 10", "minutes: 15")
    return make.course(files=make.course_files(**{MODULE: module.encode(), QUIZ: quiz.encode()}))


@pytest.fixture
def tea(client, make):
    """Somebody who sits all questions of the small course's first module."""
    live = publish(make)
    person = make.person(organisation=make.organisation())
    make.sign_in(client, person)
    learner = Learner(client, make, person, number=1, code="small")
    learner.quiz = live.course.module(1).quiz
    learner.begin(pages=2)
    return learner


def number_of(tea, title):
    """At which number the attempt asks this."""
    return next(n for n in range(1, 9) if title in tea.text(f"/questions/{n}"))


def controls(page):
    """The controls of a question: name, and value."""
    return [(name, value) for _, name, value in INPUT.findall(page.text)]


def right_values(tea, page):
    """What somebody who knows it sends: name to values, from the controls that the page has."""
    title = unescape(re.search(r'<h1 class="nhsuk-fieldset__heading">(.*?)</h1>', page.text)[1])
    right = next(question for question in tea.quiz.questions if question.title == title).right
    sent = {}
    for name, value in controls(page):
        option, _, truth = value.partition(":")
        if (option in right) == (truth != "false"):
            sent.setdefault(name, []).append(value)
    return sent


def answer(tea, number, **values):
    """Send these answers to a question."""
    return tea.post(f"/questions/{number}", attempt=tea.attempt(), **values)


def answer_all(tea, **instead):
    """Answer all eight rightly, but those of these titles with other values."""
    for number in range(1, 9):
        page = tea.get(f"/questions/{number}")
        other = next((values for title, values in instead.items() if title in unescape(page.text)), None)
        answer(tea, number, **(right_values(tea, page) if other is None else other))


def letter(tea, title, text):
    """The id of the option with this text."""
    question = next(question for question in tea.quiz.questions if question.title == title)
    return next(option.id for option in question.options if option.text == text)


def saved():
    """The answers as they are kept."""
    db.session.commit()
    return [row.options for row in db.session.query(SavedAnswer).order_by(SavedAnswer.id)]


def test_the_small_course_asks_in_every_kind_in_which_options_are_chosen(tea):
    assert {question.kind for question in tea.quiz.questions} == CHOSEN


def test_whoever_knows_everything_wins_every_point(tea):
    answer_all(tea)
    checked = tea.text("/questions/check-answers")
    assert "You have answered 8 of 8." in checked and "not answered yet" not in checked

    tea.submit()

    assert "8 of 8. The pass mark is 6." in tea.text("/result")
    assert {each["mark"] for each in db.session.query(Submission).one().marks} == {"1"}


def test_an_answer_to_some_statements_is_kept_as_given_and_the_gap_is_shown(tea):
    number = number_of(tea, GOOD_POT)
    steel, cold = letter(tea, GOOD_POT, "Four minutes are enough"), letter(tea, GOOD_POT, "The pot has to be cold")
    given = {f"answer-{cold}": f"{cold}:true", f"answer-{steel}": f"{steel}:true", "attempt": tea.attempt()}

    script = tea.client.post(f"{tea.module}/questions/{number}", data=given, headers=JSON)

    assert script.status_code == 204
    assert saved() == [sorted([f"{steel}:true", f"{cold}:true"])]
    page = tea.get(f"/questions/{number}")
    assert page.text.count(" checked") == 2
    assert f'value="{cold}:true" checked' in page.text and f'value="{steel}:true" checked' in page.text
    checked = tea.text("/questions/check-answers")
    assert "You have answered 0 of 8. What is left blank counts as not right." in checked
    assert "The pot has to be cold: true" in checked
    assert "2 of 4 not answered yet" in checked
    other = tea.text("/questions/" + ("1" if number != 1 else "2"))
    assert f"Question {number} , not answered" in other


def test_three_of_four_statements_win_half_a_point_and_every_statement_is_explained(tea):
    wrong = letter(tea, GOOD_POT, "The pot has to be cold")
    page = tea.get(f"/questions/{number_of(tea, GOOD_POT)}")
    answer_all(tea, **{GOOD_POT: {**right_values(tea, page), f"answer-{wrong}": f"{wrong}:true"}})
    tea.submit()

    said = tea.text("/result")

    assert "7.5 of 8." in said
    assert "Time a pot of tea" in said and "3.5 of 4" in said
    assert "Part of it is right: 0.5 of the point." in said
    again = said[said.index("One to look at again") : said.index("See all 8 answers")]
    assert "Your answer: true. It is false The pot has to be cold A cold pot cools the water." in again
    assert "Your answer: true, right Four minutes are enough Then it is strong and not bitter." in again
    assert "Your answer: false, right Stirring replaces waiting It does not. Wait, then stir once." in again
    assert "Read page 2 again" in again


def test_a_statement_left_open_is_not_right(tea):
    sent = right_values(tea, tea.get(f"/questions/{number_of(tea, GOOD_POT)}"))
    left_out = sent.pop(f"answer-{letter(tea, GOOD_POT, 'Four minutes are enough')}")
    answer_all(tea, **{GOOD_POT: sent})
    tea.submit()

    said = tea.text("/result")

    assert left_out and "7.5 of 8." in said
    assert "Not answered. It is true Four minutes are enough" in said


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (["Tea leaves"], "7.5 of 8."),
        (["Tea leaves", "Milk"], "7 of 8."),
        (["Tea leaves", "Hot water", "Milk"], "7.5 of 8."),
        (["Tea leaves", "Hot water", "Milk", "Sugar"], "7 of 8."),
    ],
)
def test_part_of_the_right_ones_wins_part_of_the_point(tea, chosen, score):
    answer_all(tea, **{IN_THE_POT: {"answer": [letter(tea, IN_THE_POT, text) for text in chosen]}})
    tea.submit()

    assert score in tea.text("/result")


def test_the_learner_is_told_beforehand_how_parts_are_marked(tea):
    assert "All four right win the point, three of them half of it." in tea.text(
        f"/questions/{number_of(tea, GOOD_POT)}"
    )
    assert "each wrong one takes one away" in tea.text(f"/questions/{number_of(tea, IN_THE_POT)}")


@pytest.mark.parametrize("value", ["a", "a:perhaps", "z:true", ["a:true", "a:false"], ""])
def test_what_is_no_answer_to_a_statement_is_refused_and_nothing_is_lost(tea, value):
    number = number_of(tea, GOOD_POT)
    answer(tea, number, **{"answer-b": "b:false"})

    refused = answer(tea, number, **{"answer-a": value})

    assert refused.status_code == 422 and "There is a problem" in words(refused)
    assert 'value="b:false" checked' in tea.get(f"/questions/{number}").text
    assert saved() == [["b:false"]]


def test_statements_sent_after_the_session_ended_are_carried_over_and_saved(tea, at):
    number, attempt = number_of(tea, GOOD_POT), tea.attempt()
    question = f"{tea.module}/questions/{number}"
    at(clock.now() + timedelta(minutes=45))

    carried = tea.client.post(question, data={"attempt": attempt, "answer-a": "a:true", "answer-b": "b:false"})
    who = {"email": tea.person.email, "password": PASSWORD, "replay": fields(carried)["replay"]}
    kept = tea.client.post("/sign-in", data=who)

    assert tea.client.post(question, data=fields(kept)).status_code == 303
    assert saved() == [["a:true", "b:false"]]


def test_an_answer_is_read_in_the_revision_it_was_given_in(tea, make):
    answer_all(tea)
    other = {
        "kind=kprim": "kind=multiple",
        "kind=multiple-partial": "kind=single",
        "- [x] Hot water": "- [ ] Hot water",
    }
    assert publish(make, **other).course.module(1).quiz != tea.quiz

    assert "Four minutes are enough: true" in tea.text("/questions/check-answers")
    tea.submit()
    assert "8 of 8." in tea.text("/result")


class TestKnowledgeCheck:
    CHECK = "water-check-2"

    def test_every_statement_is_explained_shown_right_or_not(self, tea):
        sent = {f"answer-{each}": f"{each}:true" for each in "abcd"}

        said = words(tea.post("/1/check", check=self.CHECK, **sent))

        assert "Your answer: true, right It may be of steel Any kettle will do." in said
        assert "Your answer: true. It is false It has to be red The colour changes nothing." in said

    def test_a_statement_left_open_is_asked_for_and_the_others_are_kept(self, tea):
        page = tea.post("/1/check", check=self.CHECK, **{"answer-a": "a:true", "answer-c": "c:false"})

        assert page.status_code == 422
        assert "There is a problem 2 of 4 not answered yet" in words(page)
        target = page.text.split('error-summary__list"><li><a href="#')[1].split('"')[0]
        assert INPUT.search(page.text, page.text.index(f'id="{target}"') - 60)[3] == "b:true"
        assert 'value="a:true" checked' in page.text and 'value="c:false" checked' in page.text

    def test_nothing_of_it_is_kept(self, tea):
        tea.post("/1/check", check=self.CHECK, **{f"answer-{each}": f"{each}:true" for each in "abcd"})

        assert saved() == []
        assert " checked>" not in tea.get("/1").text
