"""Beginning a module, reading it, and coming back."""

import markdown

from lms.content.schema import Block
from tests.integration.learning.conftest import Learner, words


class TestMyLearning:
    def test_says_when_there_is_no_course(self, client, make):
        make.sign_in(client, make.person(organisation=make.organisation()))

        page = client.get("/learning")

        assert page.status_code == 200
        assert "There is no course yet." in words(page)

    def test_offers_the_first_module_and_says_that_nothing_is_due(self, learner):
        said = words(learner.client.get("/learning"))

        assert "Next Part 4 of the course" in said
        assert "Nothing is due." in said
        assert "For general practice. 1 module, 45 minutes. You have done 0 of 1." in said
        assert "You are not placed in an organisation" not in said

    def test_tells_somebody_without_a_membership_what_they_get(self, client, make, live):
        make.sign_in(client, make.person())

        assert "You are not placed in an organisation" in words(client.get("/learning"))

    def test_carries_on_at_the_exact_page(self, learner):
        learner.start()
        learner.read(1)

        page = learner.client.get("/learning")

        assert "Module 4, page 2 of 3. About 10 minutes left in this module." in words(page)
        assert 'href="/learning/four/4/2"' in page.text

    def test_a_course_that_is_done_has_its_certificate(self, learner):
        learner.pass_module()

        page = learner.client.get("/learning")

        assert "You have done everything that is asked for" in words(page)
        assert 'href="/certificates/four/name"' in page.text

    def test_titles_and_addresses_stay_neutral(self, learner):
        learner.start()

        page = learner.get("/2")

        assert "<title>Module 4 page 2 - Learning</title>" in page.text
        assert "<title>My learning - Learning</title>" in learner.client.get("/learning").text


class TestModule:
    def test_says_what_is_in_it_and_begins_by_a_button(self, learner):
        said = learner.text()

        assert "Start this module" in said
        assert "Choose between 999, 101 and specialist help" in said
        assert "Not yet clinically reviewed" in said

    def test_opening_it_records_nothing(self, learner):
        learner.text()

        assert learner.get("/1").location == "/learning/four/4"
        assert "Start this module" in learner.text()

    def test_begins_at_page_one(self, learner):
        started = learner.start()

        assert (started.status_code, started.location) == (303, "/learning/four/4/1")
        assert learner.get("/1").status_code == 200

    def test_beginning_twice_keeps_the_place(self, learner):
        learner.start()
        learner.read(1)
        learner.start()

        assert "Continue on page 2" in learner.text()

    def test_what_does_not_exist_is_not_found(self, learner):
        learner.start()

        for path in ("/4/9", "/4/0", "/5", "/4/result", "/4/questions/1x"):
            assert learner.client.get(f"/learning/four{path}").status_code == 404, path
        assert learner.client.get("/learning/three/4").status_code == 404
        assert learner.client.post("/learning/four/5").status_code == 404
        assert learner.client.post("/learning/four/4/9").status_code == 404


class TestReading:
    def test_a_page_is_read_by_the_button_and_leads_to_the_next(self, learner):
        learner.start()

        assert learner.read(1).location == "/learning/four/4/2"
        assert "Part 1 (read)" in learner.text("/2")

    def test_opening_a_page_does_not_mark_it(self, learner):
        learner.start()
        learner.text("/1")

        assert "Part 1 (not read)" in learner.text("/2")

    def test_pages_may_be_read_in_any_order(self, learner):
        learner.start()

        assert learner.get("/3").status_code == 200
        assert learner.read(3).location == "/learning/four/4/questions"
        assert "Page 1: Part 1" in learner.text("/questions")
        assert "Page 3" not in learner.text("/questions")
        assert learner.post("/questions").location == "/learning/four/4/questions"

    def test_reading_a_page_twice_is_reading_it_once(self, learner):
        learner.start()
        learner.read(1, 1, 1)

        assert "Continue on page 2" in learner.text()

    def test_each_reader_sees_their_own_role_first_and_no_trainers_note(self, client, make):
        page = make.page(1).model_copy(
            update={
                "blocks": (
                    Block(html="<p>Desk words</p>", audience=("reception",), title="At the desk"),
                    Block(html="<p>Ward words</p>", audience=("nursing",), title="On the ward"),
                    Block(html="<p>Trainer words</p>", audience=("trainer",), title="For trainers"),
                )
            }
        )
        make.publish(make.plain_course(make.module(pages=(page,))))
        person = make.person(organisation=make.organisation(), staff_group="nursing")
        make.sign_in(client, person)
        nurse = Learner(client, make, person)
        nurse.start()

        said = nurse.text("/1")

        assert said.index("Ward words") < said.index("Desk words")
        assert "Trainer words" not in said

        make.grant(person=person, role="trainer")
        assert "Trainer words" in nurse.text("/1")


