"""Sitting the questions: saved as they are answered, handed in once, marked, tried again."""

from datetime import timedelta

import pytest

from lms import clock
from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.content.schema import ShowAnswers
from lms.db.base import db
from lms.progress import queries as progress
from tests.factories.accounts import PASSWORD
from tests.integration.learning.conftest import NOT_RIGHT, RIGHT, Learner, fields, words

JSON = {"Accept": "application/json"}


def count(model):
    """How many rows there are."""
    db.session.commit()
    return db.session.query(model).count()


def publish_quiz(make, **rules):
    """The course with module 4, its quiz with other rules."""
    return make.publish(make.plain_course(make.module(quiz=make.quiz(**rules))))


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


class TestResult:
    def test_not_passed_says_what_to_read_and_never_scolds(self, learner):
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        said = learner.text("/result")

        assert "Not yet 0 of 4. The pass mark is 3." in said
        assert "Try again when you are ready" in said
        assert "Page 1: Part 1" in said
        for word in ("wrong", "failed", "incorrect", "oops"):
            assert word not in said.lower()

    def test_shows_both_reasons(self, learner):
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        said = learner.text("/result")

        assert "Your answer Way b of records-" in said
        assert "Reason b of records-" in said
        assert "Right Way a of records-" in said
        assert "Reason a of records-" in said

    def test_a_critical_question_that_was_missed_comes_first(self, learner):
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        said = learner.text("/result")

        assert said.index("Please look at this first") < said.index("By outcome")

    def test_keeps_what_is_right_until_the_pass_where_the_quiz_says_so(self, learner, make):
        bank = [
            make.question(f"{outcome}-{n}", outcome=outcome) for outcome in ("emergency", "records") for n in (1, 2)
        ]
        quiz = make.quiz(*bank, show_answers=ShowAnswers.AFTER_PASSING)
        make.publish(make.plain_course(make.module(quiz=quiz)))
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        assert "Reason b of records-1" in learner.text("/result")
        assert "Reason a of records-1" not in learner.text("/result")
        learner.sit(RIGHT, RIGHT, RIGHT, NOT_RIGHT)
        assert "Reason a of records-1" in learner.text("/result")

    def test_a_pass_offers_the_certificate_when_the_course_is_complete(self, learner):
        learner.pass_module()

        page = learner.get("/result")

        assert "Get your certificate" in words(page)
        assert 'href="/certificates/four/name"' in page.text
        assert "45 minutes of learning on" in words(page)
        assert "It does not see your score." in words(page)

    def test_a_pass_leads_on_while_another_module_is_asked_for(self, learner, make):
        make.publish(make.plain_course(make.module(4), make.module(5)))

        learner.pass_module()

        assert "Continue to module 5" in learner.text("/result")
        assert "Get your certificate" not in learner.text("/result")

    def test_nobody_sees_the_result_of_somebody_else(self, learner, another):
        learner.pass_module()
        another.begin()

        assert another.get("/result").status_code == 404
        attempt = another.attempt()
        another.answer(1, attempt=attempt)
        assert "4 of 4" in learner.text("/result")


class TestTryingAgain:
    def test_a_second_attempt_has_its_number(self, learner):
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        assert "This is attempt 2 of 2." in learner.text("/questions")
        assert learner.post("/questions").location == "/learning/four/4/questions/1"

    def test_after_the_last_one_the_pages_of_what_was_missed_are_read_again(self, learner, make):
        quiz = make.quiz(make.question("emergency-1"), make.question("emergency-2"), attempts=1)
        make.publish(make.plain_course(make.module(quiz=quiz)))
        learner.begin()
        learner.sit(NOT_RIGHT, NOT_RIGHT)

        said = learner.text("/result")
        assert "Read these first" in said
        assert "Page 2: Part 2" in said
        assert "Page 1: Part 1" not in said
        assert learner.post("/questions").location == "/learning/four/4/questions"

        assert "Part 2 (to read again)" in learner.text("/1")
        learner.read(1)
        assert learner.post("/questions").location == "/learning/four/4/questions"
        assert learner.read(2).location == "/learning/four/4/questions"
        assert "This is attempt 1 of 1." in learner.text("/questions")
        learner.sit(RIGHT, RIGHT)
        assert "You have passed module 4" in learner.text("/result")

    def test_nobody_is_ever_stuck(self, learner):
        learner.begin()
        for _ in range(4):
            learner.sit(*[NOT_RIGHT] * 4)
            learner.sit(*[NOT_RIGHT] * 4)
            learner.read(1, 2, 3)

        assert count(Submission) == 8
        learner.sit(*[RIGHT] * 4)
        assert "You have passed module 4" in learner.text("/result")

    def test_waits_as_long_as_the_quiz_says(self, learner, make, at):
        publish_quiz(make, wait_hours=1)
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        assert "You can try again from" in learner.text("/questions")
        assert learner.post("/questions").location == "/learning/four/4/questions"
        at(clock.now() + timedelta(hours=1, seconds=1))
        make.sign_in(learner.client, learner.person)
        assert learner.post("/questions").location == "/learning/four/4/questions/1"

    def test_a_pass_is_final(self, learner):
        learner.pass_module()

        assert learner.post("/questions").location == "/learning/four/4/questions"
        assert "You have passed these questions." in learner.text("/questions")
        assert count(Attempt) == 1


