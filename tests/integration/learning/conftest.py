"""Somebody who studies: each step is what their browser would send."""

import re
from html import unescape

import pytest

from lms.db.base import db

RIGHT, NOT_RIGHT = "a", "b"  # in every question of tests.factories.assessment


class Learner:
    """A signed-in person, a course that is live, and the steps of study."""

    def __init__(self, client, make, person, number=4, code="four"):
        self.client, self.make, self.person = client, make, person
        self.module = f"/learning/{code}/{number}"

    def get(self, path=""):
        """Open a page of the module."""
        return self.client.get(self.module + path)

    def post(self, path="", **data):
        """Send a form of the module."""
        return self.client.post(self.module + path, data=data)

    def text(self, path="", status=200):
        """The words of a page of the module."""
        response = self.get(path)
        assert response.status_code == status, (response.status_code, response.location)
        return words(response)

    def start(self):
        """Begin the module."""
        return self.post()

    def read(self, *pages):
        """Mark pages as read."""
        return [self.post(f"/{page}") for page in pages][-1]

    def begin(self, pages=3):
        """Begin the module, read all of it, and begin an attempt."""
        self.start()
        self.read(*range(1, pages + 1))
        return self.post("/questions")

    def attempt(self):
        """What the open attempt's forms call it."""
        return re.search(r'name="attempt" value="([^"]+)"', self.get("/questions/check-answers").text).group(1)

    def answer(self, number, value=RIGHT, *, attempt=None, headers=None):
        """Answer a question of the open attempt."""
        data = {"attempt": attempt or self.attempt(), "answer": value}
        return self.client.post(f"{self.module}/questions/{number}", data=data, headers=headers)

    def submit(self, attempt=None):
        """Hand the attempt in."""
        return self.post("/questions/check-answers", attempt=attempt or self.attempt())

    def sit(self, *values):
        """Begin an attempt if none is open, answer its questions one after another, and hand in."""
        self.post("/questions")
        for number, value in enumerate(values, 1):
            self.answer(number, value)
        return self.submit()

    def pass_module(self):
        """From the first page to a pass."""
        self.begin()
        return self.sit(*[RIGHT] * 4)


def count(model):
    """How many rows there are."""
    db.session.commit()
    return db.session.query(model).count()


def publish_quiz(make, **rules):
    """The course with module 4, its quiz with other rules."""
    return make.publish(make.plain_course(make.module(quiz=make.quiz(**rules))))


def words(response):
    """What a page says, without its tags."""
    main = re.search(r"<main.*?</main>", response.text, re.DOTALL).group(0)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).strip()


def fields(response):
    """The hidden fields of a page's forms."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.text)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def live(make):
    """A course with module 4 alone, of three pages and four questions; three right answers pass, twice at most."""
    return make.publish(make.plain_course())


@pytest.fixture
def learner(client, make, live):
    """Somebody in general practice, signed in."""
    person = make.person(organisation=make.organisation(), staff_group="general-practice")
    make.sign_in(client, person)
    return Learner(client, make, person)


@pytest.fixture
def another(app, make, live):
    """Somebody else, signed in elsewhere."""
    client = app.test_client()
    person = make.person(organisation=make.organisation(), staff_group="nursing")
    make.sign_in(client, person)
    return Learner(client, make, person)
