"""Two clicks, two tabs, two devices in the same moment: everything counts once, and nothing is missed."""

from threading import Barrier, Event, Thread

import pytest

from lms.accounts.queries import find_session_actor
from lms.accounts.service.sessions import start_session
from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.db.base import db
from lms.db.transaction import commit, own_transaction
from lms.learning import queries, service
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress, PageCompletion
from tests.integration.learning.conftest import RIGHT, Learner

TABS = 4


def count(model):
    """How many rows there are."""
    commit()
    return db.session.query(model).count()


@pytest.fixture
def at_once(app, make, learner):
    """`at_once(step)`: every tab takes the same step of the same person in the same moment; what each was answered."""
    clients = [app.test_client() for _ in range(TABS)]
    for client in clients:
        make.sign_in(client, learner.person)

    def together(step):
        start, answers = Barrier(TABS), []

        def tab(client):
            with app.app_context():
                start.wait()
                answers.append(step(Learner(client, make, learner.person)))

        threads = [Thread(target=tab, args=(client,)) for client in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [(answer.status_code, answer.location) for answer in answers]

    return together


class TestTheSameStep:
    def test_beginning_a_module_begins_it_once(self, learner, at_once):
        answers = at_once(lambda tab: tab.start())

        assert answers == [(303, "/learning/four/4/1")] * TABS
        assert count(ModuleProgress) == 1

    def test_reading_a_page_reads_it_once(self, learner, at_once):
        learner.start()

        assert at_once(lambda tab: tab.read(1)) == [(303, "/learning/four/4/2")] * TABS
        assert count(PageCompletion) == 1

    def test_beginning_the_questions_draws_them_once(self, learner, at_once):
        learner.start()
        learner.read(1, 2, 3)

        assert at_once(lambda tab: tab.post("/questions")) == [(303, "/learning/four/4/questions/1")] * TABS
        assert count(Attempt) == 1

    def test_saving_an_answer_keeps_it_once(self, learner, at_once):
        learner.begin()
        attempt = learner.attempt()

        assert at_once(lambda tab: tab.answer(1, attempt=attempt)) == [(303, "/learning/four/4/questions/2")] * TABS
        assert count(SavedAnswer) == 1

    def test_handing_in_counts_once(self, learner, at_once):
        learner.begin()
        for number in (1, 2, 3, 4):
            learner.answer(number)
        attempt = learner.attempt()

        assert at_once(lambda tab: tab.submit(attempt)) == [(303, "/learning/four/4/result")] * TABS
        assert [count(each) for each in (Submission, ModuleCompletion, CourseCompletion)] == [1, 1, 1]

    def test_the_last_attempt_asks_once_to_read_again(self, learner, at_once):
        learner.begin()
        learner.sit()
        learner.post("/questions")
        attempt = learner.attempt()
        at_once(lambda tab: tab.submit(attempt))

        learner.read(1, 2, 3)
        assert "This is attempt 1 of 2." in learner.text("/questions")


class TestStepsThatMeet:
    def ready(self, make, learner, number):
        """A module whose questions are answered and not handed in."""
        other = Learner(learner.client, make, learner.person, number=number)
        other.begin()
        for question in (1, 2, 3, 4):
            other.answer(question, RIGHT)

    def meet(self, app, first, second):
        """`first` is done and not committed when `second` begins."""
        done, failures = Event(), []

        def run(step, after=None, before=None):
            try:
                with app.app_context():
                    if before:
                        assert before.wait(10)
                    with own_transaction():
                        step()
                        if after:
                            after.set()
                            Event().wait(0.5)  # long enough for the other to meet it
            except Exception as failure:
                failures.append(failure)

        threads = [Thread(target=run, args=(first, done)), Thread(target=run, args=(second, None, done))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return failures

    def test_two_modules_passed_in_one_moment_complete_the_course(self, app, learner, make, live):
        make.publish(make.plain_course(make.module(4), make.module(5)))
        self.ready(make, learner, 4)
        self.ready(make, learner, 5)
        actor = find_session_actor(start_session(learner.person.id, "a test"))
        commit()

        def submit(number):
            study = queries.get_study(actor.person_id, "four", number)
            service.submit_attempt(actor=actor, study=study, sitting=queries.sittings(actor.person_id, study)[-1])

        assert self.meet(app, lambda: submit(4), lambda: submit(5)) == []
        assert [count(each) for each in (ModuleCompletion, CourseCompletion)] == [2, 1]

    def test_an_answer_is_either_marked_or_refused(self, app, learner, make, live):
        learner.begin()
        actor = find_session_actor(start_session(learner.person.id, "a test"))
        commit()
        study = queries.get_study(actor.person_id, "four", 4)
        [sitting] = queries.sittings(actor.person_id, study)
        question = study.module.quiz.question(sitting.drawn[0].question_id)

        refused = self.meet(
            app,
            lambda: service.submit_attempt(actor=actor, study=study, sitting=sitting),
            lambda: service.save_answer(actor=actor, sitting=sitting, question=question, values=[RIGHT]),
        )

        assert [type(each).__name__ for each in refused] == ["AlreadySubmitted"]
        assert count(SavedAnswer) == 0
