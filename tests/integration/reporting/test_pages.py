"""Reports on screen and as a file: who sees which board, what is said where there is nothing, and no true count."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from lms.access import Role
from lms.audit.models import AuditEvent
from lms.audit.rules import Action
from lms.db import transaction
from lms.db.base import db
from lms.organisations.rules import OrganisationKind
from lms.reporting.models import StatusCount
from lms.reporting.rules.words import Level, Status
from lms.reporting.service.counting import count_statuses
from tests.factories import Make
from tests.support.site import Client

DAYS = (date(2026, 9, 30), date(2026, 10, 31))
Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def board(app: Flask, make: Make) -> Any:
    """A board with two trusts and small practices, some of their people on the way, counted at two month ends."""
    course = make.publish(make.plain_course(make.module(4), make.module(5)))
    row = make.board()
    place = make.organisation(kind=OrganisationKind.PLACE, name="North", parent=row)
    for name, number in (("Northdown Hospitals", 60), ("=Wealdside & Sons", 33)):
        trust = make.organisation(kind=OrganisationKind.TRUST, name=name, parent=row)
        for at, person in enumerate(make.staff(organisation=trust, number=number, started_on=date(2019, 1, 1))):
            if at % 3:
                done = date(2026, 9, 1) if at % 3 == 1 else None
                make.studied(person=person, course=course, started_on=date(2026, 8, 1), completed_on=done, modules=2)
    for _ in range(3):
        practice = make.organisation(parent=place)
        make.staff(organisation=practice, number=9, started_on=date(2019, 1, 1), staff_group="reception")
    for day in DAYS:
        count_statuses(as_at=day)
    return row


def lead_of(make: Make, client: Client, *organisations: Any) -> Any:
    person = make.person(name="Helen Marsh")
    for organisation in organisations:
        make.grant(person=person, role=Role.LEAD, organisation=organisation)
    make.sign_in(client, person)
    return person


def page(client: Client, address: str = "/reports") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def test_a_lead_sees_their_board_rounded_and_dated(board: Any, make: Make, client: Client) -> None:
    lead_of(make, client, board)

    seen = page(client)

    assert "Counted at the end of 31 October 2026" in seen
    assert "30 of 120 members" in seen  # 31 of 120
    assert "Northdown Hospitals" in seen and "GP practices in North" in seen
    assert "Harbour Lane Surgery" not in seen
    assert 'href="/reports" aria-current="page"' in seen
    assert "Counted at the end of 30 September 2026" in page(client, "/reports?on=2026-09-30")
    assert client.get("/reports?on=2026-09-29").status_code == 404


def test_a_true_count_is_on_no_page(board: Any, make: Make, client: Client) -> None:
    """What a page shows is what was stored to be shown: the count itself is never asked for."""
    lead_of(make, client, board)
    db.session.execute(StatusCount.__table__.update().values(people=987_654))  # type: ignore[attr-defined]
    unit = db.session.scalars(select(StatusCount.organisation_id).where(StatusCount.level == Level.UNIT)).first()

    for address in ("/reports", f"/reports/organisations/{unit}", "/reports/csv"):
        assert "987654" not in client.get(address).get_data(as_text=True).replace(",", "")


def test_an_organisation_has_a_page_of_its_own(board: Any, make: Make, client: Client) -> None:
    lead_of(make, client, board)
    trust = unit_named("Northdown Hospitals", "")

    seen = page(client, f"/reports/organisations/{trust}")

    assert '<h1 class="nhsuk-heading-l">Northdown Hospitals</h1>' in seen
    assert "20 of 60 members" in seen and "Nursing" in seen
    place = unit_named("North", "practice")
    assert "GP practices in North" in page(client, f"/reports/organisations/{place}?together=practice")
    assert client.get(f"/reports/organisations/{place}").status_code == 404


def unit_named(name: str, together: str) -> int:
    from lms.organisations.models import Organisation

    query = select(StatusCount.organisation_id).join(Organisation, Organisation.id == StatusCount.organisation_id)
    query = query.where(Organisation.name == name, StatusCount.together == together, StatusCount.level == Level.UNIT)
    return int(db.session.scalars(query.limit(1)).one())


def test_another_board_is_a_page_that_does_not_exist(board: Any, make: Make, client: Client) -> None:
    other = make.board(name="Other ICB", ods_code="QOT")
    lead_of(make, client, other)
    trust = unit_named("Northdown Hospitals", "")

    for address in (f"/reports?board={board.id}", f"/reports/organisations/{trust}", f"/reports/csv?board={board.id}"):
        assert client.get(address).status_code == 404
    assert "Northdown" not in page(client) and "Nothing has been counted here yet" in page(client)


def test_a_grant_that_was_withdrawn_shows_nothing_at_the_next_request(board: Any, make: Make, client: Client) -> None:
    from lms import clock
    from lms.accounts.models import GrantRow

    lead_of(make, client, board)
    assert client.get("/reports").status_code == 200
    db.session.execute(GrantRow.__table__.update().values(withdrawn_at=clock.now()))  # type: ignore[attr-defined]
    transaction.commit()

    assert client.get("/reports").status_code == 404


def test_a_lead_of_several_boards_or_of_a_region_chooses_one(board: Any, make: Make, client: Client) -> None:
    region = make.organisation(kind=OrganisationKind.REGION, name="South")
    other = make.board(name="Other ICB", ods_code="QOT", parent=region)
    lead_of(make, client, board, region)

    seen = page(client, f"/reports?board={board.id}")

    assert f'<option value="{board.id}" selected>' in seen and f'<option value="{other.id}">' in seen


def test_a_grant_over_no_board_says_what_to_do(board: Any, make: Make, client: Client) -> None:
    practice = make.organisation(name="A practice")
    lead_of(make, client, practice)
    assert "your role is not held over one" in page(client)


def test_an_administrator_sees_every_board_and_nobody_else_any(board: Any, make: Make, client: Client) -> None:
    make.sign_in(client, make.administrator())
    assert "Downs and Weald ICB" in page(client)
    other = client.application.test_client()
    make.sign_in(other, make.manager(organisation=board))
    assert other.get("/reports").status_code == 404


def test_a_board_with_few_members_says_why_it_shows_nothing(app: Flask, make: Make, client: Client) -> None:
    make.publish(make.plain_course())
    row = make.board()
    make.staff(organisation=make.organisation(kind=OrganisationKind.TRUST, parent=row), number=19)
    count_statuses(as_at=DAYS[-1])
    lead_of(make, client, row)

    assert "fewer than 20 members" in page(client)


def test_the_file_holds_what_the_page_shows(board: Any, make: Make, client: Client) -> None:
    lead_of(make, client, board)

    answer = client.get("/reports/csv")
    lines = list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="report-2026-10-31.csv"'
    whole = [line for line in lines if line["Staff group"] == line["Module"] == "All" and line["As at"] == "2026-10-31"]
    seen = page(client)
    for line in whole:
        assert line["Name"].lstrip("'").replace("&", "&amp;") in seen
    by_name = {line["Name"]: line for line in whole}
    assert by_name["Northdown Hospitals"]["Completed"] == "20" and by_name["Northdown Hospitals"]["Members"] == "60"
    assert by_name["'=Wealdside & Sons"]["Completed"] in {"10", "Not shown"}
    assert {line["As at"] for line in lines} == {day.isoformat() for day in DAYS}
    shown = {line[status] for line in lines for status in ("Members", "Not started", "In progress", "Completed")}
    assert {word for word in shown if word.isdigit() and (int(word) % 5 or 0 < int(word) < 10)} == set()


def test_taking_the_file_is_audited(board: Any, make: Make, client: Client) -> None:
    person = lead_of(make, client, board)
    client.get("/reports/csv")

    [event] = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.REPORT_EXPORTED.value))
    assert (event.actor_key, event.organisation_id) == (person.key, board.id)
    assert event.details == {"course": "four", "as_at": "2026-10-31"}


def test_a_report_takes_few_statements_however_large_the_board(
    board: Any, make: Make, client: Client, statements: Statements
) -> None:
    lead_of(make, client, board)
    page(client)
    with statements() as few:
        page(client)
    for number in range(12):
        trust = make.organisation(kind=OrganisationKind.TRUST, name=f"Trust {number}", parent=board)
        make.status_counts(board=board, organisation=trust, course_id=course_id(), on=DAYS[-1])
    with statements() as many:
        assert "Trust 11" in page(client)

    assert len(many) == len(few) <= 8


def course_id() -> int:
    return int(
        db.session.scalars(select(StatusCount.course_id).where(StatusCount.status == Status.MEMBERS)).first() or 0
    )
