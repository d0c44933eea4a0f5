"""Every route, method, role and relation gets what the table says: no more, no less, and no trace where refused.

The table is `access_matrix`; the world in which every relation exists is `access_world`, built once a database.
"""

import re
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms import clock
from lms.db import transaction
from lms.db.base import db
from tests.factories import Make
from tests.guards import access_addresses, access_world
from tests.guards.access_matrix import (
    ADDRESSES_SEEN,
    JOIN_CODES_SEEN,
    NAMES_SEEN,
    OWNERLESS,
    ROLES,
    ROWS,
    Outcome,
    Row,
)
from tests.guards.access_world import LAPSED, SIGNED_IN
from tests.guards.kept_rows import KeptRows, rows_of_others
from tests.support.databases import KINDS
from tests.support.site import Client, Site

FORM_TOKEN = re.compile(r'(name="csrf_token"[^>]*value=")[^"]*')
SEALED = re.compile(r"(?<=\?sealed=)[\w=%-]+")  # of one length, and never the same twice
NOWHERE = "/no-such-address"
NOT_REFUSED = {409, 410, 422}


class Visitors:
    """Everybody of the world with their sign-in, and the database as it was before any of them did anything."""

    def __init__(self, site: Site) -> None:
        self.app = site.app
        self.addresses = site.app.url_map.bind("localhost")
        make = Make()
        self.world = access_world.build(make)
        transaction.commit()
        self._browsers = {who: self._browser(make, who) for who in ("anonymous", *SIGNED_IN, *LAPSED)}
        db.session.remove()
        self.kept = KeptRows(site.database)
        self._elsewhere: dict[tuple[str, str, str], tuple[Any, ...]] = {}
        self._of_others: dict[int, dict[str, list[str]]] = {}

    def send(self, who: str, method: str, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """One request in a browser that knows nothing but its sign-in and the token of a form."""
        cookie, token = self._browsers[who]
        client = self.app.test_client()
        client.__dict__["sends_token"] = False
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], cookie)
        form = {"data": data, "content_type": "multipart/form-data"} if data else {}
        headers = {"X-CSRFToken": token} if method == "POST" else {}
        response: TestResponse = client.open(path, method=method, headers=headers, **form)
        return response

    def elsewhere(self, who: str, method: str, path: str, data: dict[str, Any] | None = None) -> tuple[Any, ...]:
        """What this person gets at an address to compare with; asked once."""
        key = (who, method, path)
        if key not in self._elsewhere:
            self._elsewhere[key] = said(self.send(who, method, path, data))
            self.kept.put_back(self.kept.changed())
        return self._elsewhere[key]

    def rows_of_others(self, person: int) -> dict[str, list[str]]:
        """The rows of everybody but this person as they were; worked out once."""
        if person not in self._of_others:
            self._of_others[person] = rows_of_others(self.kept.rows, person)
        return self._of_others[person]

    def _browser(self, make: Make, who: str) -> tuple[str, str]:
        client = self.app.test_client()
        assert isinstance(client, Client)
        if who != "anonymous":
            make.sign_in(client, access_world.find(self.world, who))
        token: str = Context().run(client._token)
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return str(cookie.value), token


