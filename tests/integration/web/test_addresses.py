"""An address that can name nothing answers like any page that does not exist, on every database."""

from typing import Any

import pytest

from tests.support.site import without_form_token

TOO_LARGE, NUL = "99999999999999999999", "%00"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/organisations/{TOO_LARGE}"),
        ("GET", f"/organisations/{TOO_LARGE}/people"),
        ("GET", f"/account/memberships/{TOO_LARGE}/leave"),
        ("POST", f"/account/sessions/{TOO_LARGE}/end"),
        ("POST", f"/grants/{TOO_LARGE}/withdraw"),
        ("GET", f"/learning/{NUL}/1"),
        ("POST", f"/learning/{NUL}"),
        ("GET", f"/certificates/{NUL}/"),
        ("GET", f"/certificates/{NUL}/name"),
        ("GET", f"/people/{NUL * 32}"),
    ],
)
def test_it_answers_like_a_page_that_does_not_exist(client: Any, make: Any, method: str, path: str) -> None:
    make.sign_in(client, make.administrator())
    strange, missing = client.open(path, method=method), client.open("/nothing", method=method)
    assert strange.status_code == missing.status_code == 404
    assert without_form_token(strange) == without_form_token(missing)


@pytest.mark.parametrize("looked_for", [{}, {"organisation": "a\0b"}])
def test_an_organisation_that_cannot_be_looked_for_is_refused_in_words(
    client: Any, make: Any, looked_for: dict[str, str]
) -> None:
    make.sign_in(client, make.person())
    answer = client.post("/account/memberships/ask", data=looked_for | {"organisation_id": "1"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
