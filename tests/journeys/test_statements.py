"""Statements that are each true or false: in a page's knowledge check, and where the questions draw them.

By keyboard alone, at 320 pixels and without JavaScript at once; at every stop the page is accessible and fits.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from lms.content.schema import Question
from tests.journeys.answer_key import page_that_asks
from tests.journeys.hands import Pointer
from tests.journeys.test_clinician import Clinician, somebody
from tests.support.browsing import LiveServer


def when_trying_the_check(clinician: Clinician, *truths: bool) -> None:
    """Say this of its statements, the first ones first, and send it."""
    form = clinician.page.locator("section.check form").filter(has=clinician.page.locator("fieldset fieldset"))
    for statement, truth in zip(form.locator("fieldset fieldset").all(), truths, strict=False):
        clinician.say(statement, truth)
    with clinician.page.expect_navigation():
        clinician.hands.press(form.get_by_role("button", name="Check my answer"))
    clinician.look()


def then_what_is_open_is_asked_for(clinician: Clinician) -> None:
    """The problem leads to the first statement that is open; what was said of the others is kept."""
    problem = clinician.page.get_by_role("alert").get_by_role("link", name="1 of 4 not answered yet")
    clinician.hands.press(problem)
    first_open = clinician.page.locator("fieldset fieldset").last.get_by_label("True", exact=True)
    expect(first_open).to_be_in_viewport()
    expect(clinician.page.locator("fieldset fieldset input:checked")).to_have_count(3)


def then_every_statement_has_its_reason(clinician: Clinician, check: Question, *truths: bool) -> None:
    """What was said of it, whether that is right, and why."""
    for each, truth, option in zip(clinician.page.locator(".answers > li").all(), truths, check.options, strict=True):
        said = f"Your answer: {str(truth).lower()}"
        fits = f"{said}, right" if option.right == truth else f"{said}. It is {str(option.right).lower()}"
        expect(each.locator(".label")).to_have_text(fits)
        expect(each.locator("strong").first).to_have_text(option.text)
        expect(each.locator("p").last).not_to_be_empty()


def test_statements_from_a_page_to_the_result(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    module, number, check = page_that_asks("kprim")
    way = "keyboard alone at 320 pixels without JavaScript"
    clinician = somebody(way, browse, live_server, axe, module=module)
    clinician.given_an_account()
    clinician.page.goto(f"/learning/four/{module}")
    clinician.press("Start this module")
    clinician.page.goto(f"/learning/four/{module}/{number}")  # it can be opened before those in front of it are read
    when_trying_the_check(clinician, True, True, True)
    then_what_is_open_is_asked_for(clinician)
    when_trying_the_check(clinician, True, True, True, True)
    then_every_statement_has_its_reason(clinician, check, True, True, True, True)
    clinician.page.goto(f"/learning/four/{module}/1")
    keyboard, clinician.hands = clinician.hands, Pointer()  # how pages are read by keyboard is the other journey's
    clinician.when_reading_to_the_end()
    clinician.hands = keyboard
    clinician.when_trying(knowing=True)
    clinician.sees(f"You have passed module {module}")
