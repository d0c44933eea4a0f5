"""Named lists: who may open them, what they show, and the trace that opening leaves."""

from typing import Any

import pytest

from lms.access import Role
from lms.accounts.models import NamedReading
from lms.audit.models import AuditEvent
from lms.db.base import db
from tests.support.site import without_form_token


def test_a_manager_sees_names_and_staff_groups_and_no_address(client: Any, make: Any) -> None:
    place = make.organisation()
    person = make.person(organisation=place, name="Rowan Bell", staff_group="pharmacy")
    make.sign_in(client, make.manager(organisation=place))
    page = client.get(f"/organisations/{place.id}/people").text
    assert "Rowan Bell" in page and "Pharmacy" in page
    assert person.email not in page


def test_an_administrator_sees_addresses_too(client: Any, make: Any) -> None:
    place = make.organisation()
    person = make.person(organisation=place)
    make.sign_in(client, make.administrator())
    assert person.email in client.get(f"/organisations/{place.id}/people").text


def test_a_manager_sees_what_is_below_and_nothing_beside_or_above(client: Any, make: Any) -> None:
    board = make.organisation(kind="icb", ods_code="QHM")
    trust = make.organisation(kind="trust", parent=board)
    ward = make.organisation(kind="site", parent=trust)
    beside = make.organisation(kind="trust", parent=board)
    make.sign_in(client, make.manager(organisation=trust))
    statuses = [client.get(f"/organisations/{place.id}/people").status_code for place in (trust, ward, beside, board)]
    assert statuses == [200, 200, 404, 404]


