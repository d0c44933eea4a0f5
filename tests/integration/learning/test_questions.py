"""Sitting the questions: saved as they are answered, handed in once."""

from datetime import timedelta

import pytest

from lms import clock
from lms.assessment.models import Attempt, SavedAnswer, Submission
from tests.factories.accounts import PASSWORD
from tests.integration.learning.conftest import NOT_RIGHT, RIGHT, Learner, count, fields, publish_quiz, words

JSON = {"Accept": "application/json"}


class TestBeginning:
    def test_the_questions_wait_until_every_page_is_read(self, learner):
        learner.start()
        learner.read(1, 2)

        assert "Page 3: Part 3" in learner.text("/questions")
        assert learner.post("/questions").location == "/learning/four/4/questions"
        assert count(Attempt) == 0

    def test_says_what_is_to_come_and_begins_by_a_button(self, learner):
        learner.start()
        learner.read(1, 2, 3)

        said = learner.text("/questions")

        assert "4 questions, one on each page. The pass mark is 3." in said
        assert "This is attempt 1 of 2." in said
        assert learner.post("/questions").location == "/learning/four/4/questions/1"

    def test_beginning_twice_carries_on_with_the_same_questions(self, learner):
        learner.begin()
        first = learner.text("/questions/1")
        learner.post("/questions")

        assert learner.text("/questions/1") == first
        assert count(Attempt) == 1

    def test_every_outcome_is_asked_about(self, learner):
        learner.begin()

        asked = [learner.text(f"/questions/{number}") for number in (1, 2, 3, 4)]

        for outcome in ("emergency", "records"):
            assert sum(f"What do you do in case {outcome}" in each for each in asked) == 2

    def test_there_are_no_more_questions_than_were_drawn(self, learner):
        learner.begin()

        assert learner.get("/questions/5").status_code == 404
        assert learner.get("/questions/0").status_code == 404

    def test_without_an_attempt_a_question_leads_to_where_one_begins(self, learner):
        learner.start()

        assert learner.get("/questions/1").location == "/learning/four/4/questions"
        assert learner.get("/questions/check-answers").location == "/learning/four/4/questions"


class TestSaving:
    def test_keeps_the_answer_and_leads_to_the_next_question(self, learner):
        learner.begin()

        assert learner.answer(1).location == "/learning/four/4/questions/2"
        assert 'value="a" checked' in learner.get("/questions/1").text

    def test_a_script_is_told_that_it_is_saved(self, learner):
        learner.begin()

        saved = learner.answer(1, headers=JSON)

        assert (saved.status_code, saved.data) == (204, b"")
        assert 'value="a" checked' in learner.get("/questions/1").text

    def test_the_latest_answer_counts_and_the_same_one_is_kept_once(self, learner):
        learner.begin()
        for value in ("b", "a", "a", "a"):
            learner.answer(1, value)

        assert 'value="a" checked' in learner.get("/questions/1").text
        assert 'value="b" checked' not in learner.get("/questions/1").text
        assert count(SavedAnswer) == 2

    def test_a_question_may_be_left_out(self, learner):
        learner.begin()

        assert learner.answer(1, []).location == "/learning/four/4/questions/2"
        assert count(SavedAnswer) == 0
        assert "You have answered 0 of 4." in learner.text("/questions/check-answers")

    def test_an_answer_can_be_taken_back(self, learner, make):
        question = make.question("both", right="ab")
        publish = make.plain_course(make.module(5, quiz=make.quiz(question, draw=1)))
        make.publish(publish)
        other = Learner(learner.client, make, learner.person, number=5)
        other.begin()
        other.answer(1, ["a", "b"])
        assert other.get("/questions/1").text.count(" checked") == 2
        other.answer(1, [])

        assert " checked" not in other.get("/questions/1").text
        assert "Not answered yet" in other.text("/questions/check-answers")

    @pytest.mark.parametrize("value", ["z", ["a", "b"], ""])
    def test_what_is_no_answer_to_the_question_is_refused_and_nothing_is_lost(self, learner, value):
        learner.begin()
        learner.answer(1, "b")

        refused = learner.answer(1, value)

        assert refused.status_code == 422
        assert "There is a problem" in words(refused)
        assert 'value="b" checked' in learner.get("/questions/1").text

    def test_an_answer_names_its_attempt(self, learner):
        learner.begin()

        for name in ("2-1", "1-2", "nonsense", ""):
            assert learner.post("/questions/1", attempt=name, answer="a").status_code == 404
        assert learner.answer(9).status_code == 404
        assert count(SavedAnswer) == 0

    def test_after_the_last_question_come_all_answers(self, learner):
        learner.begin()

        assert learner.answer(4).location == "/learning/four/4/questions/check-answers"

    def test_a_change_leads_back_to_all_answers_once_each_question_has_one(self, learner):
        learner.begin()
        for number in (1, 2, 3, 4):
            learner.answer(number)

        assert learner.answer(2, "b").location == "/learning/four/4/questions/check-answers"

    def test_all_answers_show_the_gaps_and_let_finish(self, learner):
        learner.begin()
        learner.answer(1)

        said = learner.text("/questions/check-answers")

        assert "You have answered 1 of 4. What is left blank counts as not right." in said
        assert said.count("Not answered yet") == 3
        assert "Answer question 2" in said
        assert learner.submit().location == "/learning/four/4/result"

    def test_an_answer_that_was_sent_after_the_session_ended_is_carried_over_and_saved(self, learner, at):
        learner.begin()
        attempt = learner.attempt()
        at(clock.now() + timedelta(minutes=45))
        assert learner.answer(1, attempt=attempt, headers=JSON).get_json()["reason"] == "signed-out"

        carried = learner.answer(1, attempt=attempt)
        assert carried.status_code == 401
        sealed = fields(carried)["replay"]
        who = {"email": learner.person.email, "password": PASSWORD, "replay": sealed}
        kept = learner.client.post("/sign-in", data=who)
        assert (fields(kept)["attempt"], fields(kept)["answer"]) == (attempt, RIGHT)

        assert learner.client.post("/learning/four/4/questions/1", data=fields(kept)).status_code == 303
        assert 'value="a" checked' in learner.get("/questions/1").text