class TestCompletion:
    def completion(self, learner, live):
        db.session.commit()
        return progress.find_course_completion(learner.person.id, live.course_id)

    def test_a_pass_records_module_and_course(self, learner, live):
        learner.pass_module()

        completion = self.completion(learner, live)
        [module] = progress.module_completions(learner.person.id, live.course_id)

        assert completion.modules == [{"module_id": "module-4", "revision_id": live.revision_id, "minutes": 45}]
        assert completion.revision_id == live.revision_id
        assert (module.module_id, module.minutes) == ("module-4", 45)
        assert progress.get_course_completion(learner.person.id, live.course_id).id == completion.id

    def test_without_a_pass_nothing_is_recorded(self, learner, live):
        learner.begin()
        learner.sit(*[NOT_RIGHT] * 4)

        assert self.completion(learner, live) is None
        assert progress.module_completions(learner.person.id, live.course_id) == []
        with pytest.raises(LookupError):
            progress.get_course_completion(learner.person.id, live.course_id)

    def test_asks_only_for_the_pathway(self, learner, make, live):
        pathways = {"general-practice": ("module-4",), "pharmacy": ("module-4", "module-5")}
        make.publish(make.plain_course(make.module(4), make.module(5), pathways=pathways))

        learner.pass_module()

        assert [each["module_id"] for each in self.completion(learner, live).modules] == ["module-4"]

    def test_several_posts_ask_for_the_union(self, learner, make, live):
        pathways = {"general-practice": ("module-4",), "pharmacy": ("module-5",)}
        make.publish(make.plain_course(make.module(4), make.module(5), pathways=pathways))
        make.membership(person=learner.person, organisation=make.organisation(), staff_group="pharmacy")

        learner.pass_module()
        assert self.completion(learner, live) is None
        Learner(learner.client, make, learner.person, number=5).pass_module()
        assert len(self.completion(learner, live).modules) == 2

    def test_a_module_added_later_takes_nothing_away(self, learner, make, live):
        learner.pass_module()
        make.publish(make.plain_course(make.module(4), make.module(5)))

        assert len(self.completion(learner, live).modules) == 1
        page = learner.client.get("/learning")
        assert 'href="/certificates/four/name"' in page.text
        assert "Part 5 of the course" in words(page)

    def test_a_module_passed_later_changes_no_completion(self, learner, make, live):
        learner.pass_module()
        before = self.completion(learner, live)
        kept = (before.id, before.modules, before.completed_at)
        make.publish(make.plain_course(make.module(4), make.module(5)))
        assert "Get your certificate Continue to module 5" in learner.text("/result")
        Learner(learner.client, make, learner.person, number=5).pass_module()

        after = self.completion(learner, live)
        assert (after.id, after.modules, after.completed_at) == kept

    def test_each_module_keeps_the_revision_it_was_studied_in(self, learner, make, live):
        make.publish(make.plain_course(make.module(4), make.module(5)))
        learner.pass_module()
        first = db.session.query(Attempt.revision_id).scalar()
        second = make.publish(make.plain_course(make.module(4), make.module(5))).revision_id
        Learner(learner.client, make, learner.person, number=5).pass_module()

        completion = self.completion(learner, live)
        assert [each["revision_id"] for each in completion.modules] == [first, second]
        assert completion.revision_id == second

    def test_a_course_that_asks_for_less_than_before_can_be_finished(self, learner, make, live):
        make.publish(make.plain_course(make.module(4), make.module(5)))
        learner.pass_module()
        assert learner.client.post("/learning/four").location == "/learning"
        assert self.completion(learner, live) is None
        make.publish(make.plain_course(make.module(4)))

        assert "Finish this course" in words(learner.client.get("/learning"))
        assert learner.client.post("/learning/four").location == "/certificates/four/name"
        assert len(self.completion(learner, live).modules) == 1
        assert learner.client.post("/learning/three").status_code == 404
