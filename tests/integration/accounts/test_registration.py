"""Registering, through the pages and real delivered mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from lms.accounts.models import EmailToken, Membership, Person
from lms.db.base import db
from tests.factories.accounts import PASSWORD

Link = Callable[[str], str]
EMAIL = "rowan.bell@harbourlane.nhs.uk"


def details(**fields: str) -> dict[str, str]:
    return {"name": "Rowan Bell", "email": EMAIL, "staff_group": "nursing"} | fields


def confirmed(client: Any, link: str) -> None:
    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": PASSWORD}).location == "/register/done"


def only_membership() -> Membership:
    return db.session.query(Membership).one()


def test_a_person_registers_confirms_and_signs_in(client: Any, make: Any, link_to: Link) -> None:
    answer = client.post("/register", data=details())
    assert (answer.status_code, answer.location) == (303, "/register/check-your-email")
    assert db.session.query(Person).count() == 0
    confirmed(client, link_to(EMAIL))
    signed_in = client.post("/sign-in", data={"email": EMAIL.upper(), "password": PASSWORD})
    assert (signed_in.status_code, signed_in.location) == (303, "/learning")
    page = client.get("/account").text
    assert "Rowan Bell" in page and EMAIL in page


def test_an_organisations_own_domain_places_its_staff(client: Any, make: Any, link_to: Link) -> None:
    place = make.organisation()
    make.email_domain(organisation=place, domain="harbourlane.nhs.uk")
    client.post("/register", data=details())
    confirmed(client, link_to(EMAIL))
    membership = only_membership()
    assert (membership.organisation_id, membership.staff_group) == (place.id, "nursing")
    assert membership.confirmed_at is not None


@pytest.mark.parametrize("domain", ["nhs.net", "gmail.com"])
def test_a_shared_domain_places_nobody_even_if_it_was_entered(
    client: Any, make: Any, link_to: Link, domain: str
) -> None:
    make.email_domain(organisation=make.organisation(), domain=domain)
    client.post("/register", data=details(email=f"rowan@{domain}"))
    confirmed(client, link_to(f"rowan@{domain}"))
    assert db.session.query(Membership).count() == 0


def test_the_domain_above_or_below_places_nobody(client: Any, make: Any, link_to: Link) -> None:
    make.email_domain(organisation=make.organisation(), domain="harbourlane.nhs.uk")
    client.post("/register", data=details(email="rowan@evil-harbourlane.nhs.uk"))
    confirmed(client, link_to("rowan@evil-harbourlane.nhs.uk"))
    assert db.session.query(Membership).count() == 0


def test_a_join_code_places_whoever_has_it(client: Any, make: Any, link_to: Link) -> None:
    place = make.organisation()
    code = make.join_code(organisation=place).code
    client.post("/register", data=details(email="rowan@nhs.net", join_code=f" {code[:4].lower()}-{code[4:]} "))
    confirmed(client, link_to("rowan@nhs.net"))
    membership = only_membership()
    assert membership.organisation_id == place.id
    assert membership.confirmed_at is not None


def test_whoever_confirms_sees_where_it_leads_first(client: Any, make: Any, link_to: Link) -> None:
    """Somebody else may have registered this address, into an organisation of their own."""
    theirs, asked = make.organisation(name="Quay Street Practice"), make.organisation(name="Harbour Trust")
    code = make.join_code(organisation=theirs).code
    client.post("/register", data=details(join_code=code, organisation=asked.ods_code))
    page = client.get(link_to(EMAIL)).text
    assert "Rowan Bell" in page
    assert "Quay Street Practice" in page and "Harbour Trust" in page


def test_a_code_withdrawn_before_the_link_is_used_places_nobody(client: Any, make: Any, link_to: Link) -> None:
    code = make.join_code(organisation=make.organisation())
    client.post("/register", data=details(email="rowan@nhs.net", join_code=code.code))
    code.withdrawn_at = code.made_at
    confirmed(client, link_to("rowan@nhs.net"))
    assert db.session.query(Membership).count() == 0


def test_a_code_that_does_not_work_is_refused_at_its_question(client: Any) -> None:
    answer = client.post("/register", data=details(join_code="ABCD-EFGH-JKMN"))
    assert answer.status_code == 422
    assert 'href="#join_code"' in answer.text


def test_a_request_waits_for_the_manager(client: Any, make: Any, app: Any, link_to: Link, mail_to: Any) -> None:
    place = make.organisation(name="Harbour Lane Surgery")
    boss = make.manager(organisation=place)
    client.post("/register", data=details(email="rowan@nhs.net", organisation="harbour lane surgery"))
    confirmed(client, link_to("rowan@nhs.net"))
    assert only_membership().confirmed_at is None
    assert len(mail_to(boss.email)) == 1
    managers = app.test_client()
    make.sign_in(managers, boss)
    page = managers.get(f"/organisations/{place.id}/people").text
    assert "Rowan Bell" in page and "rowan@nhs.net" not in page
    managers.post(f"/organisations/{place.id}/people/{only_membership().id}/confirm")
    db.session.expire_all()
    assert only_membership().confirmed_at is not None
    assert "confirmed you" in mail_to("rowan@nhs.net")[-1]


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    app: Any, make: Any, mail_to: Callable[[str], list[str]]
) -> None:
    make.person(email="known1@example.org")
    answers = []
    for email in ("known1@example.org", "nobody@example.org"):
        client = app.test_client()
        sent = client.post("/register", data=details(email=email))
        shown = client.get(sent.location)
        answers.append((sent.status_code, sent.location, sent.data, shown.status_code, without_tokens(shown.text)))
    assert answers[0] == answers[1]
    assert "/confirm/" in mail_to("nobody@example.org")[0]
    told = mail_to("known1@example.org")[0]
    assert "already have one" in told and "/confirm/" not in told


def test_both_answers_cost_the_same_statements(app: Any, make: Any, statements: Any) -> None:
    make.person(email="known1@example.org")
    counts = []
    for email in ("known1@example.org", "nobody@example.org"):
        client = app.test_client()
        with statements() as seen:
            client.post("/register", data=details(email=email))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_link_of_somebody_with_an_account_was_never_live(client: Any, make: Any) -> None:
    make.person(email=EMAIL)
    client.post("/register", data=details())
    assert db.session.query(EmailToken).one().used_at is not None


def test_a_link_works_once(client: Any, link_to: Link) -> None:
    client.post("/register", data=details())
    link = link_to(EMAIL)
    confirmed(client, link)
    assert client.get(link).status_code == 410
    assert client.post(link, data={"password": PASSWORD}).status_code == 410
    assert db.session.query(Person).count() == 1


def test_opening_the_link_does_nothing_by_itself(client: Any, link_to: Link) -> None:
    client.post("/register", data=details())
    for _ in range(3):
        assert client.get(link_to(EMAIL)).status_code == 200
    assert db.session.query(Person).count() == 0


def test_a_link_dies_after_a_day(client: Any, link_to: Link, at: Any) -> None:
    at("2026-11-30 09:00")
    client.post("/register", data=details())
    link = link_to(EMAIL)
    at("2026-12-01 09:00")
    assert client.get(link).status_code == 410
    assert client.post(link, data={"password": PASSWORD}).status_code == 410


def test_two_links_to_one_address_make_one_account(client: Any, link_to: Link) -> None:
    client.post("/register", data=details())
    first = link_to(EMAIL)
    client.post("/register", data=details(name="Somebody Else"))
    confirmed(client, link_to(EMAIL))
    assert client.post(first, data={"password": PASSWORD}).status_code == 410
    assert db.session.query(Person).one().name == "Somebody Else"


def test_no_token_lies_in_the_database(client: Any, link_to: Link) -> None:
    client.post("/register", data=details())
    token = link_to(EMAIL).rpartition("/")[2]
    assert db.session.query(EmailToken).one().token_hash != token


def test_one_address_gets_only_so_many_messages(app: Any, mail_to: Callable[[str], list[str]]) -> None:
    locations = {app.test_client().post("/register", data=details()).location for _ in range(9)}
    assert locations == {"/register/check-your-email"}
    assert len(mail_to(EMAIL)) == 5


@pytest.mark.parametrize("password", ["short", "password1234", "rowan.bell99", "aaaaaaaaaaaaaa", "moss\0kettle123"])
def test_a_weak_password_is_refused_and_the_link_still_works(client: Any, link_to: Link, password: str) -> None:
    client.post("/register", data=details())
    link = link_to(EMAIL)
    answer = client.post(link, data={"password": password})
    assert answer.status_code == 422
    assert 'href="#password"' in answer.text
    confirmed(client, link)


def test_every_missing_answer_is_named_at_once(client: Any) -> None:
    answer = client.post("/register", data={})
    assert answer.status_code == 422
    for field in ("name", "email", "staff_group"):
        assert f'href="#{field}"' in answer.text


@pytest.mark.parametrize("name", ["<img src=x>", "{{7*7}}", "file:///etc/passwd"])
def test_a_name_prints_as_itself_and_is_in_no_message(client: Any, link_to: Link, mail_to: Any, name: str) -> None:
    client.post("/register", data=details(name=name))
    page = client.get(link_to(EMAIL)).text
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<img src=x>" not in page
    assert name not in mail_to(EMAIL)[0]


def test_no_message_tells_what_it_is_about(client: Any, make: Any, mail: Any) -> None:
    client.post("/register", data=details())
    make.person(email="known1@example.org")
    client.post("/register", data=details(email="known1@example.org"))
    client.post("/reset", data={"email": "known1@example.org"})
    client.post("/reset", data={"email": "nobody@example.org"})
    messages = mail.messages
    assert len(messages) == 4
    for message in messages:
        words = f"{message['Subject']} {message.get_content()} {message['From']}".lower()
        assert not re.search(r"stalk|abus|victim|safe|four|course|module", words)


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token"[^>]*', "", page)


@pytest.mark.parametrize("email", ["a\uff20evil.example\uff0cb@trust.example", "a\ufe6bevil.example@trust.example"])
def test_an_address_is_judged_in_the_form_in_which_it_is_stored(client: Any, email: str) -> None:
    answer = client.post("/register", data={"name": "Rowan", "email": email, "staff_group": "nursing"})
    assert answer.status_code == 422
    assert db.session.query(EmailToken).count() == 0