@pytest.fixture(scope="module", params=KINDS)
def visitors(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Iterator[Visitors]:
    """The world on SQLite and then on PostgreSQL, at one instant, so that no session is touched meanwhile."""
    site = sites(request.param)
    site.database.empty()
    with clock.travel(clock.now()), site.app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(site.app.config, "PROPAGATE_EXCEPTIONS", False)  # a fault answers 500 and is listed with the rest
        found = Visitors(site)
        yield found
        found.kept.close()
        db.session.remove()


def routes(app: Flask) -> dict[tuple[str, str], Rule]:
    return {
        (rule.endpoint, method): rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def said(response: TestResponse) -> tuple[Any, ...]:
    """Everything that a browser is told, but for the form token and sealed words, which are always others."""
    told = [each for each in response.headers if each[0] not in {"Set-Cookie", "Content-Length"}]
    headers = {name: _unsealed(value) for name, value in told}
    return response.status_code, headers, _unsealed(FORM_TOKEN.sub(r"\1", response.data.decode(errors="replace")))


def _unsealed(words: str) -> str:
    return SEALED.sub(lambda found: str(len(found[0])), words)


class Case:
    """One person at one address, and whether what happened is what the table promises."""

    def __init__(self, visitors: Visitors, row: Row, who: str, relation: str) -> None:
        self.visitors, self.world, self.row, self.who, self.relation = visitors, visitors.world, row, who, relation
        self.whose = "learner" if who == "anonymous" else who  # an anonymous visitor follows a learner's addresses
        self.path = self._path(relation)
        self.sent = access_addresses.fields(self.world, row.endpoint, self.whose) if row.method == "POST" else {}
        self.response = visitors.send(who, row.method, self.path, self.sent)
        self.changed = visitors.kept.changed()
        self.touched_others = self._rows_of_others_changed()
        visitors.kept.put_back(self.changed)

    def faults(self, expected: Outcome) -> list[str]:
        """What differs from the promise, in words."""
        judge = {
            Outcome.OPEN: self._is_open,
            Outcome.SIGN_IN: self._is_sign_in,
            Outcome.NOT_FOUND: self._is_not_found,
            Outcome.EMPTY: self._is_empty,
            Outcome.DEAD_LINK: self._is_dead_link,
            Outcome.LEAVES: self._leaves,
            Outcome.TRACELESS: self._is_traceless,
        }[expected]
        status = f"{self.response.status_code} {self.response.location or ''}".strip()
        about = f"{self.who}, {self.relation} ({self.row.method} {self.path}): expected {expected.name}, got {status}"
        return [f"{about}: {fault}" for fault in (*judge(), *self._harm(), *self._indiscretions())]

    def _is_open(self) -> Iterator[str]:
        status, location = self.response.status_code, self.response.location
        if not (200 <= status < 400 or status in NOT_REFUSED):
            yield "refused"
        elif self.relation == "own" and self.row.method == "POST" and status >= 400:
            yield "the fields of access_addresses.fields do not succeed, so the other cases try nothing in earnest"
        if location and (urlsplit(location).netloc not in {"", "localhost"} or urlsplit(location).path == "/sign-in"):
            yield "sent away"

    def _is_sign_in(self) -> Iterator[str]:
        if self.row.method == "GET":
            if self.response.status_code != 303 or urlsplit(self.response.location or "").path != "/sign-in":
                yield "not sent to sign in"
        elif self.response.status_code != 401:
            yield "not kept for after signing in"
        yield from self._left_as_it_was()

    def _is_not_found(self) -> Iterator[str]:
        if self.response.status_code != 404:
            yield "found"
        elif said(self.response) != self.visitors.elsewhere(self.who, self.row.method, NOWHERE):
            yield "does not say the same as where there has never been anything"
        yield from self._left_as_it_was()

    def _is_empty(self) -> Iterator[str]:
        if self.response.status_code in {401, 403} or self.response.status_code >= 500:
            yield "refused"
        unseen = self._path("alone" if self.relation in {"shared", "alone"} else "fresh")
        if _without_code(said(self.response)) != _without_code(self._elsewhere(self.who, unseen)):
            yield f"differs from {unseen}, where nobody else is studying"

    def _is_dead_link(self) -> Iterator[str]:
        if said(self.response) != self._elsewhere(self.who, self._path("missing")):
            yield "differs from a link that was never sent"
        if self.response.status_code not in {404, 410, 422}:
            yield "not told that the link does not work"
        yield from self._left_as_it_was()

    def _leaves(self) -> Iterator[str]:
        outside = self.visitors.app.config["SETTINGS"].exit_url
        if (self.response.status_code, self.response.location) != (303, outside):
            yield "not led to the neutral site"

    def _is_traceless(self) -> Iterator[str]:
        yield from self._is_open()
        if "Set-Cookie" in self.response.headers:
            yield "a cookie was set"
        if said(self.response) != self._elsewhere("anonymous", self.path):
            yield "it shows who is asking"
        yield from self._left_as_it_was()

    def _left_as_it_was(self) -> Iterator[str]:
        if self.changed:
            yield f"rows changed in {sorted(self.changed)}"

    def _harm(self) -> Iterator[str]:
        looks_after_others = self.row.gives_privilege and self.who in {"manager", "administrator"}
        makes_an_account = self.row.endpoint == "accounts.confirm_registration"
        if self.touched_others and not looks_after_others and not makes_an_account:
            yield f"rows of other people changed in {self.touched_others}"

    def _indiscretions(self) -> Iterator[str]:
        """Whatever of other people, or of ways into organisations, shows where it may not."""
        page = f"{self.response.data.decode(errors='replace')} {self.response.location or ''}"
        page = (page + page.replace("-", "")).replace(self.path, "")  # an address may be echoed to whoever typed it
        yield from self._other_people_in(page)
        yield from self._organisations_in(page)
        if access_world.TRAINER_NOTE in page and self.who != "trainer":
            yield "a trainer's note shows"

    def _other_people_in(self, page: str) -> Iterator[str]:
        key = (self.row.endpoint, self.who)
        named = set(NAMES_SEEN.get(key, "").split())
        typed = self.who == "anonymous" and (self.row.method == "POST" or self.row.kind == "link")
        oneself = self.whose if self.who != "anonymous" or typed else None
        for who, secrets in self.world.secrets.items():
            seen = {"name"} if group_of(who) in named else set()
            seen |= {"address", "key"} if seen and key in ADDRESSES_SEEN else set()
            for sort, words in secrets.items():
                if who != oneself and sort not in seen and any(word in page for word in words):
                    yield f"the {sort} of {who} shows"

    def _organisations_in(self, page: str) -> Iterator[str]:
        codes = set(JOIN_CODES_SEEN.get((self.row.endpoint, self.who), "").split())
        for place, (_, code) in self.world.join_codes.items():
            if place not in codes and code in page and code != self.sent.get("join_code"):
                yield f"the join code of {place} shows"
        if self.row.endpoint in ORGANISATION_PAGES and self.who == "manager":
            shown = [place for place in ("left", "other") if self.world.organisation_names[place] in page]
            yield from (f"the organisation {place} shows" for place in shown)

    def _rows_of_others_changed(self) -> list[str]:
        if not self.changed:
            return []
        person = self.world.people[self.whose]
        before = self.visitors.rows_of_others(person)
        after = rows_of_others(self.visitors.kept.now(self.changed), person)
        return sorted(table for table in before.keys() | after.keys() if after.get(table) != before.get(table))

    def _elsewhere(self, who: str, path: str) -> tuple[Any, ...]:
        return self.visitors.elsewhere(who, self.row.method, path, self.sent)

    def _path(self, relation: str) -> str:
        values = access_addresses.address(self.world, self.row.endpoint, self.row.kind, relation, self.whose)
        return self.visitors.addresses.build(self.row.endpoint, values, method=self.row.method)


def _without_code(words: tuple[Any, ...]) -> str:
    """The same words for each course and for each certificate that was made just now."""
    return re.sub(r"(study|named)-(col|str|new|two|one)", "course", re.sub(r"[0-9a-f]{32}", "key", repr(words)))


ORGANISATION_PAGES = {
    "organisations.list_organisations",
    "organisations.show_organisation",
    "accounts.list_people",
    "reporting.list_progress",
    "reporting.export_progress",
}


def group_of(who: str) -> str:
    """The word by which NAMES_SEEN speaks of somebody: whoever works in one's own organisation is a colleague."""
    return "same" if who in {*SIGNED_IN, *LAPSED} else who.split()[0]


def test_every_route_and_method_has_a_row_and_every_row_a_route(sites: Callable[[str], Site]) -> None:
    known = routes(sites("sqlite").app)

    assert sorted(set(known) - set(ROWS)) == [], "write a row in access_matrix for these, from the rules"
    assert sorted(set(ROWS) - set(known)) == [], "these rows lead nowhere"


def test_every_route_with_parameters_is_tried_with_own_colleagues_strangers_and_missing_objects(
    sites: Callable[[str], Site],
) -> None:
    known = routes(sites("sqlite").app)
    for key, row in ROWS.items():
        if not known[key].arguments:
            assert row.kind == "nothing", key
            continue
        assert row.kind != "nothing", f"{key} leads to something: say to what, and in which relations"
        assert "missing" in row.relations, key
        if row.kind not in OWNERLESS:
            assert {"own", "other"} <= set(row.relations), key
            assert {"same", "below"} & set(row.relations), key


@pytest.mark.parametrize("row", ROWS.values(), ids=[f"{method}-{endpoint}" for endpoint, method in ROWS])
def test_everybody_gets_what_the_table_says(visitors: Visitors, row: Row) -> None:
    expected = {role: row.outcomes(role) for role in ROLES} | {who: what_is_left(row, who) for who in LAPSED}

    faults = [
        fault
        for who, outcomes in expected.items()
        for relation, outcome in outcomes.items()
        for fault in Case(visitors, row, who, relation).faults(outcome)
    ]

    assert not faults, f"{len(faults)} cells of {row.method} {row.endpoint} are not as promised:\n" + "\n".join(faults)


def what_is_left(row: Row, who: str) -> dict[str, Outcome]:
    """What somebody gets whose role has ended, wherever that role gave more: what a learner gets."""
    once, learner = row.outcomes(who.split()[-1]), row.outcomes("learner")
    return {relation: learner[relation] for relation in row.relations if once[relation] != learner[relation]}


def test_what_is_hidden_is_there_to_be_seen_by_whoever_may(visitors: Visitors) -> None:
    """Names and notes that show nowhere at all would prove nothing."""
    people = f"/organisations/{visitors.world.organisations['own']}/people"
    name, unlisted, former = (access_world.name_of(who) for who in ("same", "unlisted", "former"))
    certificate = f"/certificates/{visitors.world.certificates['learner']}/"

    shown = visitors.send("manager", "GET", people).text
    note = visitors.send("trainer", "GET", f"/learning/{access_world.STUDIED['own']}/{access_world.MODULE}/1").text

    assert name in shown and unlisted not in shown and former not in shown
    assert access_world.address_of("same") in visitors.send("administrator", "GET", people).text
    assert access_world.name_of("learner") in visitors.send("learner", "GET", certificate).text
    assert access_world.TRAINER_NOTE in note
    thought = visitors.send("learner", "GET", f"/record/entries/{visitors.world.entries['learner']}").text
    assert access_world.thought_of("learner") in thought
    visitors.kept.put_back(visitors.kept.changed())
