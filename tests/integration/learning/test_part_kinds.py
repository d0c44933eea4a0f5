"""Questions that are answered part by part or by typing, on their way: asked, saved, checked, marked, explained."""

import re
from datetime import timedelta

import pytest

from lms import clock
from lms.assessment.models import SavedAnswer, Submission
from lms.content.questions import key
from lms.db.base import db
from tests.factories.accounts import PASSWORD
from tests.integration.learning.conftest import Learner, fields, words

MODULE, QUIZ = "02-keeping-plants/module.md", "02-keeping-plants/quiz.md"
HEAD = "---\ndraw: 5\nat_least_per_outcome: 1\npass_mark: 50\nattempts: 3\nshuffle: false\n---\n"
QUESTIONS = """
## What goes with what? {#pairs outcome=watering source=plant-book}

| Plant | Place |
|---|---|
| Fern | Shade |
| Cactus | Sun |
| Moss | Shade |

> Light decides.

## Put the steps in order {#steps outcome=watering source=plant-book}

1. Touch the soil
   > Look first.
2. Fill the can
   > Then get water.
3. Pour
   > Slowly.

## Fill the gaps {#gaps outcome=watering source=plant-book}

Water a [[cactus | fern]] seldom, and a [[fern | cactus]] often.

> The leaves tell.

## How many litres does the can hold? {#litres outcome=watering source=plant-book}

Answer: 1.5 ± 0.5 litres

> About one and a half.

## What do roots need besides water? Write one word {#air outcome=watering source=plant-book}

Answer: air / oxygen

> Wet soil holds none.
"""
RIGHT = [
    {"answer-a": "a:1", "answer-b": "b:2", "answer-c": "c:1"},
    {"answer-a": "a:1", "answer-b": "b:2", "answer-c": "c:3"},
    {"answer-a": "a:1", "answer-b": "b:2"},
    {"typed-a": "1.5"},
    {"typed-a": "Air"},
]


@pytest.fixture
def plants(client, make):
    """Somebody who sits all five questions, in the order of the text."""
    files = make.course_files()
    module = re.sub(rb"minutes: \d+", b"minutes: 10", files[MODULE])
    outcomes = re.sub(rb"(?m)^  (?!watering)[a-z-]+: .*\n", b"", module.split(b"---")[1])
    module = module.replace(module.split(b"---")[1], outcomes)
    live = make.course(files=make.course_files(**{MODULE: module, QUIZ: (HEAD + QUESTIONS).encode()}))
    person = make.person(organisation=make.organisation())
    make.sign_in(client, person)
    learner = Learner(client, make, person, number=2, code="small")
    learner.quiz = live.course.module(2).quiz
    learner.begin(pages=len(live.course.module(2).pages))
    return learner


def answer(plants, number, **values):
    """Send these answers to a question."""
    return plants.post(f"/questions/{number}", attempt=plants.attempt(), **values)


def saved():
    """The answers as they are kept."""
    db.session.commit()
    return [row.options for row in db.session.query(SavedAnswer).order_by(SavedAnswer.id)]


def test_the_kinds_follow_from_how_they_are_written(plants):
    kinds = [question.kind for question in plants.quiz.questions]
    assert kinds == ["matching", "ordering", "gap", "number", "short-text"]


def test_whoever_knows_everything_wins_every_point(plants):
    for number, values in enumerate(RIGHT, 1):
        assert answer(plants, number, **values).status_code == 303
    checked = plants.text("/questions/check-answers")
    assert "You have answered 5 of 5." in checked
    for said in ("Fern: Shade", "2. Fill the can", "Gap 1: cactus", "1.5 litres", "Air"):
        assert said in checked

    plants.submit()

    assert "5 of 5." in plants.text("/result")
    assert {each["mark"] for each in db.session.query(Submission).one().marks} == {"1"}
    assert saved() == [list(key(question)) for question in plants.quiz.questions[:4]] + [["a:Air"]]


def test_part_of_it_wins_part_of_the_point_and_everything_is_explained(plants):
    answer(plants, 1, **{"answer-a": "a:1", "answer-b": "b:1", "answer-c": "c:1"})
    answer(plants, 2, **{"answer-a": "a:2", "answer-b": "b:1", "answer-c": "c:3"})
    answer(plants, 3, **{"answer-a": "a:2", "answer-b": "b:"})
    answer(plants, 4, **{"typed-a": "2.1"})
    answer(plants, 5, **{"typed-a": "soil"})
    plants.submit()

    said = plants.text("/result")

    assert "1 of 5." in said  # two of three rows, one of three balances of pairs
    for told in (
        "Your answer: Shade, right Fern", "Your answer: Shade. Right: Sun Cactus", "Light decides.",
        "Your answer: place 2. Right: place 1 Touch the soil Look first.",
        "Your answer: fern. Right: cactus Gap 1", "Not answered. Right: fern Gap 2", "The leaves tell.",
        "Your answer: 2.1 litres. Right: 1.5 litres About one and a half.",
        "Your answer: soil. Right: air Wet soil holds none.",
    ):  # fmt: skip
        assert told in said, told


