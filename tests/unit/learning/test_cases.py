"""What the pages of a case say of a path, and when cases are offered."""

from datetime import UTC, datetime

import pytest

from lms.content.schema import Grade
from lms.content.walk import Walk
from lms.learning import rules
from lms.learning.presenters import case as presenter
from lms.learning.presenters import thread
from lms.progress.rules import Run, Standing
from tests.factories import progress

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
CASE = progress.case(None)


def run(*choices: str, number: int = 1, case_id: str = CASE.id) -> Run:
    """A walk by these choices."""
    walk = Walk(CASE)
    for each in choices:
        walk = walk.choose(each)
    return Run(number, case_id, number, 1, NOW, walk.steps)


class TestTheWayThatWasGone:
    @pytest.mark.parametrize(
        ("choices", "labels", "looks"),
        [
            ("ab", ["Best", "Best"], [thread.DONE, thread.DONE]),
            ("bb", ["Safe, not complete", "Best"], [presenter.PART, thread.DONE]),
            ("cab", ["Tried twice", "Best"], [thread.NOW, thread.DONE]),
            ("aab", ["Best", "Tried twice"], [thread.DONE, thread.NOW]),
            ("bcab", ["Safe, not complete", "Put right later", "Best", "Best"],
             [presenter.PART, thread.NOW, thread.DONE, thread.DONE]),
            ("aacab", ["Best", "Tried twice", "Best", "Best"], [thread.DONE, thread.NOW, thread.DONE, thread.DONE]),
        ],
    )  # fmt: skip
    def test_every_scene_has_a_label_and_a_look(self, choices, labels, looks):
        page = presenter.walk_page(CASE, run(*choices))
        assert [(stop.label, stop.look) for stop in page.stops] == list(zip(labels, looks, strict=True))

    def test_the_stops_lead_to_the_pages_of_their_scenes(self):
        page = presenter.walk_page(CASE, run("c", "a", "b"))
        assert [stop.step for stop in page.stops] == [1, 3]

    def test_next_time_names_each_scene_once_in_which_another_choice_came_first(self):
        page = presenter.walk_page(CASE, run("b", "c", "a", "b"))
        assert [scene.id for scene in page.next_time] == ["one", "two"]
        assert [choice.grade for choice in page.done_well] == [Grade.BEST, Grade.BEST]


class TestAScene:
    def test_the_scene_one_is_in_is_open_however_often_it_was_tried(self):
        page = presenter.scene_page(CASE, run("c"), 2)
        assert [(stop.look, stop.is_here) for stop in page.stops] == [(thread.NOW, True)]
        assert page.number == 1
        assert {offer.choice.id for offer in page.offers if offer.tried} == {"c"}
        assert page.dots == [thread.NOW, thread.TO_COME]

    def test_looking_back_shows_what_was_chosen(self):
        page = presenter.scene_page(CASE, run("c", "a"), 1)
        assert page.chosen and page.chosen.id == "c"
        assert page.newest == 3


class TestRules:
    def standing(self, **fields) -> Standing:
        return Standing(**{"progress_id": 1, "module_id": "module-4", "revision_id": 1, "active_at": NOW, **fields})

    def test_cases_are_offered_the_first_time_through(self):
        module = progress.module(None, cases=(CASE,))
        assert rules.offers_cases(module, self.standing())
        assert not rules.offers_cases(progress.module(None), self.standing())
        assert not rules.offers_cases(module, self.standing(to_reread={2: ("page-1",)}))
        assert not rules.offers_cases(module, self.standing(completed_at=NOW))

    def test_cases_follow_one_another_and_then_the_questions(self):
        second = progress.case(None, 2)
        module = progress.module(None, cases=(CASE, second))
        assert rules.case_after(module, CASE) == second
        assert rules.case_after(module, second) is None

    def test_walks_of_each_case_are_numbered_by_themselves(self):
        runs = [run(number=1), run(number=2), run(number=7, case_id="case-2")]
        assert rules.next_walk(CASE, runs) == 3
        assert rules.next_walk(CASE, []) == 1
        assert rules.find_run(CASE, runs, 2) is runs[1]
        assert rules.find_run(CASE, runs, 7) is None


class TestTheText:
    def test_both_readings_say_who_reads_them(self):
        readers = [passage.readers for scene in presenter.case_text(CASE) for passage in scene.passages]
        chose = "“Do a on the way to two” in scene 1:"
        told = ["", "", f"If you chose {chose}", f"If you did not choose {chose}", "", f"If you chose {chose}"]
        assert readers == told

    def test_every_choice_says_where_it_leads(self):
        leads = [(choice.leads_to.id, choice.leads_back) for choice in presenter.case_text(CASE)[1].choices]
        assert leads == [("two", True), ("end", False), ("one", False)]
