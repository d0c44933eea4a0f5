"""Certificates of the demo: few and recent, issued by the service itself, so that the worker draws a dozen PDFs when it
first starts and not hundreds. Everybody else's completed course waits for its holder to confirm a name."""

from collections.abc import Sequence
from datetime import timedelta

from lms import clock
from lms.accounts.models import Person
from lms.certificates.rules.name import UnprintableNameError, printed_name
from lms.certificates.service import correct, issue
from lms.db.base import db
from lms.demo.rules.window import Window, midnight
from lms.demo.service.accounts import MANAGER, TRAINER, person_of
from lms.demo.service.history import History

MOST = 10  # with a correction for every fifth: twelve PDFs
CORRECTED = 5
READS_RESULT, NOTICES_MISTAKE = timedelta(minutes=6), timedelta(minutes=9)


def issue_certificates(histories: Sequence[History], window: Window) -> int:
    """For the accounts that have completed a course and for those who did so last; returns how many sheets."""
    first = {person_of(MANAGER).id: 0, person_of(TRAINER).id: 1}
    complete = [each for each in histories if each.is_complete and _can_be_printed(_name(each))]
    recent = sorted(complete, key=lambda each: (first.get(each.person_id, 2), -each.completed_at.timestamp()))
    return sum(_issue(history, at % CORRECTED == 0, window) for at, history in enumerate(recent[:MOST]))


def _issue(history: History, is_corrected: bool, window: Window) -> int:
    """The certificate; where it is to be corrected, first with the last letter of the name left out."""
    holder, course_id, name = history.person_id, history.live.course_id, _name(history)
    with clock.travel(min(history.completed_at + READS_RESULT, midnight(window.end))):
        key = issue(owner=holder, course_id=course_id, name=name[:-1] if is_corrected else name)
    if not is_corrected:
        return 1
    with clock.travel(min(history.completed_at + NOTICES_MISTAKE, midnight(window.end))):
        correct(owner=holder, key=key, name=name)
    return 2


def _name(history: History) -> str:
    return db.session.get_one(Person, history.person_id).name


def _can_be_printed(name: str) -> bool:
    try:
        printed_name(name)
    except UnprintableNameError:
        return False
    return True
