"""A case of the course as people walk it: the best way, the worst, and every button of every scene.

At every stop the page is accessible and fits its window, by pointer, by keyboard alone, and without JavaScript.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lms.content.schema import Case, Choice, Grade, Module
from lms.content.walk import Walk
from tests.journeys.answer_key import course
from tests.journeys.test_clinician import Clinician, somebody
from tests.support.browsing import LiveServer

Policy = Callable[[Walk], Choice]
ORDER = {Grade.HARM: 0, Grade.PART: 1, Grade.BEST: 2}


def first_case() -> tuple[Module, Case]:
    """The first case of the course."""
    return next((module, case) for module in course().modules for case in module.cases)


def best(walk: Walk) -> Choice:
    """Always the best choice."""
    return walk.scene.best


def worst(walk: Walk) -> Choice:
    """Whatever does harm, then what is not complete."""
    return min(walk.offered, key=lambda choice: ORDER[choice.grade])


def given_a_walk(walker: Clinician, module: Module, case: Case) -> None:
    """The module is begun; its last page leads on to the cases, and the case is begun."""
    walker.given_an_account()
    walker.page.goto(f"/learning/four/{module.number}")
    walker.look()
    walker.press("Start this module")
    walker.page.goto(f"/learning/four/{module.number}/{len(module.pages)}")
    walker.press("Mark as read and continue")
    walker.press(f"Case {case.number}: {case.title}")
    walker.sees(case.title)
    expect(walker.page.get_by_text(case.content_note)).to_be_visible()
    walker.press("Begin")


def when_walking(walker: Clinician, case: Case, policy: Policy) -> Walk:
    """From the first scene to the end; every scene shows what the path has made of it."""
    walk = Walk(case)
    while not walk.has_ended:
        then_in_the_scene(walker, walk)
        choice = policy(walk)
        walker.press(choice.text)
        expect(walker.page.get_by_text(f"You chose: {choice.text}", exact=True)).to_be_visible()
        walk = walk.choose(choice.id)
    return walk


def then_in_the_scene(walker: Clinician, walk: Walk) -> None:
    """Its title, its choices, and under a neutral title as many passages as this path reads."""
    walker.sees(walk.scene.title)
    number = len(walk.legs)
    expect(walker.page).to_have_title(f"Case {walk.case.number} scene {number} - Learning")
    expect(walker.page.locator("button.choice")).to_have_count(len(walk.offered))
    tried = len(walk.scene.choices) - len(walk.offered)
    expect(walker.page.locator(".choice--tried")).to_have_count(tried)


def then_the_end_tells_the_way(walker: Clinician, walk: Walk) -> None:
    """A safe end, the way on the thread, what was good, what would be better, and whom to call."""
    walker.sees(walk.scene.title)
    expect(walker.page).to_have_title(f"Case {walk.case.number} end - Learning")
    labels = [
        "Best" if leg.was_best_at_once else f"Tried {len(leg.choices)}" if len(leg.choices) > 1 else ""
        for leg in walk.legs[:-1]
    ]
    found = walker.page.locator(".path > li > p > .label").all_inner_texts()
    shown = [label.replace("Tried twice", "Tried 2") for label in found]
    assert all(each.startswith(label) for each, label in zip(shown, labels, strict=True)), (shown, labels)
    expect(walker.page.get_by_role("heading", name="What you did well")).to_be_visible()
    expect(walker.page.get_by_role("heading", name="Next time")).to_be_visible()
    expect(walker.page.locator(".now-call")).to_contain_text("999")


def when_going_back(walker: Clinician, case: Case) -> None:
    """Back shows what was chosen there, and leads on again."""
    walker.page.go_back()
    walker.look()
    expect(walker.page.get_by_text("You have been here, and chose:")).to_be_visible()
    expect(walker.page.locator("button.choice")).to_have_count(0)
    walker.press("Go on to where you are")
    expect(walker.page).to_have_title(f"Case {case.number} scene 2 - Learning")


def then_it_can_be_read_and_printed(walker: Clinician, case: Case) -> None:
    """Everything on one page, without a button; on paper nothing but the text."""
    walker.press("Read this case as plain text")
    said = " ".join(walker.page.get_by_role("main").inner_text().split())
    for scene in case.scenes:
        assert scene.title in said
        assert all(choice.text in said for choice in scene.choices)
    walker.page.emulate_media(media="print")
    expect(walker.page.get_by_role("link", name="Leave this page")).to_be_hidden()
    walker.page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("way", "policy"),
    [("pointer", best), ("keyboard alone at 320 pixels", worst)],
    ids=["best", "worst"],
)
def test_from_the_last_page_through_a_case_to_the_questions(
    way: str, policy: Policy, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    module, case = first_case()
    walker = somebody(way, browse, live_server, axe, module=module.number, about="a case")
    given_a_walk(walker, module, case)
    first = policy(Walk(case)) if policy is best else None
    if first:
        walker.press(first.text)
        when_going_back(walker, case)
        walker.page.go_back()
        walker.page.go_back()
        walker.page.goto(f"/learning/four/{module.number}/cases/{case.number}")
        walker.press("Walk it again")
    walk = when_walking(walker, case, policy)
    then_it_is_over(walker, walk, module)


def then_it_is_over(walker: Clinician, walk: Walk, module: Module) -> None:
    """The end tells the way, the case can be read and printed, and from its walk one goes on to what comes next."""
    then_the_end_tells_the_way(walker, walk)
    then_it_can_be_read_and_printed(walker, walk.case)
    walker.page.goto(f"/learning/four/{module.number}/cases/{walk.case.number}")
    walker.press(re.compile(r"^Walk \d+$"))
    walker.press("Continue")
    assert re.search(r"/(questions|cases/\d+)$", walker.page.url)


def test_every_scene_and_every_choice_without_javascript(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    module, case = first_case()
    walker = somebody("without JavaScript", browse, live_server, axe, module=module.number, about="every choice")
    given_a_walk(walker, module, case)
    pressed: set[tuple[str, str]] = set()

    def what_is_new(walk: Walk) -> Choice:
        new = [choice for choice in walk.offered if (walk.scene.id, choice.id) not in pressed]
        choice = new[0] if new else walk.scene.best
        pressed.add((walk.scene.id, choice.id))
        return choice

    everything = {(scene.id, choice.id) for scene in case.scenes for choice in scene.choices}
    walk = when_walking(walker, case, what_is_new)
    for _ in everything - pressed:
        if pressed == everything:
            break
        walker.press("Walk it again")
        walk = when_walking(walker, case, what_is_new)
    assert pressed == everything
    then_it_is_over(walker, walk, module)
