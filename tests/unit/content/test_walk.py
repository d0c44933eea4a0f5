"""Walking a case: where a path leads, what is remembered, what is offered, and that every walk comes to an end."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.check import check, examine
from lms.content.render import render
from lms.content.schema import Case, Grade
from lms.content.walk import NotOffered, Walk, shuffled
from tests.courses.faults.planting import KETTLE_CASE, base_course
from tests.factories import progress
from tests.support.courses import FOUR, SMALL, course_in

CASE = progress.case(None)
FRONT = base_course()[KETTLE_CASE].decode().split("## ")[0]
DANGER = "> [!danger]\n> Call 999.\n"


def every_case() -> list[Case]:
    return [case for folder in (SMALL, FOUR) for module in course_in(folder).modules for case in module.cases]


def walked(case: Case, *choices: str) -> Walk:
    walk = Walk(case)
    for each in choices:
        walk = walk.choose(each)
    return walk


class TestWalk:
    def test_it_starts_with_the_first_scene_and_offers_all_of_it(self):
        walk = Walk(CASE)
        assert (walk.scene.id, walk.last, walk.flags, walk.has_ended) == ("one", None, frozenset(), False)
        assert [choice.id for choice in walk.offered] == ["a", "b", "c"]

    def test_what_was_chosen_is_remembered_and_changes_what_is_read(self):
        asked, not_asked = walked(CASE, "a"), walked(CASE, "b")
        assert [passage.html for passage in asked.passages][1:] == ["<p>You had asked.</p>"]
        assert [passage.html for passage in not_asked.passages][1:] == ["<p>You had not asked.</p>"]

    def test_a_choice_that_did_harm_is_not_offered_again_and_the_others_are(self):
        walk = walked(CASE, "c")
        assert walk.scene.id == "one"
        assert [choice.id for choice in walk.offered] == ["a", "b"]
        with pytest.raises(NotOffered):
            walk.choose("c")

    def test_what_did_harm_before_is_still_known_when_its_scene_is_come_back_to(self):
        walk = walked(CASE, "c", "a", "c")
        assert walk.scene.id == "one"
        assert [choice.id for choice in walk.offered] == ["a", "b"]

    def test_tries_in_one_scene_are_one_leg(self):
        walk = walked(CASE, "c", "a", "a", "b")
        assert walk.has_ended
        assert [(leg.scene.id, [each.id for each in leg.choices]) for leg in walk.legs] == [
            ("one", ["c", "a"]), ("two", ["a", "b"]), ("end", []),
        ]  # fmt: skip
        assert not any(leg.was_best_at_once for leg in walk.legs)

    def test_a_path_can_be_looked_at_as_it_was(self):
        assert walked(CASE, "c", "a").after(1) == walked(CASE, "c")

    def test_nothing_is_offered_at_the_end(self):
        with pytest.raises(NotOffered):
            walked(CASE, "a", "b", "a")

    def test_a_step_that_the_case_does_not_have_is_refused(self):
        with pytest.raises(NotOffered):
            Walk(CASE).choose("z")

    def test_the_order_of_choices_is_the_same_for_a_seed_and_differs_between_seeds(self):
        scene = CASE.scenes[0]
        orders = {tuple(choice.id for choice in shuffled(scene, seed)) for seed in range(40)}
        assert len(orders) == 6
        assert shuffled(scene, 7) == shuffled(scene, 7)


def at_random(case: Case, rng: Random) -> Walk:
    """A walk that likes what it has not tried, and so goes on for as long as it can."""
    walk = Walk(case)
    most = len(case.scenes) * (1 + sum(len(scene.choices) for scene in case.scenes))
    while not walk.has_ended:
        assert walk.offered, f"{case.id}: nothing is offered in {walk.scene.id}"
        assert len(walk.steps) <= most, f"{case.id} goes on for ever"
        harm = [choice for choice in walk.offered if choice.grade is Grade.HARM]
        walk = walk.choose(rng.choice(harm if harm and rng.random() < 0.7 else walk.offered).id)
    return walk


class TestEveryCase:
    """Every case of the courses in the repository."""

    @pytest.mark.parametrize("seed", range(5))
    def test_every_walk_ends_safely(self, seed):
        rng = Random(seed)
        for case in every_case():
            for _ in range(60):
                walk = at_random(case, rng)
                assert walk.scene.routes, case.id

    def test_walks_between_them_read_every_scene_and_every_passage(self):
        rng = Random(1)
        for case in every_case():
            walks = [at_random(case, rng) for _ in range(400)]
            paths = {walk.steps[:steps] for walk in walks for steps in range(len(walk.steps) + 1)}
            stages = [Walk(case, path) for path in paths]
            assert {stage.scene.id for stage in stages} == {scene.id for scene in case.scenes}, case.id
            read = {(stage.scene.id, passage.html) for stage in stages for passage in stage.passages}
            written = {(scene.id, passage.html) for scene in case.scenes for passage in scene.passages}
            assert written == read, f"{case.id}: {written - read} is never read"

    def test_the_best_choices_alone_lead_to_an_end_in_as_many_scenes_as_it_takes_minutes(self):
        for case in every_case():
            walk = Walk(case)
            while not walk.has_ended:
                walk = walk.choose(walk.scene.best.id)
            assert len(walk.steps) == case.minutes == len({step.scene_id for step in walk.steps})


@st.composite
def graphs(draw):
    """The choices of a few scenes: to which scene each leads, mostly forwards unless it does harm, and how good it is.
    The scene after the last is the end."""
    count = draw(st.integers(2, 5))
    anywhere = st.integers(0, count)
    graph = []
    for number in range(count):
        forwards = st.integers(number + 1, count)
        grades = draw(
            st.permutations(["best", *draw(st.lists(st.sampled_from(["part", "harm"]), min_size=1, max_size=3))])
        )
        mostly = st.one_of(forwards, forwards, forwards, anywhere) if draw(st.booleans()) else forwards
        graph.append([(grade, draw(anywhere if grade == "harm" else mostly)) for grade in grades])
    return graph


def as_written(graph) -> bytes:
    """The case that has these choices."""
    parts = [FRONT]
    for number, choices in enumerate(graph):
        parts.append(f"## Scene {number} {{#scene-{number}}}\n\nText.\n")
        for place, (grade, to) in enumerate(choices):
            flag = " sets=chosen" if number == 0 and grade == "best" else ""
            parts.append(f"- [Way {place}](#scene-{to}) {{{grade}{flag}}}\n  > Then.\n")
    test = "> [!if] chosen\n> Chosen.\n"
    parts.append(f"## End {{#scene-{len(graph)} kind=end}}\n\nText.\n\n{test}\n{DANGER}")
    return "\n".join(parts).encode()


@given(graph=graphs(), seed=st.integers(0, 999))
@settings(max_examples=60)
def test_whatever_the_check_lets_pass_can_be_walked_to_an_end_by_any_way(graph, seed):
    files = {**base_course(), KETTLE_CASE: as_written(graph)}
    report, text = examine(files)
    if not report.stops:
        case = render(text).module(1).cases[0]
        rng = Random(seed)
        assert all(at_random(case, rng).has_ended for _ in range(20))


@given(graph=graphs())
@settings(max_examples=60)
def test_what_the_check_stops_has_a_loop_or_a_scene_that_is_not_reached(graph):
    """The other way round: a graph that is sound by an independent rule is not complained of."""
    reached, pending = {0}, [0]
    while pending:
        here = pending.pop()
        for _, to in graph[here] if here < len(graph) else []:
            if to not in reached:
                reached.add(to)
                pending.append(to)
    leads_on = all(to > number for number, choices in enumerate(graph) for grade, to in choices if grade != "harm")
    if leads_on and reached == set(range(len(graph) + 1)):
        problems = check({**base_course(), KETTLE_CASE: as_written(graph)}).problems
        assert [str(problem) for problem in problems if problem.stops] == []
