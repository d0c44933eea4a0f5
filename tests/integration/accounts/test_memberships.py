"""Where somebody works: joining, asking, moving on. What they were stays in the history."""

from datetime import date
from typing import Any

from lms.accounts.models import Membership
from lms.audit.models import AuditEvent
from lms.db.base import db
from tests.support.site import without_form_token


def states() -> list[tuple[int, str, bool, bool]]:
    db.session.expire_all()
    rows = db.session.query(Membership).order_by(Membership.id)
    return [
        (row.organisation_id, row.staff_group, row.confirmed_at is not None, row.ended_on is not None) for row in rows
    ]


def test_a_person_without_an_organisation_is_told_what_to_do(client: Any, make: Any) -> None:
    make.sign_in(client, make.person())
    page = client.get("/account/memberships").text
    assert "You belong to no organisation yet" in page and "Join with a code" in page


def test_somebody_joins_with_a_code_once(client: Any, make: Any) -> None:
    place = make.organisation()
    code = make.join_code(organisation=place).code
    make.sign_in(client, make.person())
    for _ in range(2):
        answer = client.post("/account/memberships/join", data={"join_code": code, "staff_group": "pharmacy"})
        assert answer.location == "/account/memberships"
    assert states() == [(place.id, "pharmacy", True, False)]


def test_a_code_that_has_run_out_is_refused(client: Any, make: Any, at: Any) -> None:
    at("2026-11-30 09:00")
    code = make.join_code(organisation=make.organisation(), expires_on=date(2026, 11, 29))
    make.sign_in(client, make.person())
    answer = client.post("/account/memberships/join", data={"join_code": code.code, "staff_group": "pharmacy"})
    assert answer.status_code == 422
    assert 'href="#join_code"' in answer.text


def test_somebody_finds_their_organisation_and_asks_twice_for_one_request(client: Any, make: Any, mail: Any) -> None:
    place = make.organisation(name="Quay Street Practice")
    make.organisation(name="Quay Street Pharmacy")
    make.manager(organisation=place)
    make.sign_in(client, make.person())
    found = client.post("/account/memberships/find", data={"organisation": "quay street"})
    assert found.status_code == 200
    assert "Quay Street Practice" in found.text and "Quay Street Pharmacy" in found.text
    asked = {"organisation": "quay street", "organisation_id": str(place.id), "staff_group": "nursing"}
    for _ in range(2):
        assert client.post("/account/memberships/ask", data=asked).location == "/account/memberships"
    assert states() == [(place.id, "nursing", False, False)]
    assert len(mail.messages) == 1


def test_only_what_was_found_can_be_asked(client: Any, make: Any) -> None:
    make.organisation(name="Quay Street Practice")
    other = make.organisation(name="Harbour Trust")
    make.sign_in(client, make.person())
    asked = {"organisation": "quay street", "organisation_id": str(other.id), "staff_group": "nursing"}
    assert client.post("/account/memberships/ask", data=asked).status_code == 422
    assert states() == []


def test_a_search_never_takes_percent_for_anything(client: Any, make: Any) -> None:
    make.organisation(name="Quay Street Practice")
    make.sign_in(client, make.person())
    answer = client.post("/account/memberships/find", data={"organisation": "%"})
    assert answer.status_code == 422
    assert "Quay" not in answer.text


def test_somebody_works_in_two_places_and_leaves_one(client: Any, make: Any) -> None:
    first, second = make.organisation(), make.organisation()
    person = make.person(organisation=first)
    membership = make.membership(person=person, organisation=second, staff_group="management")
    make.sign_in(client, person)
    page = client.get("/account/memberships").text
    assert first.name in page and second.name in page
    assert second.name in client.get(f"/account/memberships/{membership.id}/leave").text
    assert client.post(f"/account/memberships/{membership.id}/leave").status_code == 303
    assert states() == [(first.id, "nursing", True, False), (second.id, "management", True, True)]
    assert client.post(f"/account/memberships/{membership.id}/leave").status_code == 404
    assert "Ended" in client.get("/account/memberships").text


def test_a_new_staff_group_is_a_new_membership(client: Any, make: Any) -> None:
    place = make.organisation()
    person = make.person(organisation=place)
    own = db.session.query(Membership).one().id
    make.sign_in(client, person)
    assert client.post(f"/account/memberships/{own}/staff-group", data={"staff_group": "icb"}).status_code == 303
    assert states() == [(place.id, "nursing", True, True), (place.id, "icb", True, False)]


def test_nobody_touches_somebody_elses_membership(client: Any, make: Any) -> None:
    make.person(organisation=make.organisation())
    theirs = db.session.query(Membership).one().id
    make.sign_in(client, make.person())
    for path in ("leave", "staff-group"):
        data = {"staff_group": "icb"}
        missing = client.post(f"/account/memberships/999999/{path}", data=data)
        foreign = client.post(f"/account/memberships/{theirs}/{path}", data=data)
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert without_form_token(foreign) == without_form_token(missing)
    assert states()[0][3] is False


def test_a_request_does_not_count_as_a_membership(client: Any, make: Any) -> None:
    person = make.person()
    make.membership(person=person, organisation=make.organisation(name="Harbour Trust"), confirmed_at=None)
    make.sign_in(client, person)
    assert "Harbour Trust" not in client.get("/account").text
    assert "Waiting to be confirmed" in client.get("/account/memberships").text


def test_one_request_is_confirmed_once_and_audited_once(client: Any, make: Any, mail: Any) -> None:
    place = make.organisation()
    person = make.person()
    request = make.membership(person=person, organisation=place, confirmed_at=None)
    make.sign_in(client, make.manager(organisation=place))
    for _ in range(2):
        assert client.post(f"/organisations/{place.id}/people/{request.id}/confirm").status_code == 303
    assert states() == [(place.id, "nursing", True, False)]
    actions = [event.action for event in db.session.query(AuditEvent)]
    assert actions == ["membership confirmed"]
    assert len(mail.messages) == 1


def test_a_declined_request_is_over_and_its_sender_told(client: Any, make: Any, mail: Any) -> None:
    place = make.organisation()
    person = make.person()
    request = make.membership(person=person, organisation=place, confirmed_at=None)
    make.sign_in(client, make.manager(organisation=place))
    client.post(f"/organisations/{place.id}/people/{request.id}/decline")
    assert states() == [(place.id, "nursing", False, True)]
    assert [message["To"] for message in mail.messages] == [person.email]
    assert client.post(f"/organisations/{place.id}/people/{request.id}/confirm").status_code == 404
