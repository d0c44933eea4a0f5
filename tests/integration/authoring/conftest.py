"""Trainers who write the small course."""

import re
from html import unescape

import pytest

from lms.access import Role
from lms.content.keys import key_of
from tests.factories.authoring import PAGES

TEXT = re.compile(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', re.DOTALL)
BASE = re.compile(r'name="base" value="([^"]*)"')


class Writer:
    """A trainer in a browser without JavaScript."""

    def __init__(self, client, person, code="small"):
        self.client, self.person, self.base, self.address = client, person, "", f"/courses/{code}"

    def get(self, path="", status=200):
        """A page of the course; its words, tags left out."""
        answer = self.client.get(f"{self.address}{path}")
        assert answer.status_code == status, (path, answer.status_code, answer.location)
        return answer.text

    def post(self, address, /, **data):
        """Send a form of the course."""
        return self.client.post(f"{self.address}{address}", data=data)

    def opened(self, path=PAGES):
        """The text of a file as its page shows it."""
        page = self.get(f"/files/{key_of(path)}")
        self.base = BASE.search(page)[1]
        return unescape(TEXT.search(page)[1])

    def send(self, text, path=PAGES, *, base=None, then="save"):
        """Send the text as a browser does, which ends every line with CRLF."""
        sent = text.replace("\n", "\r\n")
        return self.post(f"/files/{key_of(path)}", text=sent, base=self.base if base is None else base, then=then)

    def changes(self, before, after, path=PAGES):
        """Open a file, put one thing in place of another, and save it."""
        text = self.opened(path)
        assert before in text
        answer = self.send(text.replace(before, after), path)
        assert answer.status_code == 303, answer.text[:3000]


@pytest.fixture
def writer(app, make):
    """`writer("Tamsin")`: a trainer, signed in in a browser of their own; the small course is live."""
    make.course()

    def sign_in(name, code="small"):
        person = make.person(name=name)
        make.grant(person=person, role=Role.TRAINER)
        client = app.test_client()
        make.sign_in(client, person)
        return Writer(client, person, code)

    return sign_in
