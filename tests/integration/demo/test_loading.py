"""Loading the demo: once, wholly or not at all, and alike whenever in a month it is done."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select

from lms import clock
from lms.accounts.models import Credential, Membership, NamedReading, Person
from lms.audit import service as audit
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.queries import courses_without_certificate, own_certificates
from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.demo.rules.window import window
from lms.demo.service.accounts import ACCOUNTS, CLINICIAN, LEAD, MANAGER, PASSWORD, TRAINER, TRUST, person_of
from lms.demo.service.counts import count_days, days_to_count
from lms.organisations.models import Organisation, Succession
from lms.organisations.rules import OrganisationKind
from lms.organisations.service import Refused
from lms.progress.models import CourseCompletion, ModuleProgress
from lms.reporting.models import StatusCount
from lms.reporting.rules.words import EVERYBODY, WHOLE_COURSE, Level, Status
from lms.reporting.service.counting import count_statuses
from tests.integration.demo.conftest import FEW, Demo

PEOPLE = 90
# Columns that must not be guessed, or that follow from ids, which PostgreSQL never gives twice.
# fmt: off
NOT_ALIKE = frozenset({
    "id", "key", "number", "password_hash", "code", "supersedes_id", "person_id", "organisation_id", "parent_id",
    "predecessor_id", "successor_id", "course_id", "revision_id", "attempt_id", "progress_id", "certificate_id",
    "event_id", "granted_by_id", "details", "subject_key", "actor_key", "modules",
})
# fmt: on


def test_the_whole_of_it(demo: Demo, client: Any) -> None:
    loaded = demo.load(PEOPLE)
    assert loaded and loaded.people == demo.count(Person) == demo.count(Person, Person.is_demo) == PEOPLE + len(
        ACCOUNTS
    )
    assert demo.count(Credential) == len(ACCOUNTS)
    assert loaded.modules_begun == demo.count(ModuleProgress) > PEOPLE / 2
    before = demo.rows()
    assert demo.load(PEOPLE) is None
    assert demo.rows() == before
    real_boards_with_what_became_of_them(demo)
    few_certificates_to_draw(demo)
    what_the_accounts_find(demo, client)
    states_that_the_lead_finds()
    with own_transaction():
        assert audit.seal_events()
    assert audit.find_break() is None


def real_boards_with_what_became_of_them(demo: Demo) -> None:
    is_real = (Organisation.kind == OrganisationKind.ICB, Organisation.ods_code.is_not(None))
    assert demo.count(Organisation, *is_real) == 48
    assert demo.count(Organisation, *is_real, Organisation.valid_to.is_(None)) == 36
    ended = db.session.scalars(select(Organisation.id).where(Organisation.valid_to.is_not(None)))
    assert set(db.session.scalars(select(Succession.predecessor_id))) == set(ended)
    assert set(db.session.scalars(select(Organisation.kind))) == set(OrganisationKind)
    at_work = select(Organisation.ods_code).join(Membership, Membership.organisation_id == Organisation.id)
    assert set(db.session.scalars(at_work)) == {None}, "nobody works at a real body"


def few_certificates_to_draw(demo: Demo) -> None:
    """The others who completed the course have yet to confirm the name on theirs."""
    assert demo.count(CertificateFile) == demo.count(CertificateFile, CertificateFile.due_at.is_not(None)) == 12
    assert demo.count(Certificate, Certificate.supersedes_id.is_not(None)) == 2
    completed = set(db.session.scalars(select(CourseCompletion.person_id)))
    assert set(db.session.scalars(select(Certificate.person_id))) < completed
    for person_id in completed:
        names = {own.printed.name for own in own_certificates(person_id) if own.successor_key is None}
        assert bool(names) != bool(courses_without_certificate(person_id))
        assert names <= {db.session.get_one(Person, person_id).name}


def what_the_accounts_find(demo: Demo, client: Any) -> None:
    trust = db.session.scalars(select(Organisation.id).where(Organisation.name == TRUST)).one()
    demo.make.sign_in(client, person_of(CLINICIAN), PASSWORD)
    assert "Carry on where you stopped" in client.get("/learning").text
    assert demo.count(NamedReading, NamedReading.person_id == person_of(CLINICIAN).id) == 3
    client.post("/sign-out")
    demo.make.sign_in(client, person_of(MANAGER), PASSWORD)
    assert "Replaced by a corrected certificate" in client.get("/certificates").text
    names = client.get(f"/organisations/{trust}/people").text
    members = db.session.scalars(select(Person.name).join(Membership).where(Membership.organisation_id == trust))
    assert person_of(TRAINER).name in names and sum(name in names for name in members) > PEOPLE / 10


def states_that_the_lead_finds() -> None:
    with own_transaction():
        count_statuses(as_at=date(2026, 10, 31))
    board = select(Organisation.id).where(Organisation.name == LEAD.over).scalar_subquery()
    whole = select(StatusCount.status, StatusCount.people).where(
        StatusCount.organisation_id == board,
        StatusCount.level == Level.AREA,
        StatusCount.staff_group == EVERYBODY,
        StatusCount.module_id == WHOLE_COURSE,
    )
    found = {status: people for status, people in db.session.execute(whole)}
    assert found[Status.MEMBERS] > PEOPLE / 2
    assert all(found[status] for status in (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED))


def test_a_load_that_is_cut_short_leaves_nothing_but_accounts_and_starts_again(demo: Demo) -> None:
    with own_transaction():
        demo.make.organisation(ods_code="QYG")  # a board's: it is refused when much of the tree is there
    with pytest.raises(Refused, match="already has this ODS code"):
        demo.load(FEW)
    assert [demo.count(model) for model in (Person, Organisation, Membership)] == [len(ACCOUNTS), 1, 0]
    with own_transaction():
        db.session.execute(delete(Organisation))
    assert demo.load_few()
    assert demo.count(Person) == FEW + len(ACCOUNTS)


def test_two_loads_in_a_month_are_alike(demo: Demo, sites: Any, at: Any, request: pytest.FixtureRequest) -> None:
    demo.load_few()
    first = demo.rows(leave_out=NOT_ALIKE)
    sites(request.node.callspec.params["app"]).database.empty()
    at("2026-11-03 08:00")
    demo.publish()
    demo.load_few()
    assert demo.rows(leave_out=NOT_ALIKE) == first


def test_nobody_studies_what_was_published_after_the_demo(demo: Demo, sites: Any, request: Any) -> None:
    sites(request.node.callspec.params["app"]).database.empty()
    with own_transaction():
        demo.make.course()
    loaded = demo.load_few()
    assert loaded and loaded.modules_begun == 0


def test_counting_is_taken_up_where_it_stopped(demo: Demo, at: Any) -> None:
    at("2026-11-03 08:00")
    demo.load_few()
    days = days_to_count(window(clock.today()), clock.today())
    assert (days[0], days[-1], len(days)) == (date(2024, 11, 30), date(2026, 11, 1), 24 + 1)
    with own_transaction():
        count_statuses(as_at=days[-3])
    assert (count_days(), count_days()) == (2, 0)
    assert set(db.session.scalars(select(StatusCount.as_at))) == set(days[-3:])
