"""Reading names and taking exports: whoever does leaves a trace first. These commit by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lms.access import Actor, Scope
from lms.accounts.service.readings import note_readings, reading_role
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.catalogue.queries import LiveCourse
from lms.db.transaction import own_transaction
from lms.reporting.queries.counts import Asked
from lms.reporting.queries.names import PAGE, Progress, Wanted, progress_of

BATCH = 2000


@dataclass(frozen=True)
class NamedPage:
    """A page of a named list: `next_after` begins the next one, None on the last."""

    people: list[Progress]
    next_after: int | None


def read_progress(*, actor: Actor, scope: Scope, wanted: Wanted, course: LiveCourse) -> NamedPage:
    """A page of names, once its reading is on disk: each person named on it can see that it was read."""
    with own_transaction():
        found = progress_of(scope, wanted, course, most=PAGE + 1)
        page = found[:PAGE]
        note_readings(actor=actor, person_ids={person.person_id for person in page})
        role = reading_role(actor).value
        _record(actor, Action.NAMED_LIST_READ, wanted.organisation_id, course, role=role, people=len(page))
    return NamedPage(page, page[-1].membership_id if len(found) > PAGE else None)


def export_progress(*, actor: Actor, scope: Scope, wanted: Wanted, course: LiveCourse) -> Iterator[Progress]:
    """Every name of the list, once it is on disk that it was taken; each lot of names once its reading is."""
    with own_transaction():
        _record(actor, Action.NAMES_EXPORTED, wanted.organisation_id, course, role=reading_role(actor).value)
    return _lots(actor, scope, wanted, course)


def _lots(actor: Actor, scope: Scope, wanted: Wanted, course: LiveCourse) -> Iterator[Progress]:
    after: int | None = wanted.after
    while after is not None:
        with own_transaction():
            lot = progress_of(scope, replace(wanted, after=after), course, most=BATCH)
            note_readings(actor=actor, person_ids={person.person_id for person in lot})
        yield from lot
        after = lot[-1].membership_id if len(lot) == BATCH else None


def record_export(*, actor: Actor, asked: Asked) -> None:
    """Write down that a board's report was taken as a file."""
    with own_transaction():
        _record(actor, Action.REPORT_EXPORTED, asked.board_id, asked.course, as_at=asked.as_at.isoformat())


def _record(actor: Actor, action: Action, organisation_id: int, course: LiveCourse, **more: object) -> None:
    details = {"course": course.course.code, **more}
    audit.record(actor.key, action, organisation_id=organisation_id, details=details)
