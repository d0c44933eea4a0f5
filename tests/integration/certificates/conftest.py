"""Somebody who has completed a course and is signed in."""

from dataclasses import dataclass
from typing import Any

import pytest

NAME = "/certificates/four/name"


@dataclass
class Holder:
    """A signed-in person who completed the course, and what they do with its certificate."""

    client: Any
    person: Any
    course_id: int

    def confirm(self, name: str = "Rowan Adebayo-Ellis") -> Any:
        """Confirm the name to be printed."""
        return self.client.post(NAME, data={"name": name, "confirmed": "yes"})

    def issue(self, name: str = "Rowan Adebayo-Ellis") -> str:
        """The address of the certificate that confirming gives."""
        response = self.confirm(name)
        assert response.status_code == 303, response.text
        return response.location


@pytest.fixture
def holder(client: Any, make: Any) -> Holder:
    """Somebody who completed the course and has no certificate yet."""
    person = make.person(name="Rowan Adebayo-Ellis")
    completion = make.course_completion(person=person)
    make.sign_in(client, person)
    return Holder(client, person, completion.course_id)
