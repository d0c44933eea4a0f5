"""The drawing on a page: wide where there is room and on paper, another one on phones; alone it does nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.test_clinician import Clinician, somebody
from tests.support.browsing import LiveServer

PAGE = 2  # of module 4: whom to call
WIDE, NARROW = 640, 288
SHOWN = "each => [each.naturalWidth, each.clientWidth]"
HOSTILE = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="document.documentElement.id = 'ran'">
<script>document.documentElement.id = 'ran'</script><rect width="9" height="9" style="fill: red"/></svg>"""


def reader(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None], name: str
) -> Clinician:
    """Somebody who has come to the page with the drawing."""
    who = somebody(way, browse, live_server, axe)
    who.email = f"{name}.drawing@wealdside.example"
    who.given_an_account()
    who.page.goto(f"/learning/four/{who.module}")
    who.press("Start this module")
    who.press("Mark as read and continue")
    who.then_on_page(PAGE)
    return who


def drawing_on(page: Page) -> Locator:
    """The one drawing of the page, once it has come."""
    drawing = page.get_by_role("img", name="Whom to call, the most urgent first")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_have_js_property("complete", True)
    return drawing


@pytest.mark.parametrize(
    ("way", "width"), [("pointer", WIDE), ("keyboard alone at 320 pixels without JavaScript", NARROW)]
)
def test_it_is_drawn_at_its_own_size(
    way: str, width: int, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    who = reader(way, browse, live_server, axe, f"reader{width}")
    assert drawing_on(who.page).evaluate(SHOWN) == [width, width]
    for room in (320, 768, 959, 960, 1024, 1025, 1280):
        who.page.set_viewport_size({"width": room, "height": 900})
        who.page.wait_for_timeout(200)
        natural, shown = drawing_on(who.page).evaluate(SHOWN)
        assert natural == shown, f"shrunk at {room} pixels"
    who.page.set_viewport_size({"width": 320, "height": 900})
    who.page.emulate_media(media="print")
    who.page.wait_for_timeout(200)
    assert drawing_on(who.page).evaluate(SHOWN)[0] == WIDE, "paper has room for the wide one"


def test_opened_alone_nothing_in_it_runs(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    page = reader("pointer", browse, live_server, axe, "alone").page
    address = drawing_on(page).evaluate("each => each.currentSrc")
    assert address.endswith(".svg")

    def put_in_its_place(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=HOSTILE)

    alone = page.context.new_page()
    alone.goto(address)
    assert alone.evaluate("document.documentElement.localName") == "svg"
    alone.route(address, put_in_its_place)
    alone.reload()
    assert alone.evaluate("document.documentElement.outerHTML").count("script") == 2
    assert alone.evaluate("document.documentElement.id") == ""