@pytest.mark.parametrize(
    ("method", "path"), [("get", ""), ("post", "/{m}/confirm"), ("post", "/{m}/decline"), ("post", "/{m}/end")]
)
def test_a_foreign_organisation_answers_like_one_that_does_not_exist(
    client: Any, make: Any, method: str, path: str
) -> None:
    own, foreign = make.organisation(), make.organisation()
    person = make.person()
    membership = make.membership(person=person, organisation=foreign, confirmed_at=None)
    make.sign_in(client, make.manager(organisation=own))
    tail = "/people" + path.format(m=membership.id)
    answers = [getattr(client, method)(f"/organisations/{place}{tail}") for place in (foreign.id, 999999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert without_form_token(answers[0]) == without_form_token(answers[1])
    assert db.session.query(NamedReading).count() == 0


@pytest.mark.parametrize("holds_both", [False, True])
def test_a_membership_of_one_organisation_is_not_reached_through_another(
    client: Any, make: Any, holds_both: bool
) -> None:
    own, other = make.organisation(), make.organisation()
    theirs = make.membership(person=make.person(name="Rowan Bell"), organisation=other, confirmed_at=None)
    reader = make.manager(organisation=own)
    if holds_both:
        make.grant(person=reader, role=Role.MANAGER, organisation=other)
    make.sign_in(client, reader)
    assert client.post(f"/organisations/{own.id}/people/{theirs.id}/confirm").status_code == 404
    assert "Rowan Bell" not in client.get(f"/organisations/{own.id}/people").text
    db.session.expire_all()
    assert theirs.confirmed_at is None


@pytest.mark.parametrize("role", [None, Role.LEAD, Role.TRAINER])
def test_nobody_else_opens_a_named_list(client: Any, make: Any, role: Role | None) -> None:
    place = make.organisation()
    reader = make.person(organisation=place)
    if role is not None:
        make.grant(person=reader, role=role, organisation=place if role is Role.LEAD else None)
    make.sign_in(client, reader)
    for path in (f"/organisations/{place.id}/people", "/people", f"/people/{reader.key}", "/grants", "/organisations"):
        assert client.get(path).status_code == 404, path


def test_opening_a_list_leaves_role_and_month_for_each_person_named(app: Any, make: Any, at: Any) -> None:
    at("2026-11-30 09:00")
    place = make.organisation()
    person = make.person(organisation=place)
    reader, readers = make.manager(organisation=place, name="Morgan Price"), app.test_client()
    make.sign_in(readers, reader)
    for _ in range(2):
        readers.get(f"/organisations/{place.id}/people")
    client = app.test_client()
    make.sign_in(client, person)
    page = client.get("/account/readings").text
    assert page.count("Organisation manager") == 1
    assert "November 2026" in page
    assert "Morgan Price" not in page
    events = db.session.query(AuditEvent).filter_by(action="named list read").all()
    assert [event.actor_key for event in events] == [reader.key] * 2
    assert events[0].organisation_id == place.id


def test_a_person_whom_nobody_has_read_is_told_so(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    assert "Nobody has." in client.get("/account/readings").text


def test_do_not_list_me_takes_a_name_off_every_list(app: Any, make: Any) -> None:
    place = make.organisation()
    person = make.person(organisation=place, name="Rowan Bell")
    client = app.test_client()
    make.sign_in(client, person)
    assert client.post("/account/wishes", data={"unlisted": "y", "reminders": "y"}).location == "/account"
    for reader in (make.manager(organisation=place), make.administrator()):
        readers = app.test_client()
        make.sign_in(readers, reader)
        assert "Rowan Bell" not in readers.get(f"/organisations/{place.id}/people").text
    assert "Nobody has." in client.get("/account/readings").text
    db.session.expire_all()
    assert (person.listed, person.reminders, person.certificates_checkable) == (False, True, False)


@pytest.mark.parametrize("name", ["<img src=x>", "{{7*7}}", "file:///etc/passwd", "M" * 200])
def test_a_hostile_name_prints_as_itself_everywhere(app: Any, make: Any, name: str) -> None:
    place = make.organisation(name=name)
    person = make.person(organisation=place, name=name)
    make.membership(person=make.person(name=name), organisation=place, confirmed_at=None)
    make.grant(person=person, role=Role.TRAINER)
    own, readers = app.test_client(), app.test_client()
    make.sign_in(own, person)
    make.sign_in(readers, make.administrator())
    printed = name.replace("<", "&lt;").replace(">", "&gt;")
    pages = [own.get(path) for path in ("/account", "/account/name", "/account/memberships")]
    paths = (f"/organisations/{place.id}/people", f"/organisations/{place.id}", "/organisations", "/grants")
    pages += [readers.get(path) for path in (*paths, f"/people/{person.key}", "/grants/new")]
    for page in pages:
        assert page.status_code == 200
        assert printed in page.text
        assert "<img src=x>" not in page.text


def test_an_administrator_looks_one_account_up_and_places_it(client: Any, make: Any) -> None:
    place, person = make.organisation(), make.person()
    make.sign_in(client, make.administrator())
    assert client.post("/people", data={"email": "nobody@example.org"}).status_code == 422
    record = client.post("/people", data={"email": person.email.upper()}).location
    assert record == f"/people/{person.key}"
    assert person.email in client.get(record).text
    for _ in range(2):
        added = client.post(record, data={"organisation_id": str(place.id), "staff_group": "icb"})
        assert added.status_code == 303
    assert place.name in client.get(record).text
    assert db.session.query(NamedReading).one().person_id == person.id
    assert client.get(f"/people/{'0' * 32}").status_code == 404


def test_a_manager_ends_a_membership_and_the_history_stays(client: Any, make: Any) -> None:
    place = make.organisation()
    person = make.person(name="Rowan Bell")
    membership = make.membership(person=person, organisation=place)
    make.sign_in(client, make.manager(organisation=place))
    assert client.post(f"/organisations/{place.id}/people/{membership.id}/end").status_code == 303
    assert "Rowan Bell" not in client.get(f"/organisations/{place.id}/people").text
    db.session.expire_all()
    assert membership.ended_on is not None


def test_a_form_that_is_refused_leaves_its_trace_too(client: Any, make: Any) -> None:
    person = make.person()
    make.sign_in(client, make.administrator())
    assert person.email in client.post(f"/people/{person.key}", data={}).text
    assert db.session.query(NamedReading).one().person_id == person.id
