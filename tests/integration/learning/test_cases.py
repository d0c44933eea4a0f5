"""Branching cases: an offer that can be left out, a path that is kept step by step, and nobody else's business."""

import re
from pathlib import Path
from threading import Barrier, Thread

import pytest

from lms import clock
from lms.content.files import read_folder
from lms.content.walk import Walk
from lms.db.base import db
from lms.learning.presenters import case as presenter
from lms.progress import queries as progress_queries
from lms.progress import service as progress
from lms.progress.models import CaseRun, CaseStep, ModuleProgress
from lms.web.jinja import british_date
from tests.integration.learning.conftest import Learner, count, words
from tests.support.courses import FOUR
from tests.support.databases import ON_ONE_DATABASE

OFFERED = re.compile(r'name="choice" value="(\w+)"')
SCENE, WALK = "/learning/four/4/cases/1/walks/1/", "/learning/four/4/cases/1/walks/1"


@pytest.fixture
def live(make):
    """A course with module 4, which has one case."""
    return make.publish(make.plain_course(make.module(cases=(make.case(),))))


@pytest.fixture
def walker(learner):
    """Somebody who has begun the module and the first walk through its case."""
    learner.start()
    learner.post("/cases/1", walk="1")
    return learner


def choose(learner, step, choice, walk=1):
    """Send the form of a step."""
    return learner.post(f"/cases/1/walks/{walk}/{step}", choice=choice)


def go(learner, *choices):
    """One choice after another from the first step."""
    return [choose(learner, step, choice) for step, choice in enumerate(choices, 1)][-1].location


class TestTheOffer:
    def test_the_module_lists_its_cases_after_its_pages_and_before_the_questions(self, learner):
        said = learner.text()
        assert "Between them is a case that you can leave out." in said
        assert said.index("Part 3") < said.index("Case: The visitor 1") < said.rindex("Questions")

        learner.start()
        page = learner.get("/1").text
        assert page.index("Part 3") < page.index('href="/learning/four/4/cases/1"') < page.index(">Questions</a>")

    def test_the_last_page_leads_on_to_the_cases_and_past_them(self, learner):
        learner.start()

        assert learner.read(1, 2, 3).location == "/learning/four/4/cases"

        page = learner.get("/cases")
        assert "You are the nurse. About 2 minutes. This case is about being followed." in words(page)
        assert 'href="/learning/four/4/questions">Leave it out and go to the questions' in page.text
        assert "Start the questions" in learner.text("/questions")

    def test_who_leaves_every_case_out_passes(self, learner):
        learner.pass_module()
        assert "You have passed module 4" in learner.text("/result")
        assert count(CaseRun) == 0

    def test_pages_that_are_read_again_lead_to_the_questions(self, learner):
        learner.begin()
        for _ in range(2):
            learner.sit()
        assert learner.read(1, 2, 3).location == "/learning/four/4/questions"

    def test_cases_open_when_the_module_is_begun(self, learner):
        for path in ("", "/1", "/1/text", "/1/walks/1", "/1/walks/1/1"):
            assert learner.get(f"/cases{path}").location == "/learning/four/4"
        assert learner.post("/cases/1").location == "/learning/four/4"
        assert choose(learner, 1, "a").location == "/learning/four/4"
        assert count(CaseRun) == 0

    def test_what_does_not_exist_is_not_found(self, walker, make):
        for path in ("/cases/2", "/cases/0", "/cases/1/walks/2", "/cases/1/walks/2/1", "/cases/2/text"):
            assert walker.get(path).status_code == 404, path
        assert walker.post("/cases/2").status_code == 404
        assert choose(walker, 1, "a", walk=2).status_code == 404

    def test_a_module_without_cases_has_no_list_of_them(self, learner, make, live):
        make.publish(make.plain_course(make.module(5)))
        other = Learner(learner.client, make, learner.person, number=5)
        other.start()
        assert other.get("/cases").status_code == 404
        assert other.read(3).location == "/learning/four/5/questions"

    def test_the_first_page_has_a_content_note_and_ways_round(self, learner):
        learner.start()
        page = learner.get("/cases/1")
        said = words(page)
        assert "<title>Case 1 - Learning</title>" in page.text
        assert "This case is about being followed." in said
        assert "You are the nurse." in said and "about 2 minutes" in said and "you can still pass" in said
        assert 'href="/learning/four/4/cases/1/text"' in page.text
        assert 'href="/learning/four/4/questions">leave it out' in page.text
        assert count(CaseRun) == 0


