"""Moving an account to another address keeps everything that hangs on the person."""

from collections.abc import Callable
from typing import Any

from lms.accounts.models import Membership, Person
from lms.db.base import db
from tests.factories.accounts import PASSWORD

Link = Callable[[str], str]
NEW = "asha@newplace.example"


def ask(client: Any, email: str, password: str = PASSWORD) -> Any:
    return client.post("/account/email", data={"email": email, "password_now": password})


def test_history_stays_and_the_old_address_is_told(client: Any, make: Any, link_to: Link, mail_to: Any) -> None:
    person = make.person(organisation=make.organisation())
    old, key, person_id = person.email, person.key, person.id
    make.sign_in(client, person)
    assert ask(client, NEW).location == "/account/email/check-your-email"
    assert client.get("/account").text.count(old) == 1  # nothing has changed yet
    link = link_to(NEW)
    assert NEW in client.get(link).text
    assert client.post(link).location == "/confirm-email/done"
    db.session.expire_all()
    moved = db.session.get(Person, person_id)
    assert (moved.email, moved.key) == (NEW, key)
    assert db.session.query(Membership).one().person_id == person_id
    assert "another email address" in mail_to(old)[-1]
    assert NEW not in mail_to(old)[-1]
    assert client.post(link).status_code == 410
    make.sign_in(client, moved)
    assert client.post("/sign-in", data={"email": old, "password": PASSWORD}).status_code == 422


def test_it_needs_the_password(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    answer = ask(client, NEW, "not the password")
    assert answer.status_code == 422
    assert 'href="#password_now"' in answer.text


def test_an_address_with_an_account_gets_the_same_answer_and_no_link(client: Any, make: Any, mail_to: Any) -> None:
    make.person(email="known1@example.org")
    make.sign_in(client, make.person())
    taken, free = ask(client, "known1@example.org"), ask(client, NEW)
    assert (taken.status_code, taken.location, taken.data) == (free.status_code, free.location, free.data)
    assert "/confirm-email/" not in mail_to("known1@example.org")[0]


def test_an_address_taken_meanwhile_is_not_taken_away(client: Any, make: Any, link_to: Link) -> None:
    person = make.person()
    make.sign_in(client, person)
    ask(client, NEW)
    link = link_to(NEW)
    make.person(email=NEW)
    assert client.post(link).status_code == 410


def test_a_reset_link_at_the_old_address_dies_with_it(client: Any, make: Any, link_to: Link) -> None:
    person = make.person()
    old = person.email
    make.sign_in(client, person)
    client.post("/reset", data={"email": old})
    at_old = link_to(old)
    ask(client, NEW)
    client.post(link_to(NEW))
    assert client.get(at_old).status_code == 410
