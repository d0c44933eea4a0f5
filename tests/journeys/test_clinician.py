"""A clinician registers, studies, stops and comes back, fails, reads again, passes, and holds a certificate.

The whole of it through pages and delivered mail alone, twice: with a pointer, and by keyboard alone at 320 pixels
without JavaScript; and at every stop the page is accessible and fits its window. The other modules of the pathway are
passed over the same pages without a browser.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.answers import Key
from bench.journey import Journey
from bench.visitor import Visitor
from tests.journeys.answer_key import course, right_answers
from tests.journeys.hands import Hands, Keyboard, Pointer
from tests.support.browsing import LiveServer

PASSWORD = "a quiet walk by the harbour"
LINK = re.compile(r"http://\S+/confirm/\S+")
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}\b")
GROUP = "reception"
LEAVE_OUT = re.compile(r"^Leave (it|them) out and go to the questions$")
LEFT_AFTER_PAGE = 3
STICKING_OUT = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] : [
    `${document.styleSheets.length} stylesheets`,
    ...[...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > window.innerWidth)
        .map(each => each.outerHTML.slice(0, 200))]"""


def words_of(element: Locator) -> str:
    """What it says, in one line."""
    return " ".join(element.inner_text().split())


@dataclass
class Clinician:
    """One person at one window. `look` asks axe about the page and that nothing sticks out sideways."""

    page: Page
    hands: Hands
    look: Callable[[], None]
    server: LiveServer
    email: str
    name: str
    reloads_itself: bool  # with JavaScript, the page that waits for the PDF does
    module: int = 4

    def press(self, words: str | re.Pattern[str]) -> None:
        """Follow the link or press the button of these words in the page itself, and look at what comes."""
        main = self.page.get_by_role("main")
        link = main.get_by_role("link", name=words, exact=True)
        target = link.or_(main.get_by_role("button", name=words, exact=True))
        with self.page.expect_navigation():
            self.hands.press(target.first)
        self.look()

    def write(self, label: str, text: str) -> None:
        """Fill in the field of this label."""
        self.hands.write(self.page.get_by_label(label, exact=True), text)

    def sees(self, heading: str | re.Pattern[str]) -> None:
        """The page's one level-1 heading says this."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    # --- given ---

    def given_an_account(self) -> None:
        """Registered through the page, confirmed through the delivered mail, signed in."""
        self.page.goto("/")
        self.look()
        self.press("Register")
        self.write("Full name", self.name)
        self.write("Work email address", self.email)
        self.hands.choose(self.page.get_by_label("Reception and administration", exact=True))
        self.press("Continue")
        (message,) = self.server.messages_to(self.email)
        assert message["Subject"] == "Confirm your email address"
        (link,) = LINK.findall(message.get_content())
        self.page.goto(urlsplit(link).path)
        self.look()
        self.write("Password", PASSWORD)
        self.press("Confirm and make the account")
        self.sees("Your account is ready")
        self.press("Sign in")
        self.sign_in()

    def sign_in(self) -> None:
        """With the address and the password."""
        self.write("Work email address", self.email)
        self.write("Password", PASSWORD)
        self.press("Sign in")
        self.sees("My learning")

    def given_the_other_modules_passed(self) -> None:
        """Those that the certificate asks for besides this one, on another device that draws no pages."""
        key = Key(course())
        for module in course().required_modules({GROUP}):
            if module.number != self.module:
                with closing(Visitor(self.server.port)) as visitor:
                    elsewhere = Journey(visitor, self.email, key, module.number)
                    elsewhere.ask_to_sign_in()
                    elsewhere.sign_in(PASSWORD)
                    elsewhere.begin()
                    elsewhere.read()
                    for place in range(1, elsewhere.begin_attempt() + 1):
                        elsewhere.save(place)
                    elsewhere.submit()
        self.page.reload()
        self.look()

    # --- when ---

    def when_reading_begins(self) -> None:
        """The module is started and the first pages are marked as read."""
        self.press("See what is in it")
        self.press("Start this module")
        for number in range(1, LEFT_AFTER_PAGE + 1):
            self.then_on_page(number)
            self.press("Mark as read and continue")

    def when_leaving_quickly(self, outside: str) -> None:
        """*Leave this page* leads elsewhere, and Back shows nothing of the course."""
        leave = self.page.get_by_role("link", name="Leave this page", exact=True)
        self.hands.press(leave)
        self.page.wait_for_url(outside)
        self.page.go_back()
        expect(self.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        assert "Mark as read" not in self.page.content()

    def when_coming_back(self) -> None:
        """Signed in again and carrying on where it stopped."""
        self.page.goto("/sign-in")
        self.sign_in()
        self.press("Continue")

    def when_reading_to_the_end(self) -> None:
        """Every page that is left is marked as read; the cases after them are left out."""
        while "/questions" not in self.page.url:
            cases = self.page.url.endswith("/cases")
            self.press(LEAVE_OUT if cases else "Mark as read and continue")
        self.sees(f"Questions on module {self.module}")

    def when_trying(self, *, knowing: bool) -> None:
        """An attempt from the first question to the result; without knowing it, one wrong answer and the rest blank."""
        self.press("Start the questions")
        if knowing:
            while self.page.get_by_role("button", name="Save and continue").count():
                self._answer(rightly=True)
                self.press("Save and continue")
        else:
            self._answer(rightly=False)
            self.press("Save and continue")
            self.press("Check your answers")
        self.sees("Check your answers")
        self.press("Finish and see result")

    def _answer(self, *, rightly: bool) -> None:
        right = right_answers(self.module)[words_of(self.page.get_by_role("heading", level=1))]
        main = self.page.get_by_role("main")
        if not rightly:
            self._answer_wrongly(main, right)
            return
        for box in main.locator("input[name^=answer]").all():
            if box.get_attribute("value") in right:
                self.hands.choose(box)
        for select in main.locator("select").all():
            wanted = select.locator("option").evaluate_all("all => all.map(each => each.value)")
            self.hands.select(select, next(value for value in wanted if value in right))
        for field in main.locator("input[name^=typed]").all():
            self.hands.write(field, next(iter(right)).partition(":")[2])

    def _answer_wrongly(self, main: Locator, right: frozenset[str]) -> None:
        """One thing that is not right, and the rest left open."""
        boxes = [box for box in main.locator("input[name^=answer]").all() if box.get_attribute("value") not in right]
        select = main.locator("select").first
        if boxes:
            self.hands.choose(boxes[0])
        elif select.count():
            offered = select.locator("option").evaluate_all("all => all.map(each => each.value)")
            self.hands.select(select, next(value for value in offered[1:] if value not in right))
        else:
            self.hands.write(main.locator("input[name^=typed]"), "99")

    def say(self, statement: Locator, truth: bool) -> None:
        """Say of a statement that it is true, or that it is false."""
        self.hands.choose(statement.get_by_label("True" if truth else "False", exact=True))

    def when_reading_again(self) -> None:
        """After the last attempt, the pages of the outcomes that were missed, and nothing else."""
        expect(self.page.get_by_text("Read these first")).to_be_visible()
        self.press(re.compile(r"^Read page \d+ again$"))
        self.when_reading_to_the_end()

    def when_the_name_is_confirmed(self) -> str:
        """The certificate is issued once its holder has seen the name as it will print; returns its code."""
        self.press("Get your certificate")
        self.write("Name to be printed", self.name)
        self.press("Continue")
        expect(self.page.locator(".printed-name")).to_have_text(self.name)
        with self._asking_in_vain():
            self.press("Issue my certificate")
            self.sees(self.name)
            (code,) = CODE.findall(self.page.get_by_role("main").inner_text())
        return code

    @contextmanager
    def _asking_in_vain(self) -> Iterator[None]:
        """The page that waits for the PDF gets no answer, so it does not go away while it is looked at."""
        self.page.route("**/certificate.pdf", lambda route: route.abort())
        yield
        self.page.unroute("**/certificate.pdf")

    # --- then ---

    def then_on_page(self, number: int) -> None:
        """On this page of the module, under a title that says nothing."""
        expect(self.page).to_have_title(f"Module {self.module} page {number} - Learning")
        assert urlsplit(self.page.url).path == f"/learning/four/{self.module}/{number}"

    def then_the_pdf_is_prepared(self) -> None:
        """The worker draws it; the page then offers it under a neutral name."""
        download = self.page.get_by_role("main").get_by_text("Download the PDF", exact=True)
        while not self.reloads_itself and not download.count():
            self.page.wait_for_timeout(500)
            self.page.reload()
        expect(download).to_be_visible(timeout=60_000)
        self.look()
        with self.page.expect_download() as waiting:
            self.hands.press(download)
        assert waiting.value.suggested_filename == "certificate.pdf"
        assert waiting.value.path().read_bytes().startswith(b"%PDF-")

    def then_anybody_can_check_it(self, code: str) -> None:
        """The check says that it is genuine, and nothing about its holder."""
        self.page.goto("/check")
        self.look()
        self.write("Code on the certificate", code)
        self.press("Check the code")
        said = self.page.get_by_role("main").inner_text()
        assert "genuine" in said
        assert "Safeguarding: recognising unwanted behaviour" in said
        assert self.name not in said


WINDOWS = {
    "pointer": {"width": 1280},
    "keyboard alone at 320 pixels": {"width": 320},
    "without JavaScript": {"width": 1280, "javascript": False},
    "keyboard alone at 320 pixels without JavaScript": {"width": 320, "javascript": False},
}


def show_as_it_stands(page: Page, beside: Page) -> Page:
    """The same HTML in a window where axe can run: without JavaScript its timers never come."""
    html = page.content()
    beside.unroute_all()
    beside.route("**/*.js", lambda route: route.abort())
    beside.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    beside.goto(page.url)
    return beside


def somebody(
    way: str,
    browse: Callable[..., Page],
    live_server: LiveServer,
    axe: Callable[..., None],
    *,
    module: int = 4,
    about: str = "",
) -> Clinician:
    """Somebody at a window of their own, who works it in this way."""
    window = WINDOWS[way]
    page = browse(**window)
    has_scripts = window.get("javascript", True)
    beside = page if has_scripts else browse(width=window["width"])

    def look() -> None:
        axe(page, (lambda: show_as_it_stands(page, beside)) if beside is not page else None)
        assert page.evaluate(STICKING_OUT) == [], f"{page.url} sticks out sideways"

    return Clinician(
        page=page,
        hands=Keyboard(page) if way.startswith("keyboard") else Pointer(),
        look=look,
        server=live_server,
        email=f"{way} {about} {module}@wealdside.example".lower().replace("  ", " ").replace(" ", "."),
        name="Siobhán Ní Dhomhnaill-Œuvrard",
        reloads_itself=bool(has_scripts),
        module=module,
    )


@pytest.mark.parametrize("way", ["pointer", "keyboard alone at 320 pixels without JavaScript"])
def test_from_registering_to_a_certificate(
    way: str, browse: Callable[..., Page], live_server: LiveServer, outside: str, axe: Callable[..., None]
) -> None:
    clinician = somebody(way, browse, live_server, axe)
    clinician.given_an_account()
    clinician.given_the_other_modules_passed()
    clinician.when_reading_begins()
    clinician.when_leaving_quickly(outside)
    clinician.when_coming_back()
    clinician.then_on_page(LEFT_AFTER_PAGE + 1)
    clinician.when_reading_to_the_end()
    for attempt in range(3):
        if attempt:
            clinician.press("Try again when you are ready")
        clinician.when_trying(knowing=False)
        clinician.sees("Not yet")
    clinician.when_reading_again()
    clinician.when_trying(knowing=True)
    clinician.sees("You have passed module 4")
    code = clinician.when_the_name_is_confirmed()
    clinician.then_the_pdf_is_prepared()
    clinician.then_anybody_can_check_it(code)
