"""A trainer reads how a course is written, on a phone: its examples scroll, the page does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.test_clinician import somebody
from tests.journeys.test_reports import go_to, signed_in
from tests.support.browsing import LiveServer


@pytest.mark.parametrize("way", ["pointer", "keyboard alone at 320 pixels without JavaScript"])
def test_the_manual_from_the_menu_to_a_section(
    way: str, browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    with signed_in(somebody(way, browse, live_server, axe, about="manual"), "trainer") as trainer:
        go_to(trainer, "Courses")
        trainer.press("Manual for writing")
        trainer.sees("Writing a module")
        trainer.hands.press(trainer.page.get_by_role("link", name="5. quiz.md", exact=True))
        assert trainer.page.url.endswith("/courses/manual#5-quizmd")
