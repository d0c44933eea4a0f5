"""The tree of organisations and the ways into it, through the pages."""

from datetime import date
from typing import Any

import pytest

from lms.audit.models import AuditEvent
from lms.db.base import db
from lms.organisations.models import EmailDomain, JoinCode, Organisation, OrganisationParent
from lms.organisations.rules import OrganisationKind, printed_join_code
from tests.support.site import without_form_token


@pytest.fixture
def admin(app: Any, make: Any) -> Any:
    client = app.test_client()
    make.sign_in(client, make.administrator())
    return client


def details(**fields: Any) -> dict[str, str]:
    usual = {"kind": "trust", "name": "Harbour Trust", "ods_code": "rx1", "parent": "0", "valid_from": "1/4/2020"}
    return usual | {name: str(value) for name, value in fields.items()}


def test_an_administrator_builds_the_tree(admin: Any, make: Any) -> None:
    board = make.organisation(kind=OrganisationKind.ICB, ods_code="QHM", name="North Board")
    answer = admin.post("/organisations/new", data=details(parent=board.id))
    assert answer.status_code == 303
    page = admin.get(answer.location).text
    assert "Harbour Trust" in page and "RX1" in page and "Part of North Board" in page
    tree = admin.get("/organisations").text
    assert tree.index("North Board") < tree.index("Harbour Trust")
    assert 'class="depth-1"' in tree
    event = db.session.query(AuditEvent).one()
    assert event.action == "organisation created"


def test_an_empty_tree_says_what_to_do(admin: Any) -> None:
    assert "Add the highest one first" in admin.get("/organisations").text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": ""}, "kind"),
        ({"kind": "castle"}, "kind"),
        ({"ods_code": "AB"}, "ods_code"),
        ({"ods_code": "TOOLONG"}, "ods_code"),
        ({"ods_code": "A00001"}, "ods_code"),
        ({"valid_from": "31/2/2020"}, "valid_from"),
        ({"valid_to": "1/4/2020"}, "valid_to"),
        ({"parent": "999999"}, "parent"),
    ],
)
def test_what_is_wrong_is_named_at_its_question(admin: Any, make: Any, fields: dict[str, str], field: str) -> None:
    make.organisation(ods_code="A00001")
    answer = admin.post("/organisations/new", data=details(**fields))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert db.session.query(Organisation).count() == 1


def test_nothing_stands_under_what_is_smaller(admin: Any, make: Any) -> None:
    practice = make.organisation()
    answer = admin.post("/organisations/new", data=details(parent=practice.id))
    assert answer.status_code == 422
    assert 'href="#parent"' in answer.text


def test_a_move_keeps_the_history(admin: Any, make: Any, at: Any) -> None:
    at("2026-11-30 09:00")
    old, new = (make.organisation(kind=OrganisationKind.ICB, ods_code=code) for code in ("QHM", "QYG"))
    trust = make.organisation(kind=OrganisationKind.TRUST, ods_code="RX1", parent=old)
    changed = admin_again(admin, make, trust.id, details(parent=new.id, name="Harbour Trust"))
    assert changed.status_code == 303
    rows = db.session.query(OrganisationParent).order_by(OrganisationParent.valid_from).all()
    assert [(row.parent_id, row.valid_from, row.valid_to) for row in rows] == [
        (old.id, date(2020, 4, 1), date(2026, 11, 30)),
        (new.id, date(2026, 11, 30), None),
    ]


def admin_again(admin: Any, make: Any, organisation_id: int, data: dict[str, str]) -> Any:
    """The fixture signed in at another date: sign in where the test stands now."""
    make.sign_in(admin, make.administrator())
    assert admin.get(f"/organisations/{organisation_id}/change").status_code == 200
    return admin.post(f"/organisations/{organisation_id}/change", data=data)


def test_an_email_domain_is_added_once_and_removed(admin: Any, make: Any) -> None:
    place = make.organisation()
    for _ in range(2):
        assert admin.post(f"/organisations/{place.id}/domains", data={"domain": "@Harbour.NHS.uk"}).status_code == 303
    row = db.session.query(EmailDomain).one()
    assert row.domain == "harbour.nhs.uk"
    other = make.organisation()
    taken = admin.post(f"/organisations/{other.id}/domains", data={"domain": "harbour.nhs.uk"})
    assert taken.status_code == 422 and "already belongs to another organisation" in taken.text
    assert admin.post(f"/organisations/{other.id}/domains/{row.id}/remove").status_code == 404
    assert admin.post(f"/organisations/{place.id}/domains/{row.id}/remove").status_code == 303
    assert db.session.query(EmailDomain).count() == 0


@pytest.mark.parametrize("domain", ["nhs.net", "gmail.com", "nonsense", "", "<b>.uk"])
def test_a_shared_or_impossible_domain_is_refused(admin: Any, make: Any, domain: str) -> None:
    place = make.organisation()
    answer = admin.post(f"/organisations/{place.id}/domains", data={"domain": domain})
    assert answer.status_code == 422
    assert 'href="#domain"' in answer.text
    assert db.session.query(EmailDomain).count() == 0


def test_a_manager_makes_and_withdraws_codes_of_their_own(client: Any, make: Any) -> None:
    own, foreign = make.organisation(), make.organisation()
    theirs = make.join_code(organisation=foreign)
    make.sign_in(client, make.manager(organisation=own))
    assert client.post(f"/organisations/{own.id}/join-codes").status_code == 303
    code = db.session.query(JoinCode).filter_by(organisation_id=own.id).one()
    assert printed_join_code(code.code) in client.get(f"/organisations/{own.id}").text
    assert client.post(f"/organisations/{own.id}/join-codes/{theirs.id}/withdraw").status_code == 404
    assert client.post(f"/organisations/{foreign.id}/join-codes/{theirs.id}/withdraw").status_code == 404
    assert client.post(f"/organisations/{own.id}/join-codes/{code.id}/withdraw").status_code == 303
    assert printed_join_code(code.code) not in client.get(f"/organisations/{own.id}").text
    db.session.expire_all()
    assert theirs.withdrawn_at is None


def test_a_manager_changes_nothing_else(client: Any, make: Any) -> None:
    own = make.organisation()
    make.sign_in(client, make.manager(organisation=own))
    assert "Change this organisation" not in client.get(f"/organisations/{own.id}").text
    for method, path in (
        ("get", "/organisations/new"),
        ("post", "/organisations/new"),
        ("get", f"/organisations/{own.id}/change"),
        ("post", f"/organisations/{own.id}/change"),
        ("post", f"/organisations/{own.id}/domains"),
        ("post", f"/organisations/{own.id}/domains/1/remove"),
    ):
        assert getattr(client, method)(path).status_code == 404, path


def test_a_foreign_organisation_answers_like_a_missing_one(client: Any, make: Any) -> None:
    foreign = make.organisation(name="Foreign Trust")
    make.sign_in(client, make.manager(organisation=make.organisation()))
    answers = [client.get(f"/organisations/{place}") for place in (foreign.id, 999999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert without_form_token(answers[0]) == without_form_token(answers[1])
    assert "Foreign Trust" not in client.get("/organisations").text