class TestHandingIn:
    def test_leads_to_the_result(self, learner):
        learner.begin()

        assert learner.sit(*[RIGHT] * 4).location == "/learning/four/4/result"
        assert "You have passed module 4" in learner.text("/result")
        assert "4 of 4. The pass mark is 3." in learner.text("/result")

    def test_twice_counts_once_and_leads_to_the_same_result(self, learner):
        learner.begin()
        learner.answer(1)
        attempt = learner.attempt()
        learner.submit(attempt)
        first = learner.text("/result")

        assert learner.submit(attempt).location == "/learning/four/4/result"
        assert learner.text("/result") == first
        assert count(Submission) == 1

    def test_an_answer_that_comes_afterwards_changes_nothing(self, learner):
        learner.begin()
        attempt = learner.attempt()
        learner.submit(attempt)

        late = learner.answer(1, attempt=attempt, headers=JSON)

        assert late.status_code == 409
        assert "handed in" in late.get_json()["message"]
        assert learner.answer(1, attempt=attempt).location == "/learning/four/4/result"
        assert count(SavedAnswer) == 0
        assert "0 of 4" in learner.text("/result")

    def test_going_back_leads_to_the_result(self, learner):
        learner.begin()
        learner.submit()

        assert learner.get("/questions/1").location == "/learning/four/4/result"
        assert learner.get("/questions/check-answers").location == "/learning/four/4/result"

    def test_an_old_tab_never_answers_the_questions_of_a_newer_attempt(self, learner):
        learner.begin()
        old = learner.attempt()
        learner.submit(old)
        learner.post("/questions")

        assert learner.answer(1, attempt=old, headers=JSON).status_code == 409
        assert learner.submit(old).location == "/learning/four/4/result"
        assert "You have answered 0 of 4." in learner.text("/questions/check-answers")
        assert count(Submission) == 1

    def test_an_attempt_keeps_its_questions_when_the_course_changes(self, learner, make):
        learner.begin()
        before = [learner.text(f"/questions/{number}") for number in (1, 2, 3, 4)]
        publish_quiz(make, draw=1, at_least_per_outcome=0, pass_mark=100)

        assert [learner.text(f"/questions/{number}") for number in (1, 2, 3, 4)] == before
        learner.sit(RIGHT, RIGHT, RIGHT, NOT_RIGHT)
        assert "3 of 4. The pass mark is 3." in learner.text("/result")
