"""One learner's way through the course over HTTP, a request at a time, so that each can be measured by itself."""

import re
import time
from collections.abc import Callable, Iterator
from html import unescape

from bench.answers import Fields, Key, answer_of, choices_on
from bench.visitor import ATTEMPT, PASSWORD, Visitor, token_in

TITLE = re.compile(r'<h1 class="nhsuk-fieldset__heading">(.*?)</h1>', re.DOTALL)
SECONDS_FOR_PDF = 120
NAME = "/certificates/four/name"
WANTS_JSON = {"Accept": "application/json"}
Work = Callable[[], object]


class Failed(AssertionError):
    """The service answered otherwise than a learner would expect."""


class Journey:
    """One person, signed in or about to be, who knows every right answer."""

    def __init__(self, visitor: Visitor, email: str, key: Key, module: int) -> None:
        self.visitor, self.email = visitor, email
        self._key, self._here = key, f"/learning/four/{module}"
        self._token = ""
        self._attempt = self._unread = ""
        self.certificate = ""
        self.answers: list[Fields] = []
        self.has_every_answer = False

    # --- each of these is one request ---

    def sign_in(self, password: str = PASSWORD) -> None:
        """Send address and password; `ask_to_sign_in` comes before."""
        self._post("/sign-in", {"email": [self.email], "password": [password]})

    def open_learning(self) -> None:
        """My learning."""
        self.open("/learning")

    def open_page(self, number: int = 1) -> None:
        """A page of the module."""
        self.open(f"{self._here}/{number}")

    def save(self, place: int) -> None:
        """Save the right answer to a question of the open attempt, as the script of its page does."""
        fields = {**self.answers[place - 1], "attempt": [self._attempt], "csrf_token": [self._token]}
        self._expect(self.visitor.post(f"{self._here}/questions/{place}", fields, **WANTS_JSON), 204)

    def save_latest(self) -> None:
        """Save the right answer to the question that was opened last."""
        self.save(len(self.answers))

    def start_attempt(self) -> None:
        """Draw the questions."""
        self._post(f"{self._here}/questions", {})

    def open_question(self) -> None:
        """The next question, whose right answer is known from then on."""
        page = self.open(f"{self._here}/questions/{len(self.answers) + 1}")
        self._attempt = self._found(ATTEMPT, page)
        title = " ".join(unescape(self._found(TITLE, page)).split())
        self.answers.append(answer_of(choices_on(page), self._key.right_by_title[title]))
        self.has_every_answer = f"{self._here}/questions/{len(self.answers) + 1}" not in page

    def submit(self) -> None:
        """Hand in."""
        self._post(f"{self._here}/questions/check-answers", {"attempt": [self._attempt]})

    def take_certificate(self) -> None:
        """Confirm the name, which issues the certificate."""
        self._post(NAME, {"name": ["Rowan Adebayo-Ellis"], "confirmed": ["yes"]})
        self.certificate = self.visitor.location

    def download(self) -> None:
        """The PDF that was drawn."""
        self._expect(self.visitor.get(f"{self.certificate}certificate.pdf"), 200)

    # --- and these prepare them ---

    def ask_to_sign_in(self) -> None:
        """Open the form."""
        self._token = unescape(token_in(self.open("/sign-in")))

    def begin(self) -> None:
        """Start the module; from now on the pages' own form token is known."""
        self._token = unescape(token_in(self.open(self._here)))
        self._post(self._here, {})
        self._unread = self.visitor.location

    def read(self) -> None:
        """Mark every page as read."""
        for work in self.reading():
            work()

    def reading(self) -> Iterator[Work]:
        """Mark every page as read, one after another."""
        while self._unread.rpartition("/")[2].isdigit():  # until the cases or the questions come
            yield self._mark_as_read

    def begin_attempt(self) -> int:
        """Draw the questions and know the right answers; how many there are."""
        self.start_attempt()
        while not self.has_every_answer:
            self.open_question()
        return len(self.answers)

    def _mark_as_read(self) -> None:
        self._post(self._unread, {})
        self._unread = self.visitor.location

    def wait_for_pdf(self) -> None:
        """Ask until the PDF is there."""
        deadline = time.monotonic() + SECONDS_FOR_PDF
        while self.visitor.get(f"{self.certificate}certificate.pdf")[0] != 200:
            if time.monotonic() > deadline:
                raise Failed(f"no PDF within {SECONDS_FOR_PDF} s")
            time.sleep(0.2)

    def open(self, path: str) -> str:
        """A page that has to be there."""
        return self._expect(self.visitor.get(path), 200)

    def _post(self, path: str, fields: Fields) -> None:
        self._expect(self.visitor.post(path, {**fields, "csrf_token": [self._token]}), 303)

    def _expect(self, answer: tuple[int, str], status: int) -> str:
        if answer[0] != status:
            raise Failed(f"{self.email}: {answer[0]} in place of {status}\n{answer[1][:2000]}")
        return answer[1]

    def _found(self, pattern: re.Pattern[str], page: str) -> str:
        found = pattern.search(page)
        if not found:
            raise Failed(f"{pattern.pattern} is not on this page:\n{page[:2000]}")
        return found.group(1)
