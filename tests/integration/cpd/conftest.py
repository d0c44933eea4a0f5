"""Somebody with a record: a module begun whose page asks something, and a course that was completed."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest

from lms.content.prompts import name_of
from lms.content.schema import Block

PROMPT = "Whom in your team could you ask?"
BOX = f'<div class="reflect"><p><strong>To think about</strong></p><p>{PROMPT}</p></div>'
FROM_PAGE = f"?course=four&module=4&page=2&prompt={name_of(PROMPT)}"


@dataclass
class Keeper:
    """A signed-in person, and what they do with their record."""

    client: Any
    person: Any
    live: Any

    def write(self, kind: str = "reflections", query: str = "", **fields: Any) -> Any:
        """Send the form of a new entry as it was filled in."""
        page = self.client.get(f"/record/{kind}/new{query}")
        assert page.status_code == 200, page.location
        return self.client.post(f"/record/{kind}/new{query}", data={**hidden(page), "on": "21/11/2026", **fields})

    def written(self, kind: str = "reflections", query: str = "", **fields: Any) -> str:
        """The address of what was kept."""
        answer = self.write(kind, query, **fields)
        assert answer.status_code == 303, words(answer)
        address: str = answer.location
        return address

    def text(self, path: str = "/record", status: int = 200) -> str:
        """The words of a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, (answer.status_code, answer.location)
        return words(answer)


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    main = re.search(r"<main.*?</main>", answer.text, re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main.group()))).strip()


def hidden(answer: Any) -> dict[str, str]:
    """The hidden fields of a page's form, as a browser would send them."""
    found = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", answer.text)
    named = [dict(re.findall(r'(name|value)="([^"]*)"', each)) for each in found]
    return {each["name"]: unescape(each.get("value", "")) for each in named if each["name"] != "csrf_token"}


def keeper_of(client: Any, make: Any, live: Any, **fields: Any) -> Keeper:
    """Somebody who has completed the course."""
    person = make.person(**fields)
    make.course_completion(person=person, course=live)
    make.sign_in(client, person)
    return Keeper(client, person, live)


@pytest.fixture
def live(make: Any) -> Any:
    """A course whose second page has a prompt in it."""
    asking = make.page(2, blocks=(Block(html=f"<p>Before it.</p>{BOX}<p>After it.</p>"),))
    return make.publish(make.plain_course(make.module(pages=(make.page(1), asking))))


@pytest.fixture
def keeper(client: Any, make: Any, live: Any, at: Any) -> Keeper:
    """Somebody with a record."""
    at("2026-11-22 10:00")
    return keeper_of(client, make, live, name="Rowan Adebayo-Ellis")


@pytest.fixture
def another(app: Any, make: Any, live: Any, keeper: Keeper) -> Keeper:
    """Somebody else, signed in elsewhere."""
    return keeper_of(app.test_client(), make, live)
