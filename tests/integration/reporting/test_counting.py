"""Counts are taken from what was inserted, by the tree of the day, and say the same when they are taken again."""

from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select

from lms.db.base import db
from lms.organisations.rules import OrganisationKind
from lms.reporting.models import StatusCount
from lms.reporting.rules.words import Level, Status
from lms.reporting.service.counting import count_statuses
from tests.factories import Make

DAY = date(2026, 10, 31)


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


def test_each_member_is_as_far_as_they_were_at_the_end_of_the_day(app: Flask, make: Make) -> None:
    course = make.publish(make.plain_course())
    trust = make.organisation(kind=OrganisationKind.TRUST, parent=make.board())
    since = {"started_on": date(2019, 1, 1)}
    waiting, begun, later, done, good, old = make.staff(organisation=trust, number=6, **since)
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
    assert waiting is not None
