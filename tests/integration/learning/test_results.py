"""What comes of an attempt: the result, trying again, and the completion of the course."""

from datetime import timedelta

import pytest

from lms import clock
from lms.assessment.models import Attempt, Submission
from lms.content.schema import ShowAnswers
from lms.db.base import db
from lms.progress import queries as progress
from tests.integration.learning.conftest import NOT_RIGHT, RIGHT, Learner, count, publish_quiz, words


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
