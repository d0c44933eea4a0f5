"""How somebody works a page: with a pointer, or with the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 120
# How often to press Tab before it is worth asking again where the focus is; 0 where it is on one of these elements. It
# is a guess, one at least, and moves nothing: where Tab leads elsewhere, the focus is somewhere else.
STOPS_TO = """targets => {
    const here = document.activeElement;
    if (targets.includes(here)) return 0;
    const radios = each => [...document.getElementsByName(each.name)];
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    const stops = [...all].filter(
        each => each === here || each.tabIndex >= 0 && !each.disabled && each.checkVisibility()
            && (each.type !== "radio" || each.checked || !radios(each).some(one => one.checked || one === here)
                && radios(each)[0] === each));
    const from = stops.indexOf(here);
    return Math.max(1, stops.findIndex((each, at) => at > from && targets.includes(each)) - from);
}"""
IS_FOCUSED = "element => element === document.activeElement"


class Hands(Protocol):
    """What a person can do to a page."""

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""

    def choose(self, target: Locator) -> None:
        """Select a radio button or tick a box."""

    def select(self, target: Locator, value: str) -> None:
        """Take one of the words that a list offers."""

    def write(self, target: Locator, text: str) -> None:
        """Fill a field in, in place of what stands there."""


class Pointer:
    """A mouse or a finger."""

    def press(self, target: Locator) -> None:
        """Click it."""
        target.click()

    def choose(self, target: Locator) -> None:
        """Click it; a box that is ticked stays ticked."""
        target.check()

    def select(self, target: Locator, value: str) -> None:
        """Open the list and take it."""
        target.select_option(value)

    def write(self, target: Locator, text: str) -> None:
        """Type into it."""
        target.fill(text)


class Keyboard:
    """Tab, arrows, Space and Enter, and never a click."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Tab to it, then Enter."""
        self._reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        """Tab to a box and press Space; tab into a group of radio buttons and go on with the arrow."""
        if target.get_attribute("type") == "checkbox":
            self._reach(target)
            if not target.is_checked():
                self.page.keyboard.press("Space")
            return
        group = self.page.locator(f'input[type=radio][name="{target.get_attribute("name")}"]')
        self._reach(group)
        for _ in range(group.count()):
            if target.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert target.is_checked(), "the arrows do not lead to this answer"

    def select(self, target: Locator, value: str) -> None:
        """Tab to the list, and go down to it with the arrow."""
        self._reach(target)
        self.page.keyboard.press("Home")
        for _ in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value, "the arrows do not lead to these words"

    def write(self, target: Locator, text: str) -> None:
        """Tab to it, select all, type."""
        self._reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def _reach(self, target: Locator) -> None:
        target.first.wait_for()
        pressed = 0
        while stops := target.evaluate_all(STOPS_TO):
            assert pressed < MOST_TABS, f"Tab does not reach {target} within {MOST_TABS} steps"
            for _ in range(stops):
                self.page.keyboard.press("Tab")
            pressed += stops
