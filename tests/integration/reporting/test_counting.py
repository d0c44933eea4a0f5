"""Counts are taken from what was inserted, by the tree of the day, and say the same when they are taken again."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from bench.recount import Database, recount
from lms.accounts.models import Membership
from lms.db import transaction
from lms.db.base import db
from lms.organisations.models import Organisation
from lms.organisations.rules import OrganisationKind
from lms.progress.models import CourseCompletion
from lms.reporting.models import StatusCount
from lms.reporting.rules.words import Level, Status
from lms.reporting.service.counting import count_statuses, differences, take_counts
from tests.factories import Make
from tests.factories.reporting import noon

DAY = date(2026, 10, 31)
SINCE = {"started_on": date(2019, 1, 1)}


def people(
    organisation: Any, status: Status, *, on: date = DAY, group: str = "", level: Level = Level.ORGANISATION
) -> int:
    query = select(StatusCount.people).where(
        StatusCount.as_at == on,
        StatusCount.level == level,
        StatusCount.organisation_id == organisation.id,
        StatusCount.status == status,
        StatusCount.staff_group == group,
        StatusCount.module_id == "",
    )
    return db.session.scalar(query) or 0


def units() -> dict[tuple[str, str], tuple[int, int]]:
    """Members and organisations of each unit, by the name of its organisation or place and the word it stands under."""
    query = select(Organisation.name, StatusCount.together, StatusCount.people, StatusCount.organisations)
    query = query.join(Organisation, Organisation.id == StatusCount.organisation_id)
    query = query.where(StatusCount.level == Level.UNIT, StatusCount.status == Status.MEMBERS)
    rows = db.session.execute(query.where(StatusCount.staff_group == "", StatusCount.module_id == ""))
    return {(name, together): (members, organisations) for name, together, members, organisations in rows}


def test_each_member_is_as_far_as_they_were_at_the_end_of_the_day(app: Flask, make: Make) -> None:
    course = make.publish(make.plain_course())
    trust = make.organisation(kind=OrganisationKind.TRUST, parent=make.board())
    _, begun, later, done, good, old = make.staff(organisation=trust, number=6, **SINCE)
    make.studied(person=begun, course=course, started_on=DAY)
    make.studied(person=later, course=course, started_on=date(2026, 11, 1))
    make.studied(person=done, course=course, started_on=date(2026, 1, 1), completed_on=DAY)
    make.studied(person=good, course=course, started_on=date(2023, 1, 1), completed_on=date(2023, 10, 31))
    make.studied(person=old, course=course, started_on=date(2023, 1, 1), completed_on=date(2023, 10, 30))

    count_statuses(as_at=DAY)

    assert {status: people(trust, status) for status in Status} == {
        Status.MEMBERS: 6,
        Status.NOT_STARTED: 2,
        Status.IN_PROGRESS: 1,
        Status.COMPLETED: 2,
        Status.EXPIRED: 1,
    }


def test_only_those_count_who_were_confirmed_members_on_the_day(app: Flask, make: Make) -> None:
    make.publish(make.plain_course())
    trust = make.organisation(kind=OrganisationKind.TRUST, parent=make.board())
    make.staff(organisation=trust, number=1, started_on=DAY, confirmed_at=noon(DAY))
    make.staff(organisation=trust, number=1, started_on=date(2026, 11, 1))
    make.staff(organisation=trust, number=1, confirmed_at=None, **SINCE)
    make.staff(organisation=trust, number=1, confirmed_at=noon(date(2026, 11, 1)), **SINCE)
    make.staff(organisation=trust, number=1, ended_on=DAY, **SINCE)
    make.staff(organisation=trust, number=1, ended_on=date(2026, 11, 1), **SINCE)

    count_statuses(as_at=DAY)

    assert people(trust, Status.MEMBERS) == 2


def test_somebody_in_two_organisations_counts_in_each_and_once_above(app: Flask, make: Make) -> None:
    course = make.publish(make.plain_course())
    board = make.board()
    one, other = (make.organisation(kind=OrganisationKind.TRUST, parent=board) for _ in range(2))
    both, *_ = make.staff(organisation=one, number=30, **SINCE)
    make.membership(person=both, organisation=other, staff_group="management", **SINCE)
    make.staff(organisation=other, number=29, staff_group="management", **SINCE)
    make.studied(person=both, course=course, started_on=date(2026, 1, 1), completed_on=date(2026, 2, 1))

    count_statuses(as_at=DAY)

    assert [people(each, Status.MEMBERS) for each in (one, other, board)] == [30, 30, 59]
    assert people(board, Status.MEMBERS, level=Level.AREA) == 59
    assert people(board, Status.COMPLETED, level=Level.AREA) == 1
    by_group = [people(board, Status.MEMBERS, group=group, level=Level.AREA) for group in ("nursing", "management")]
    assert by_group == [30, 30]


def test_an_organisation_counts_under_the_board_it_stood_under_on_the_day(app: Flask, make: Make) -> None:
    make.publish(make.plain_course())
    before, after = make.board(), make.board(name="Newer ICB", ods_code="QNW")
    trust = make.organisation(kind=OrganisationKind.TRUST)
    make.stands_under(trust, before, date(2020, 4, 1), date(2026, 4, 1))
    make.stands_under(trust, after, date(2026, 4, 1))
    make.staff(organisation=trust, number=25, confirmed_at=noon(date(2019, 1, 1)), **SINCE)

    for day in (date(2026, 3, 31), date(2026, 4, 5)):
        count_statuses(as_at=day)

    counted = [
        people(board, Status.MEMBERS, on=day, level=Level.AREA)
        for day in (date(2026, 3, 31), date(2026, 4, 5))
        for board in (before, after)
    ]
    assert counted == [25, 0, 0, 25]


def test_organisations_with_fewer_than_20_members_are_counted_together_by_kind_and_place(
    app: Flask, make: Make
) -> None:
    make.publish(make.plain_course())
    board = make.board()
    place = make.organisation(kind=OrganisationKind.PLACE, name="North", parent=board)
    pcn = make.organisation(kind=OrganisationKind.PCN, name="North PCN", parent=place)
    for name, number in (("Large", 20), ("Small", 11), ("Smaller", 10)):
        practice = make.organisation(name=name, parent=pcn)
        make.staff(organisation=practice, number=number, **SINCE)
    trust = make.organisation(kind=OrganisationKind.TRUST, name="Trust", parent=board)
    site = make.organisation(kind=OrganisationKind.SITE, name="Site", parent=trust)
    make.staff(organisation=trust, number=15, **SINCE)
    make.staff(organisation=site, number=15, **SINCE)

    count_statuses(as_at=DAY)

    assert units() == {("Large", ""): (20, 1), ("North", "practice"): (21, 2), ("Trust", ""): (30, 1)}


def test_counting_a_day_again_changes_nothing(app: Flask, make: Make) -> None:
    a_board_of_study(make)
    count_statuses(as_at=DAY)
    once = everything()

    count_statuses(as_at=DAY)

    assert everything() == once and len(once) > 30


def everything() -> list[tuple[Any, ...]]:
    columns = [column for column in StatusCount.__table__.columns if column.name != "id"]
    return sorted(map(tuple, db.session.execute(select(*columns))), key=repr)


def test_a_recount_finds_what_was_changed_by_hand(app: Flask, make: Make) -> None:
    a_board_of_study(make)
    count_statuses(as_at=DAY)
    transaction.commit()
    check = ["reports", "recount", "--on", DAY.isoformat()]

    assert differences(as_at=DAY) == []
    assert app.test_cli_runner().invoke(args=check).exit_code == 0
    one = StatusCount.level == Level.AREA, StatusCount.staff_group == "", StatusCount.status == Status.EXPIRED
    db.session.execute(update(StatusCount).where(*one).values(people=999))
    transaction.commit()

    assert len(differences(as_at=DAY)) == 1
    assert app.test_cli_runner().invoke(args=check).exit_code == 1


def test_raw_sql_that_knows_nothing_of_the_application_counts_the_same(app: Flask, make: Make) -> None:
    course_id = a_board_of_study(make)
    count_statuses(as_at=DAY)
    transaction.commit()
    url = app.config["SQLALCHEMY_DATABASE_URI"]

    with closing(Database(url.removeprefix("sqlite:///"))) as database:
        kept, found = recount(database, DAY, course_id)
    assert kept == found and len({organisation for organisation, _, _ in found}) == 10

    db.session.execute(update(StatusCount).where(StatusCount.status == Status.COMPLETED).values(people=0))
    transaction.commit()
    with closing(Database(url.removeprefix("sqlite:///"))) as database:
        kept, found = recount(database, DAY, course_id)
    assert kept != found


def a_board_of_study(make: Make) -> int:
    """Twelve organisations below a board, people in two of them, and every state of progress."""
    course = make.publish(make.plain_course())
    board = make.board()
    place = make.organisation(kind=OrganisationKind.PLACE, name="North", parent=board)
    trust = make.organisation(kind=OrganisationKind.TRUST, parent=board)
    practices = [make.organisation(parent=place) for _ in range(9)]
    found = make.staff(organisation=trust, number=30, **SINCE)
    for number, practice in enumerate(practices):
        found += make.staff(organisation=practice, number=number + 1, staff_group="reception", **SINCE)
        make.membership(person=found[number], organisation=practice, **SINCE)
    for number, person in enumerate(found):
        started = {"person": person, "course": course, "started_on": date(2022, 1, 1 + number % 28)}
        if number % 5 == 1:
            make.studied(**started)
        elif number % 5 > 2:
            make.studied(**started, completed_on=date(2022 if number % 5 == 3 else 2025, 3, 1))
    return int(course.course_id)


def test_what_was_missed_is_counted_by_the_next_sweep(
    app: Flask, make: Make, at: Callable[[str], Any], run_task: Callable[[str], None]
) -> None:
    a_board_of_study(make)

    at("2026-10-31 23:30")  # half past eleven in London: the month is not over
    run_task("count_statuses")
    assert days_counted() == [date(2026, 10, 25)]
    at("2026-11-09 00:10")
    run_task("count_statuses")
    run_task("count_statuses")

    assert days_counted() == [date(2026, 10, 25), date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 8)]


def days_counted() -> list[date]:
    db.session.rollback()
    return sorted(set(db.session.scalars(select(StatusCount.as_at))))


def test_past_days_are_counted_on_request(app: Flask, make: Make, at: Callable[[str], Any]) -> None:
    a_board_of_study(make)
    transaction.commit()
    at("2026-11-09 09:00")

    done = app.test_cli_runner().invoke(args=["reports", "count", "--since", "2026-10-20", "--on", "2026-02-27"])
    ahead = app.test_cli_runner().invoke(args=["reports", "count", "--on", "2026-11-10"])

    assert done.exit_code == 0 and ahead.exit_code == 2
    assert days_counted() == [
        date(2026, 2, 27),
        date(2026, 10, 25),
        date(2026, 10, 31),
        date(2026, 11, 1),
        date(2026, 11, 8),
    ]


def test_more_people_take_no_more_statements(app: Flask, make: Make, statements: Any) -> None:
    """Grouped SQL: nothing is asked for each person."""
    a_board_of_study(make)
    trust = make.organisation(kind=OrganisationKind.TRUST, parent=make.board(name="Other ICB", ods_code="QOT"))
    make.staff(organisation=trust, number=25, **SINCE)
    with statements() as few:
        take_counts(as_at=DAY)
    make.staff(organisation=trust, number=100, **SINCE)
    with statements() as many:
        take_counts(as_at=DAY)

    assert len(many) == len(few) < 60
    assert db.session.query(Membership).count() > db.session.query(CourseCompletion).count() > 0
