"""Over every route at once: each states its guard, reading changes nothing, every answer keeps the house's promises.

Every GET route is opened as each role at an object of its own; the addresses are those of the access matrix.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from flask import Flask, template_rendered
from werkzeug.routing import Rule

from lms import clock
from lms.access import Permission
from lms.db import transaction
from lms.db.base import db
from tests.factories import Make
from tests.guards import access_addresses, access_world
from tests.guards.access_matrix import ROLES, ROWS, Row
from tests.support.databases import KINDS
from tests.support.site import Client, Site, counted_statements

GUARDS = {"public", "signed in", *(permission.value for permission in Permission)}
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE)\b|.*\bFOR UPDATE\b", re.IGNORECASE | re.DOTALL)
# The few that must write although they are only opened, each with the reason.
WRITE_FOR_A_REASON = {
    "accounts.leave": "leaving ends the signed-in session, and a link is all that works without JavaScript",
    "accounts.list_grants": "a named list is read: whom it names is told in which role and month",
    "accounts.list_people": "a named list is read: whom it names is told in which role and month",
    "accounts.show_person": "a person's record is read: they are told in which role and month",
    "reporting.export_progress": "names are taken as a file: whom it names is told in which role and month",
    "reporting.export_report": "a board's counts are taken as a file, which is audited",
    "reporting.list_progress": "a named list is read: whom it names is told in which role and month",
}
EXPECTED_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NEUTRAL_TITLE = re.compile(r"<title>(Error: )?[\w ,'’:-]+ - Learning</title>")
TELLING = re.compile(r"stalk|abus|victim|perpetrat|violen|harass|safeguard|suzy|helpline", re.IGNORECASE)
FILES = {
    "authoring.export_course",
    "authoring.export_questions",
    "certificates.download_pdf",
    "learning.download_print",
    "catalogue.show_image",
    "health.show_health",
    "health.show_readiness",
    "reporting.export_report",
    "reporting.export_progress",
}
# Pages that another endpoint's address shows.
SHOWS_ANOTHER = {
    "accounts.leave": "answers with a redirect alone",
}


@dataclass(frozen=True)
class Opened:
    """What one role got at one GET route."""

    endpoint: str
    role: str
    status: int
    headers: dict[str, str]
    text: str
    writes: tuple[str, ...]
    templates: tuple[str, ...]


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Iterator[list[Opened]]:
    """Every GET route as every role, at one instant, so that no session is due to be touched."""
    site = sites(request.param)
    site.database.empty()
    with clock.travel(clock.now()), site.app.app_context():
        make = Make()
        world = access_world.build(make)
        transaction.commit()
        yield [page for role in ROLES for page in open_all(site.app, make, world, role)]
        db.session.remove()


def open_all(app: Flask, make: Make, world: Any, role: str) -> Iterator[Opened]:
    """Signed in once, so leaving comes last; whoever is anonymous comes anew to each page, without a cookie."""
    client = app.test_client()
    assert isinstance(client, Client)
    if role != "anonymous":
        make.sign_in(client, access_world.find(world, role))
    rows = [row for row in ROWS.values() if row.method == "GET"]
    for row in sorted(rows, key=lambda row: row.endpoint == "accounts.leave"):
        visitor = cast("Client", app.test_client()) if role == "anonymous" else client
        yield open_one(app, visitor, row, role, path_of(app, world, row, role))


def path_of(app: Flask, world: Any, row: Row, role: str) -> str:
    who = "learner" if role == "anonymous" else role
    values = access_addresses.address(world, row.endpoint, row.kind, row.relations[0], who)
    return app.url_map.bind("localhost").build(row.endpoint, values, method="GET")


def open_one(app: Flask, client: Client, row: Row, role: str, path: str) -> Opened:
    rendered: list[str] = []

    def note(_app: Flask, template: Any, **_rest: Any) -> None:
        rendered.append(template.name or "")

    with template_rendered.connected_to(note, app), counted_statements(app) as statements:
        response = client.get(path)
    writes = tuple(each for each in statements if WRITES.match(each))
    text = "" if row.endpoint in FILES else response.get_data(as_text=True)
    return Opened(row.endpoint, role, response.status_code, dict(response.headers), text, writes, tuple(rendered))


@pytest.fixture
def application(sites: Callable[[str], Site]) -> Flask:
    """The application, for its map of addresses alone."""
    return sites("sqlite").app


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_route_states_its_guard(application: Flask) -> None:
    unguarded = {
        name for name, view in application.view_functions.items() if getattr(view, "guard", None) not in GUARDS
    }
    assert unguarded == set()


def test_every_get_route_is_opened(application: Flask, opened: list[Opened]) -> None:
    reading = {rule.endpoint for rule in rules(application) if "GET" in (rule.methods or ())}
    assert {page.endpoint for page in opened} == reading
    assert {page.endpoint for page in opened if page.status == 200} >= reading - set(SHOWS_ANOTHER) - redirecting(
        opened
    )


def redirecting(opened: list[Opened]) -> set[str]:
    return {page.endpoint for page in opened if page.status == 303 and page.role == "learner"}


def test_reading_writes_nothing(opened: list[Opened]) -> None:
    writing = {page.endpoint: page.writes for page in opened if page.writes}
    assert {name: writes for name, writes in writing.items() if name not in WRITE_FOR_A_REASON} == {}
    assert set(WRITE_FOR_A_REASON) == set(writing), "these write nothing any more: take them off the list"


def test_every_answer_carries_the_headers(opened: list[Opened]) -> None:
    assert {(page.endpoint, fault) for page in opened for fault in header_faults(page.headers)} == set()


def header_faults(headers: dict[str, str]) -> Iterator[str]:
    for name, value in EXPECTED_HEADERS.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"
    if headers.get("Cache-Control") != "no-store":
        yield f"Cache-Control: {headers.get('Cache-Control')}"
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy: {policy}"
    if headers.get("Location", "").startswith("//"):
        yield f"Location: {headers['Location']}"


def test_refusals_and_files_carry_the_headers_too(client: Client) -> None:
    answers = [
        client.get("/no-such-page"),
        client.post("/healthz"),
        client.post("/sign-in", data="x" * 3_000_000, content_type="application/x-www-form-urlencoded"),
        client.get("/static/no-such-file.css"),
        client.get("/favicon.ico"),
    ]
    assert [answer.status_code for answer in answers] == [404, 405, 413, 404, 404]
    assert [fault for answer in answers for fault in header_faults(dict(answer.headers))] == []


def test_a_form_without_its_token_is_refused(client: Client) -> None:
    client.__dict__["sends_token"] = False
    answer = client.post("/sign-in", data={"email": "a@b.example", "password": "whatever it is"})
    assert answer.status_code == 400
    assert list(header_faults(dict(answer.headers))) == []


def test_titles_and_addresses_tell_nothing(application: Flask, opened: list[Opened]) -> None:
    pages = [page for page in opened if page.status == 200 and page.endpoint not in FILES]
    titles = {(page.endpoint, title_of(page.text)) for page in pages}
    assert {each for each in titles if not NEUTRAL_TITLE.fullmatch(each[1]) or TELLING.search(each[1])} == set()
    assert [rule.rule for rule in rules(application) if TELLING.search(rule.rule)] == []


def title_of(page: str) -> str:
    found = re.search(r"<title>.*?</title>", page, re.DOTALL)
    return " ".join(found.group().split()) if found else "no title"


def test_each_page_is_drawn_by_the_template_of_its_name(opened: list[Opened]) -> None:
    strays = {
        (page.endpoint, page.templates)
        for page in opened
        if page.status == 200 and page.endpoint not in FILES and own_template(page.endpoint) not in page.templates
    }
    assert strays == set()


def own_template(endpoint: str) -> str:
    return endpoint.replace(".", "/") + ".html"


def test_one_cookie_at_most_and_only_for_those_who_need_it(opened: list[Opened]) -> None:
    anonymous = [page for page in opened if page.role == "anonymous" and "Set-Cookie" in page.headers]
    assert {page.headers["Set-Cookie"].split("=")[0] for page in anonymous} <= {"learning"}
    assert "referrals.show_help_for_me" not in {page.endpoint for page in opened if "Set-Cookie" in page.headers}
