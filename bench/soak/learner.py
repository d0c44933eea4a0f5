"""People who study while the service is being killed: they send, and send again, until they are told it counted."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPException
from typing import Any

from bench.answers import Fields, Key, answer_of, any_answer, choices_on, values_of
from bench.soak.journal import Entry, Journal
from bench.stored import Stored, structured
from bench.visitor import ATTEMPT, PASSWORD, TOKEN, Visitor

SECONDS_UNANSWERED = 60  # longer than any lock that the service waits for
SECONDS_TO_TRY_AGAIN = 0.4
SECONDS_TO_THINK = 0.03
NUMBER = re.compile(r'<p class="number">([^<]+)</p>')
MODULES = re.compile(r"/learning/four/(\d+)")
QUESTIONS = re.compile(r"/questions/(\d+)")
CERTIFICATE = re.compile(r"^/certificates/([0-9a-f]{32})/$")
NAME = "/certificates/four/name"
DRAWN = """SELECT drawn FROM attempt a JOIN person p ON p.id = a.person_id
    WHERE p.email = :email AND a.module_id = :module AND a.open = :open"""


class Ended(Exception):
    """This person sends nothing more: the soak is over, or the service gave an answer that it should not give."""


@dataclass
class Campus:
    """What all learners of a soak share: the service, its rows, when to stop, and whatever went wrong."""

    port: int
    stored: Stored
    key: Key
    ending: threading.Event = field(default_factory=threading.Event)
    faults: list[str] = field(default_factory=list)
    certified: "list[tuple[Learner, str]]" = field(default_factory=list)  # who holds one, and its key


class Learner:
    """One person with one browser. Every form is sent until it is acknowledged, and each try is written down."""

    def __init__(self, campus: Campus, journal: Journal, email: str, dice: random.Random) -> None:
        address = f"10.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(256)}"
        self.visitor = Visitor(campus.port, address=address, timeout=SECONDS_UNANSWERED)
        self.email = email
        self._campus, self._journal, self._dice = campus, journal, dice
        self._token = ""

    def study(self, *, passes: bool) -> None:
        """The whole course; who does not mean to pass answers wrongly and must get no certificate."""
        try:
            self._study(passes=passes)
        finally:
            self.visitor.close()

    def _study(self, *, passes: bool) -> None:
        self.sign_in()
        numbers = sorted(
            {int(each) for each in MODULES.findall(self.open("/learning"))} & set(self._campus.key.modules)
        )
        for number in numbers:
            self.read(number)
            self.answer(number, self.begin_attempt(number), passes=passes)
            self.hand_in(number)
        if passes:
            self.take_certificate()
        elif self._send(NAME, {"name": ["Nobody"], "confirmed": ["yes"]})[0] not in {404, 503, None}:
            self._campus.faults.append(f"{self.email} was let to a certificate without a pass")

    def sign_in(self) -> None:
        """Until the service says that one is signed in."""
        self.open("/sign-in")
        self.press("sign-in", "/sign-in", {"email": [self.email], "password": [PASSWORD]}, {})

    def read(self, number: int) -> None:
        """Begin a module and mark each of its pages as read."""
        here = f"/learning/four/{number}"
        module = self._campus.key.modules[number]
        self.open(here)
        page = self.press("begin", here, {}, {"module": module})
        while page.rpartition("/")[2].isdigit():  # until the cases or the questions come
            self.open(page)
            page_id = self._campus.key.pages[number, int(page.rpartition("/")[2])]
            page = self.press("read", page, {}, {"module": module, "page": page_id})

    def begin_attempt(self, number: int) -> str:
        """Draw the questions; the name of the attempt."""
        here = f"/learning/four/{number}/questions"
        self.open(here)
        module = self._campus.key.modules[number]
        self.press("start", here, {}, {"module": module}, named=lambda: self._attempt(number))
        return self._attempt(number)

    def _attempt(self, number: int) -> str:
        found = ATTEMPT.search(self.open(f"/learning/four/{number}/questions/1"))
        assert found, "the question names no attempt"
        return found.group(1)

    def answer(self, number: int, attempt: str, *, passes: bool) -> None:
        """Answer every question, changing one's mind once or twice on the way."""
        drawn = self._drawn(number)
        for place, question in enumerate(drawn, 1):
            page = self.open(f"/learning/four/{number}/questions/{place}")
            choices = choices_on(page)
            right = answer_of(choices, self._campus.key.right[question])
            for _ in range(self._dice.randint(1, 2)):
                self.save(number, attempt, place, any_answer(choices, self._dice))
            final = right
            while not passes and final == right:
                final = any_answer(choices, self._dice)
            self.save(number, attempt, place, final)

    def save(self, number: int, attempt: str, place: int, fields: Fields) -> None:
        """Save one answer."""
        about = self._about(number, attempt, place, fields)
        self.press("answer", f"/learning/four/{number}/questions/{place}", {**fields, "attempt": [attempt]}, about)

    def try_to_save(self, number: int, attempt: str, place: int, fields: Fields) -> bool:
        """Save one answer over a new connection, once; whether it was acknowledged."""
        self.visitor.close()
        about = self._about(number, attempt, place, fields)
        path = f"/learning/four/{number}/questions/{place}"
        return self._try("answer", path, {**fields, "attempt": [attempt]}, about)

    def answers_on(self, number: int, place: int) -> tuple[Fields, ...]:
        """Some answers to this question, no two alike in a row."""
        choices = choices_on(self.open(f"/learning/four/{number}/questions/{place}"))
        one, other = (any_answer(choices, self._dice) for _ in range(2))
        while other == one:
            other = any_answer(choices, self._dice)
        return one, other

    def hand_in(self, number: int) -> None:
        """Hand in, and at times once more, as with a second click."""
        here = f"/learning/four/{number}/questions/check-answers"
        module, found = self._campus.key.modules[number], ATTEMPT.search(self.open(here))
        attempt = found.group(1) if found else ""
        for _ in range(self._dice.choice((1, 1, 2))):
            self.press("submit", here, {"attempt": [attempt]}, {"module": module, "attempt": attempt})

    def take_certificate(self) -> None:
        """Confirm the name, which issues the certificate; then look at it."""
        self.open(NAME)
        fields = {"name": ["Rowan Adebayo-Ellis"], "confirmed": ["yes"]}
        found = CERTIFICATE.match(self.press("certificate", NAME, fields, {}))
        assert found, f"confirming the name led to {self.visitor.location}"
        self.open(f"/certificates/{found.group(1)}/")
        self._campus.certified.append((self, found.group(1)))

    def ask_for_mail(self) -> None:
        """Ask for a link to choose a new password, until that is acknowledged."""
        self.open("/reset")
        self.press("mail", "/reset", {"email": [self.email]}, {})
        self.visitor.close()

    def open(self, path: str) -> str:
        """A page, as soon as the service can show it."""
        while True:
            try:
                status, page = self.visitor.get(path)
            except (OSError, HTTPException):
                status, page = 503, ""
            if status == 200:
                found = TOKEN.search(page)
                self._token = unescape(found.group(1)) if found else self._token
                return page
            self._wait(status, f"GET {path}")

    def press(self, what: str, path: str, fields: Fields, about: dict[str, Any], named: Any = None) -> str:
        """Send a form until it is acknowledged; the address that it leads to."""
        while True:
            time.sleep(self._dice.random() * SECONDS_TO_THINK)
            if self._try(what, path, fields, about, named):
                return self.visitor.location
            self._wait(503, path)

    def _try(self, what: str, path: str, fields: Fields, about: dict[str, Any], named: Any = None) -> bool:
        began = time.monotonic()
        status, page = self._send(path, fields)
        acknowledged = status == 303 and "/sign-in" not in self.visitor.location
        if not acknowledged and status not in {503, None}:
            self._campus.faults.append(f"POST {path} was answered with {status} {self.visitor.location}")
            raise Ended
        if status == 503:
            self._expect_patience(what, path, fields, page)
        location = self.visitor.location
        extra = {"attempt": named()} if acknowledged and named else {}
        if acknowledged and (found := CERTIFICATE.match(location)):
            extra = {"key": found.group(1)}
        entry = Entry(what, self.email, {**about, **extra}, status, acknowledged, began, time.monotonic())
        self._journal.note(entry)
        self.visitor.location = location
        return acknowledged

    def _expect_patience(self, what: str, path: str, fields: Fields, page: str) -> None:
        """A page that could not save says when to try again, and holds what was typed; never a password."""
        kept = unescape(page)
        if not self.visitor.retry_after:
            self._campus.faults.append(f"POST {path}: the page that says 503 does not say when to try again")
        if what == "sign-in":
            if PASSWORD in kept:
                self._campus.faults.append(f"POST {path}: the page that says 503 shows the password")
        elif any(f'value="{value}"' not in kept for values in fields.values() for value in values):
            self._campus.faults.append(f"POST {path}: the page that says 503 has lost what was typed")

    def _send(self, path: str, fields: Fields) -> tuple[int | None, str]:
        try:
            return self.visitor.post(path, {"csrf_token": self._token, **fields})
        except (OSError, HTTPException):
            return None, ""

    def _wait(self, status: int, what: str) -> None:
        if status != 503:
            self._campus.faults.append(f"{what} was answered with {status} {self.visitor.location}")
            raise Ended
        if self._campus.ending.is_set():
            raise Ended
        time.sleep(SECONDS_TO_TRY_AGAIN)

    def _about(self, number: int, attempt: str, place: int, fields: Fields) -> dict[str, Any]:
        module = self._campus.key.modules[number]
        return {"module": module, "attempt": attempt, "number": place, "values": values_of(fields)}

    def _drawn(self, number: int) -> list[str]:
        values = {"email": self.email, "module": self._campus.key.modules[number], "open": True}
        while True:
            try:
                rows = self._campus.stored.rows(DRAWN, **values)
                return [each["question"] for each in structured(rows[0]["drawn"])]
            except Exception:  # the database is being restarted: somebody who has read the course would just know
                self._wait(503, "the questions drawn")