class TestWalking:
    def test_a_choice_leads_to_the_next_scene_with_what_happened_above_it(self, walker):
        answer = choose(walker, 1, "a")
        assert (answer.status_code, answer.location) == (303, SCENE + "2")

        page = walker.get("/cases/1/walks/1/2")
        said = words(page)
        assert "<title>Case 1 scene 2 - Learning</title>" in page.text
        marks = ("You chose: Do a on the way to two", "What came of a", "In the room")
        assert sorted(marks, key=said.rindex) == list(marks)
        assert "You had asked." in said and "You had not asked." not in said

    def test_what_was_not_chosen_changes_what_is_read_later(self, walker):
        go(walker, "b")
        said = walker.text("/cases/1/walks/1/2")
        assert "You had not asked." in said and "You had asked." not in said

    def test_harm_stays_in_the_scene_and_is_shown_as_tried(self, walker):
        go(walker, "c")
        page = walker.get("/cases/1/walks/1/2")
        assert "<title>Case 1 scene 1 - Learning</title>" in page.text
        assert set(OFFERED.findall(page.text)) == {"a", "b"}
        assert "Do c on the way to one Tried" in words(page)

    def test_the_order_of_choices_stays_when_a_page_is_opened_again(self, walker):
        orders = {tuple(OFFERED.findall(walker.get("/cases/1/walks/1/1").text)) for _ in range(5)}
        assert len(orders) == 1 and set(orders.pop()) == {"a", "b", "c"}

    def test_the_end_tells_the_way_and_what_to_do_next_time(self, walker):
        assert go(walker, "b", "a", "b") == WALK
        page = walker.get("/cases/1/walks/1")
        said = words(page)
        assert "<title>Case 1 end - Learning</title>" in page.text
        assert "Do b on the way to two Safe, not complete" in said
        assert "Do a on the way to two Tried twice" in said
        well, after = said.split("What you did well")[1].split("Next time")
        assert "Do b on the way to end" in well
        assert "Do a on the way to two What came of a before two." in after
        assert "Do b on the way to end What came of b before end." in after
        assert "To take back to work Ask first." in said and "In danger, call 999." in said
        assert 'href="/learning/four/4/questions" role="button"' in page.text

    def test_the_best_way_has_nothing_for_next_time(self, walker):
        go(walker, "a", "b")
        said = walker.text("/cases/1/walks/1")
        assert said.count("Best") == 2
        assert "Do the same again" in said

    def test_the_end_of_the_last_case_but_one_leads_to_the_next(self, client, make, live):
        make.publish(make.plain_course(make.module(5, cases=(make.case(1), make.case(2)))))
        person = make.person(organisation=make.organisation())
        make.sign_in(client, person)
        learner = Learner(client, make, person, number=5)
        learner.start()
        learner.post("/cases/1")
        go(learner, "a", "b")
        assert 'href="/learning/four/5/cases/2" role="button"' in learner.get("/cases/1/walks/1").text

    def test_a_case_is_carried_on_where_it_stopped(self, walker):
        go(walker, "a")
        assert f'href="{SCENE}2" role="button"' in walker.get("/cases/1").text
        assert walker.get("/cases/1/walks/1/9").location == SCENE + "2"
        assert walker.post("/cases/1").location == SCENE + "2"


