"""How long a module took, in the learner's own words."""

from sqlalchemy import delete, select

from lms import clock
from lms.access import Actor
from lms.cpd.models import OwnTime
from lms.cpd.queries.learnt import get_learnt
from lms.cpd.rules.time import longest_minutes
from lms.db.base import db


class TooLong(ValueError):
    """More minutes than a module of this length can take."""


def change_time(*, actor: Actor, completion_id: int, minutes: int) -> None:
    """Say how many minutes it took; as many as the course counts is to say nothing. What the course counts stays.

    Raises LookupError for anybody else's, and `TooLong`.
    """
    learnt = get_learnt(actor.person_id, completion_id)
    if not 0 < minutes <= longest_minutes(learnt.counted):
        raise TooLong
    if minutes == learnt.counted:
        db.session.execute(delete(OwnTime).where(OwnTime.completion_id == completion_id))
        return
    row = db.session.scalar(select(OwnTime).where(OwnTime.completion_id == completion_id))
    if row is None:
        row = OwnTime(completion_id=completion_id)
        db.session.add(row)
    row.minutes, row.changed_at = minutes, clock.now()
    db.session.flush()
