"""Finding a page by a word, keeping it, and taking the module away on paper; at every stop accessible, and it fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_clinician import Clinician, somebody
from tests.support.browsing import LiveServer

WORD, SLIP = "records", "recrods"
MODULE = 4


def search(clinician: Clinician, words: str) -> None:
    """Type into the box of this page and send it."""
    main = clinician.page.get_by_role("main")
    clinician.hands.write(main.get_by_label("Search this course").or_(main.get_by_label("Words to search for")), words)
    with clinician.page.expect_navigation():
        clinician.hands.press(main.get_by_role("button", name="Search", exact=True))
    clinician.look()


def given_a_module_under_way(clinician: Clinician) -> None:
    clinician.given_an_account()
    clinician.page.goto(f"/learning/four/{MODULE}")
    clinician.press("Start this module")


def when_searching_with_a_slip(clinician: Clinician) -> None:
    """Nothing has that word; the nearest one is a button."""
    search(clinician, SLIP)
    clinician.sees("Search")
    expect(clinician.page.get_by_role("heading", name="No page has that word")).to_be_visible()
    clinician.press(f"Search for “{WORD}”")


def then_pages_are_found_and_no_address_says_for_what(clinician: Clinician) -> None:
    marked = clinician.page.locator("mark")
    expect(marked.first).to_be_visible()
    assert clinician.page.title() == "Search - Learning"
    assert WORD not in clinician.page.url and SLIP not in clinician.page.url


def when_opening_one_and_going_back(clinician: Clinician) -> str:
    """The page opens; Back shows the same results, and the page opens again."""
    first = clinician.page.locator(".rows h3 a[href*='/learning/four/4/']").first
    title = first.inner_text()
    clinician.press(title)
    clinician.sees(title)
    clinician.page.go_back()
    expect(clinician.page.locator("mark").first).to_be_visible()
    clinician.press(title)
    return title


def when_keeping_it(clinician: Clinician, title: str) -> None:
    """It is on my learning from then on, and off again by a button there."""
    clinician.press("Keep this page")
    expect(clinician.page.get_by_role("button", name="Kept: take it off")).to_be_visible()
    clinician.page.goto("/learning")
    clinician.look()
    clinician.press(title)
    clinician.sees(title)
    clinician.page.goto("/learning")
    clinician.press(f"Take off {title}")
    expect(clinician.page.get_by_role("heading", name="Kept pages")).to_have_count(0)


def when_printing(clinician: Clinician) -> None:
    """The PDF is prepared, waited for, and downloaded under a name that says nothing."""
    clinician.page.goto(f"/learning/four/{MODULE}")
    clinician.press("Print this module")
    clinician.press("Make the PDF")
    for _ in range(60):
        if clinician.page.get_by_role("heading", name="Your PDF is ready").count():
            break
        if clinician.reloads_itself:
            clinician.page.wait_for_timeout(500)
        else:
            clinician.press("Check again")
    clinician.sees("Your PDF is ready")
    clinician.look()
    with clinician.page.expect_download() as waiting:
        clinician.hands.press(clinician.page.get_by_text("Download the PDF", exact=True))
    assert waiting.value.suggested_filename == "module.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("way", ["pointer", "keyboard alone at 320 pixels without JavaScript"])
def test_finding_keeping_and_printing(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    clinician = somebody(way, browse, live_server, axe)
    clinician.email = f"finding.{clinician.email}"
    given_a_module_under_way(clinician)
    when_searching_with_a_slip(clinician)
    then_pages_are_found_and_no_address_says_for_what(clinician)
    title = when_opening_one_and_going_back(clinician)
    when_keeping_it(clinician, title)
    when_printing(clinician)