class TestGoingBack:
    def test_an_earlier_page_shows_what_was_chosen_and_leads_on(self, walker):
        go(walker, "c", "a")
        page = walker.get("/cases/1/walks/1/1")
        assert OFFERED.findall(page.text) == []
        assert "You have been here, and chose: Do c on the way to one" in words(page)
        assert f'href="{SCENE}3"' in page.text

    def test_a_form_of_an_earlier_page_changes_nothing_and_shows_what_was_chosen(self, walker):
        go(walker, "a")
        assert choose(walker, 1, "b").location == SCENE + "1"
        assert "chose: Do a on the way to two" in walker.text("/cases/1/walks/1/1")
        assert count(CaseStep) == 1

    def test_the_same_choice_sent_again_leads_on_and_counts_once(self, walker):
        assert [choose(walker, 1, "a").location for _ in range(3)] == [SCENE + "2"] * 3
        assert count(CaseStep) == 1

    def test_a_form_that_runs_ahead_or_makes_no_sense_leads_to_where_one_is(self, walker):
        go(walker, "c")
        for step, choice in ((2, "c"), (2, "z"), (2, ""), (7, "a")):
            assert choose(walker, step, choice).location == SCENE + "2"
        assert count(CaseStep) == 1

    def test_an_end_takes_no_more_choices(self, walker):
        go(walker, "a", "b")
        assert choose(walker, 3, "a").location == WALK
        assert walker.get("/cases/1/walks/1/3").location == WALK
        assert count(CaseStep) == 2

    def test_two_devices_at_once_take_one_step(self, app, make, walker):
        clients = [app.test_client() for _ in range(4)]
        for client in clients:
            make.sign_in(client, walker.person)
        start, answers = Barrier(4), []

        def device(client, choice):
            with app.app_context():
                start.wait()
                answers.append((choice, choose(Learner(client, make, walker.person), 1, choice).location))

        threads = [Thread(target=device, args=each) for each in zip(clients, "abab", strict=True)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

        assert count(CaseStep) == 1
        [taken] = [step.choice_id for step in db.session.query(CaseStep)]
        assert sorted(answers) == sorted((choice, SCENE + ("2" if choice == taken else "1")) for choice in "abab")


class TestWalkingAgain:
    def test_a_walk_that_is_begun_twice_is_begun_once(self, walker):
        assert walker.post("/cases/1", walk="1").location == SCENE + "1"
        assert count(CaseRun) == 1

    def test_another_walk_leaves_the_first_as_it_was(self, walker):
        go(walker, "a", "b")
        again = [walker.post("/cases/1", walk="2").location for _ in range(2)]
        assert again == ["/learning/four/4/cases/1/walks/2/1"] * 2
        assert count(CaseRun) == 2
        assert "What you did well" in walker.text("/cases/1/walks/1")

    def test_every_walk_is_listed_with_its_day_and_can_be_read_again(self, walker):
        go(walker, "a", "b")
        walker.post("/cases/1", walk="2")
        today = british_date(clock.now())
        said = walker.text("/cases/1")
        assert f"Walk 2 {today}, not finished Walk 1 {today}" in said
        assert "Carry on" in said and "Walk it again" in said
        assert "The visitor 1: your way so far" in walker.text("/cases/1/walks/2")
        assert f"Walked on {today}" in walker.text("/cases")

    def test_a_walk_stays_in_the_revision_that_the_module_is_pinned_to(self, walker, make):
        go(walker, "a")
        changed = make.case(title="Another visitor", scenes=make.case().scenes[1:])
        make.publish(make.plain_course(make.module(cases=(changed,))))
        assert "The visitor 1" in walker.text("/cases/1")
        assert "You had asked." in walker.text("/cases/1/walks/1/2")


class TestWhoseItIs:
    def test_somebody_else_has_walks_of_their_own(self, walker, another):
        another.start()
        assert another.get("/cases/1/walks/1").status_code == 404
        assert choose(another, 1, "a").status_code == 404
        another.post("/cases/1")
        choose(another, 1, "b")
        go(walker, "a")
        assert "Do b on the way" not in walker.text("/cases/1/walks/1")

    def test_a_service_refuses_anothers_walk(self, walker, another):
        db.session.commit()
        [mine] = db.session.query(ModuleProgress)
        [run] = progress_queries.case_runs(walker.person.id, mine.id)
        assert progress_queries.case_runs(another.person.id, mine.id) == []
        with pytest.raises(LookupError):
            progress.take_step(owner=another.person.id, run=run, step=Walk(walker_case(walker)).choose("a").steps[0])
        assert count(CaseStep) == 0

    def test_erasing_a_person_leaves_nothing_of_their_walks_and_all_of_others(self, walker, another):
        another.start()
        another.post("/cases/1")
        choose(another, 1, "a")
        go(walker, "c", "a")
        progress.erase_runs(owner=walker.person.id)
        assert (count(CaseRun), count(CaseStep)) == (1, 1)
        assert "Do a on the way" in another.text("/cases/1/walks/1")

    def test_no_room_that_counts_or_shows_others_knows_of_walks(self):
        rooms = Path(__file__).parents[3] / "lms"
        knowing = {
            path.relative_to(rooms).parts[0]
            for path in rooms.rglob("*.py")
            if re.search(r"CaseRun|case_runs|case_run\b|CaseStep", path.read_text("utf-8"))
        }
        assert knowing <= {"progress", "learning"}


def walker_case(learner):
    """The case that everybody here walks."""
    return learner.make.case()


class TestTextVersion:
    def test_it_holds_every_scene_choice_grade_consequence_and_reading(self, walker):
        said = walker.text("/cases/1/text")
        case = walker.make.case()
        for scene in case.scenes:
            assert scene.title in said
            for choice in scene.choices:
                label = presenter.LABELS[choice.grade][0]
                assert f"{choice.text} {label} {choice.feedback[3:-4]}" in said
        assert "If you chose “Do a on the way to two” in scene 1: You had asked." in said
        assert "If you did not choose “Do a on the way to two” in scene 1: You had not asked." in said
        assert "In danger, call 999." in said and "Ask first." in said

    def test_it_can_be_read_without_a_walk(self, learner):
        learner.start()
        learner.text("/cases/1/text")
        assert count(CaseRun) == 0


class TestStatements:
    """How often a page of a case asks the database, besides who is signed in."""

    def test_a_scene_asks_three_times_and_a_choice_writes_once(self, walker, statements):
        with statements() as seen:
            walker.get("/cases/1/walks/1/1")
        assert len(seen) <= 3, seen
        with statements() as seen:
            choose(walker, 1, "a")
        assert sum(each.startswith("INSERT") for each in seen) == 1
        assert len(seen) <= 7, seen

    def test_a_page_of_a_module_with_cases_asks_no_more_than_one_without(self, walker, statements):
        with statements() as seen:
            walker.get("/1")
        assert len(seen) <= 3, seen


class TestEveryCaseOfTheCourse:
    """Every scene of every case that there is, by pressing the buttons of its pages as a browser without scripts."""

    @ON_ONE_DATABASE
    def test_every_scene_is_reached_and_every_choice_made(self, client, make):
        live = make.course(files=read_folder(FOUR)[0])
        person = make.person(organisation=make.organisation())
        make.sign_in(client, person)
        assert any(module.cases for module in live.course.modules)
        for module in live.course.modules:
            learner = Learner(client, make, person, number=module.number)
            learner.start()
            for case in module.cases:
                pressed = press_everything(learner, case)
                assert pressed == {(scene.id, choice.id) for scene in case.scenes for choice in scene.choices}


def press_everything(learner, case):
    """Walk until every choice was made; each walk prefers what was not pressed before. What was pressed."""
    pressed = set()
    for number in range(1, 30):
        address = learner.post(f"/cases/{case.number}", walk=str(number)).location
        walk, fresh = Walk(case), False
        while not walk.has_ended:
            page = learner.client.get(address)
            offered = OFFERED.findall(page.text)
            assert set(offered) == {choice.id for choice in walk.offered}, address
            assert f'<h1 class="nhsuk-heading-l">{case_title(walk)}' in page.text
            unpressed = [each for each in offered if (walk.scene.id, each) not in pressed]
            left = {scene.id for scene in case.scenes for each in scene.choices if (scene.id, each.id) not in pressed}
            onward = [each.id for each in walk.offered if each.to in left - {walk.scene.id}]
            letter = (unpressed or onward or [walk.scene.best.id])[0]
            fresh = fresh or bool(unpressed)
            pressed.add((walk.scene.id, letter))
            address = learner.client.post(address, data={"choice": letter}).location
            walk = walk.choose(letter)
        assert learner.client.get(address).status_code == 200
        if not fresh:
            return pressed
    return pressed


def case_title(walk):
    """The scene's title as it stands on its page."""
    return walk.scene.title.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")