class TestKnowledgeCheck:
    def check(self, learner, make, **data):
        question = make.question("asking", right="b")
        pages = (make.page(1, check=question),)
        make.publish(make.plain_course(make.module(5, pages=pages)))
        other = Learner(learner.client, make, learner.person, number=5)
        other.start()
        return other, other.post("/1/check", **data)

    def test_gives_the_reason_for_every_option(self, learner, make):
        _, page = self.check(learner, make, check="asking", answer="a")

        said = words(page)
        assert page.status_code == 200
        assert "Your answer Way a of asking Reason a of asking." in said
        assert "Right Way b of asking Reason b of asking." in said
        assert "Way c of asking Reason c of asking." in said

    def test_records_nothing(self, learner, make):
        other, _ = self.check(learner, make, check="asking", answer="b")

        assert "Check my answer" in other.text("/1")
        assert "Part 1 (you are here)" in other.text("/1")
        assert "Continue on page 1" in other.text()

    def test_asks_again_when_nothing_was_chosen(self, learner, make):
        _, page = self.check(learner, make, check="asking")

        assert page.status_code == 422
        assert "<title>Error: Module 5 page 1 - Learning</title>" in page.text
        assert "There is a problem Select an answer" in words(page)
        target = page.text.split('error-summary__list"><li><a href="#')[1].split('"')[0]
        assert f'id="{target}"' in page.text

    def test_a_check_that_is_not_on_the_page_is_not_found(self, learner, make):
        assert self.check(learner, make, check="emergency-1", answer="a")[1].status_code == 404


class TestRepublishing:
    def test_a_module_stays_as_it_was_when_it_was_begun(self, learner, make):
        learner.start()
        changed = make.module(pages=(make.page(1, html="<p>New words</p>"),))
        make.publish(make.plain_course(changed))

        assert "What part 1 says." in learner.text("/1")
        assert learner.get("/3").status_code == 200

    def test_somebody_who_has_not_begun_takes_the_live_text(self, learner, another, make):
        learner.start()
        changed = make.module(pages=(make.page(1, html="<p>New words</p>"),))
        make.publish(make.plain_course(changed))
        another.start()

        assert "New words" in another.text("/1")

    def test_a_module_that_was_taken_out_can_be_finished(self, learner, make):
        learner.start()
        make.publish(make.plain_course(make.module(5)))

        assert "What part 1 says." in learner.text("/1")
        assert "Part 4 of the course" in words(learner.client.get("/learning"))
        learner.read(1, 2, 3)
        learner.sit("a", "a", "a", "a")
        assert "You have passed module 4" in learner.text("/result")

    def test_another_module_under_the_same_number_does_not_hide_it(self, learner, another, make):
        learner.start()
        make.publish(make.plain_course(make.module(4, id="new-module", pages=1, title="New module")))

        assert "Full title of module 4" in learner.text()
        assert "New module" in another.text()
        learner.read(1, 2, 3)
        learner.sit("a", "a", "a", "a")
        assert "New module" in learner.text()


class TestStatements:
    def test_a_page_takes_three_and_renders_no_markdown(self, learner, statements, monkeypatch):
        learner.start()
        learner.read(1)
        learner.get("/2")
        monkeypatch.setattr(markdown.Markdown, "convert", lambda *_: 1 / 0)

        with statements() as seen:
            page = learner.get("/2")

        assert page.status_code == 200
        assert len(seen) <= 3, seen

    def test_a_page_takes_no_more_when_much_is_read(self, learner, statements):
        learner.pass_module()
        learner.get("/2")

        with statements() as seen:
            learner.get("/2")

        assert len(seen) <= 3, seen

    def test_my_learning_takes_few(self, learner, statements):
        learner.start()
        learner.client.get("/learning")

        with statements() as seen:
            learner.client.get("/learning")

        assert len(seen) <= 4, seen
