"""The list of names for those who manage an organisation: how far, nothing more, and every reading leaves a trace."""

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.accounts.models import NamedReading
from lms.audit.models import AuditEvent
from lms.audit.rules import Action
from lms.db.base import db
from tests.factories import Make
from tests.support.site import Client


@pytest.fixture
def trust(app: Flask, make: Make, at: Callable[[str], Any]) -> Any:
    """An organisation with somebody in every state."""
    at("2026-11-20 09:00")
    course = make.publish(make.plain_course())
    row = make.organisation(name="Northdown Hospitals")
    states: dict[str, dict[str, Any] | None] = {
        "Ana Waiting": None,
        "Bo Begun": {"started_on": date(2026, 11, 1)},
        "Cy Done": {"started_on": date(2026, 1, 1), "completed_on": date(2026, 2, 3)},
        "Di Expired": {"started_on": date(2023, 1, 1), "completed_on": date(2023, 11, 19)},
        "Ed Unlisted": None,
        "Flo Former": None,
    }
    for name, state in states.items():
        person = make.person(name=name, listed=name != "Ed Unlisted")
        ended = {"ended_on": date(2026, 11, 20)} if name == "Flo Former" else {}
        group = "pharmacy" if name.startswith("C") else "nursing"
        make.membership(person=person, organisation=row, staff_group=group, **ended)
        if state:
            make.studied(person=person, course=course, **state)
    return row


def sign_in(make: Make, client: Client, trust: Any) -> Any:
    person = make.manager(organisation=trust, name="Priya Nair")
    make.sign_in(client, person)
    return person


def listed(client: Client, trust: Any, query: str = "") -> dict[str, str]:
    """Status by name, as the page has them."""
    from lxml import html

    answer = client.get(f"/organisations/{trust.id}/progress{query}")
    assert answer.status_code == 200
    rows = html.fromstring(answer.get_data(as_text=True)).xpath("//tbody/tr")
    name, status = "td[1]/text()", "td[3]/text()"
    return {row.xpath(name)[0]: row.xpath(status)[0] for row in rows}


def test_each_listed_member_is_named_with_how_far_they_are(trust: Any, make: Make, client: Client) -> None:
    sign_in(make, client, trust)

    assert listed(client, trust) == {
        "Ana Waiting": "Not started",
        "Bo Begun": "In progress",
        "Cy Done": "Completed in February 2026",
        "Di Expired": "Expired",
    }
    page = client.get(f"/organisations/{trust.id}/progress").get_data(as_text=True)
    assert "People who have asked not to be listed are not shown." in page
    assert not [word for word in ("Ed Unlisted", "Flo Former", "Attempt", "3 February", "12:00") if word in page]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?status=completed", {"Cy Done"}),
        ("?status=expired", {"Di Expired"}),
        ("?status=in+progress", {"Bo Begun"}),
        ("?status=not+started", {"Ana Waiting"}),
        ("?group=pharmacy", {"Cy Done"}),
        ("?group=pharmacy&status=expired", set()),
    ],
)
def test_the_list_is_narrowed(trust: Any, make: Make, client: Client, query: str, names: set[str]) -> None:
    sign_in(make, client, trust)
    assert set(listed(client, trust, query)) == names


@pytest.mark.parametrize("query", ["?status=clever", "?group=nobody", "?course=none"])
def test_what_is_not_on_offer_is_not_found(trust: Any, make: Make, client: Client, query: str) -> None:
    sign_in(make, client, trust)
    assert client.get(f"/organisations/{trust.id}/progress{query}").status_code == 404


def test_a_long_list_comes_50_at_a_time_and_names_everybody_once(trust: Any, make: Make, client: Client) -> None:
    for number in range(120):
        make.membership(person=make.person(name=f"Person {number:03}"), organisation=trust)
    sign_in(make, client, trust)

    seen, query, sizes = [], "", []
    while query is not None:
        page = client.get(f"/organisations/{trust.id}/progress{query}").get_data(as_text=True)
        names = listed(client, trust, query)
        seen += names
        sizes.append(len(names))
        _, found, rest = page.partition("progress?after=")
        query = f"?after={rest.split('&')[0]}" if found else None

    assert sizes == [50, 50, 24] and len(set(seen)) == len(seen) == 124


def test_each_person_named_can_see_that_they_were(trust: Any, make: Make, client: Client) -> None:
    manager = sign_in(make, client, trust)
    listed(client, trust, "?status=completed")
    listed(client, trust, "?status=completed")

    [reading] = db.session.scalars(select(NamedReading))
    assert (reading.role, reading.month) == ("manager", date(2026, 11, 1))
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.NAMED_LIST_READ.value)).all()
    assert [(event.actor_key, event.organisation_id) for event in events] == [(manager.key, trust.id)] * 2
    assert events[0].details == {"course": "four", "people": 1, "role": "manager"}
    theirs = client.application.test_client()
    make.sign_in(theirs, person_named("Cy Done"))
    page = theirs.get("/account/readings").get_data(as_text=True)
    assert "Organisation manager" in page and "November 2026" in page and "Priya" not in page


def person_named(name: str) -> Any:
    from lms.accounts.models import Person

    return db.session.scalars(select(Person).where(Person.name == name)).one()


def test_the_file_has_the_whole_list_and_no_formula(trust: Any, make: Make, client: Client) -> None:
    make.membership(person=make.person(name='=HYPERLINK("x")'), organisation=trust)
    sign_in(make, client, trust)

    answer = client.get(f"/organisations/{trust.id}/progress/csv")

    lines = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert lines[0] == ["Name", "Staff group", "Course", "Status", "Month of completion"]
    assert [line[0] for line in lines[1:]] == [
        "Ana Waiting", "Bo Begun", "Cy Done", "Di Expired", "'=HYPERLINK(\"x\")",
    ]  # fmt: skip
    assert lines[3][3:] == ["Completed", "February 2026"]
    assert db.session.scalar(select(func.count()).select_from(NamedReading)) == 5
    exported = select(AuditEvent).where(AuditEvent.action == Action.NAMES_EXPORTED.value)
    assert len(db.session.scalars(exported).all()) == 1


def test_the_list_takes_as_many_statements_for_many_as_for_few(
    trust: Any, make: Make, client: Client, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    sign_in(make, client, trust)
    listed(client, trust)
    with statements() as few:
        listed(client, trust)
    for number in range(60):
        make.membership(person=make.person(name=f"Person {number:03}"), organisation=trust)
    listed(client, trust)
    with statements() as many:
        listed(client, trust)

    assert len(many) == len(few) <= 9