def test_an_answer_in_part_is_kept_and_shown_again(plants):
    answer(plants, 1, **{"answer-a": "a:2", "answer-b": "b:", "answer-c": "c:"})
    assert saved() == [["a:2"]]
    assert re.findall(r'value="(\w:\d)" selected', plants.get("/questions/1").text) == ["a:2"]
    assert "2 of 3 not answered yet" in plants.text("/questions/check-answers")


def test_nothing_selected_and_nothing_typed_is_no_answer_and_clears_one(plants):
    answer(plants, 5, **{"typed-a": "soil"})
    assert answer(plants, 5, **{"typed-a": "  "}).status_code == 303
    assert answer(plants, 1, **{"answer-a": "a:", "answer-b": "b:", "answer-c": "c:"}).status_code == 303
    assert saved() == [["a:soil"], []]
    assert "You have answered 0 of 5." in plants.text("/questions/check-answers")


@pytest.mark.parametrize(
    ("number", "values", "told"),
    [
        (1, {"answer-a": "a:9"}, "Select one of the answers shown"),
        (1, {"answer-a": ["a:1", "a:2"]}, "Select one of the answers shown"),
        (2, {"answer-a": "a:1", "answer-b": "b:1"}, "Place 1 is selected twice. Select another for one of them"),
        (4, {"typed-a": "a lot"}, "Enter a number, such as 10"),
        (5, {"typed-a": "943 476 5919"}, "This looks like an NHS number. Do not enter patient details"),
        (5, {"typed-a": "x" * 101}, "Enter 100 characters or fewer"),
    ],
)
def test_what_is_no_answer_is_refused_in_words_and_nothing_is_lost(plants, number, values, told):
    answer(plants, number, **RIGHT[number - 1])
    before = saved()
    refused = answer(plants, number, **values)
    assert refused.status_code == 422 and told in words(refused)
    assert saved() == before


def test_words_typed_after_the_session_ended_are_carried_over_and_saved(plants, at):
    question, attempt = f"{plants.module}/questions/5", plants.attempt()
    at(clock.now() + timedelta(minutes=45))
    carried = plants.client.post(question, data={"attempt": attempt, "typed-a": "<b>air</b>"})
    who = {"email": plants.person.email, "password": PASSWORD, "replay": fields(carried)["replay"]}
    kept = plants.client.post("/sign-in", data=who)
    assert plants.client.post(question, data=fields(kept)).status_code == 303
    assert saved() == [["a:<b>air</b>"]]
    assert "<b>air" not in plants.get("/questions/5").text


RECOGNISER = b"""
> [!check] watering {kind=four}
> What does each act show?
>
> - [UR] A neighbour waters the plants each day, though asked not to
>   > Unwanted, and again and again.
> - [FO] He moved house to be nearer to them
>   > Far more effort than makes sense.
>
> Record: Write what you saw
>
> > One way: "3 May, noon. Watering can at the gate."
"""


class TestRecogniser:
    """Behaviours tagged with the parts of FOUR, and an entry: said back beside the course's own, and never kept."""

    @pytest.fixture
    def page(self, client, make):
        """The page with the recogniser, and the id of its check."""
        text = make.course_files()[MODULE] + RECOGNISER
        live = make.course(files=make.course_files(**{MODULE: text}))
        make.sign_in(client, make.person(organisation=make.organisation()))
        learner = Learner(client, make, None, number=2, code="small")
        learner.start()
        last = live.course.module(2).pages[-1]
        return learner, f"/{last.number}/check", last.checks[-1].id

    def test_each_act_is_told_by_its_own_tags_and_the_entry_stands_beside_another(self, page):
        learner, address, check = page
        sent = {"answer-a": ["a:R", "a:F"], "answer-b": ["b:F", "b:O"], "typed-c": "Seen. <b>Noon</b>"}

        said = words(learner.post(address, check=check, **sent))

        assert "You ticked fixated and repeated A neighbour waters" in said
        assert "We also see unwanted. Ask yourself what shows fixated. Unwanted, and again and again." in said
        assert "You ticked fixated and obsessive He moved house to be nearer to them So did we. Far more effort" in said
        assert "Your entry Write what you saw Seen. <b>Noon</b> One way: “3 May, noon." in said

    @pytest.mark.parametrize(
        ("sent", "problem", "target"),
        [
            ({"typed-c": "Seen."}, "2 of 3 not answered yet", "1"),
            ({"answer-a": "a:U", "answer-b": "b:F", "typed-c": "NHS 943 476 5919"}, "looks like an NHS number", "1"),
            ({"answer-a": "a:U", "answer-b": "b:F", "typed-c": " "}, "1 of 3 not answered yet", "3"),
        ],
    )
    def test_what_was_ticked_and_written_stays_to_be_put_right(self, page, sent, problem, target):
        learner, address, check = page

        answer = learner.post(address, check=check, **sent)

        assert answer.status_code == 422 and problem in words(answer)
        assert re.search(rf'error-summary__list"><li><a href="#check-\d+-option-{target}"', answer.text)
        ticked = re.findall(r'value="([^"]+)" checked', answer.text)
        assert ticked == [value for name, value in sent.items() if name.startswith("answer")]
        assert f">{sent['typed-c'].strip()}</textarea>" in answer.text
