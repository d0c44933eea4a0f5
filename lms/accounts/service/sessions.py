"""Signing in and out, and the sessions that a person can see and end."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from lms import clock
from lms.accounts.models import Session
from lms.accounts.queries.people import find_credential
from lms.accounts.rules.sign_in import ThrottledAct, device_name, new_token, token_hash
from lms.accounts.service.hashing import is_right_password
from lms.accounts.service.throttle import forget_tries, note_try
from lms.db.base import db
from lms.db.transaction import own_transaction

FORGOTTEN_AFTER = timedelta(days=30)


def sign_in(*, email: str, password: str, address: str, user_agent: str) -> str | None:
    """The token of a new session; None when account and password do not belong together, whichever it was.

    Commits the count of tries by itself. Raises `TooManyTries`.
    """
    if not check_password(email=email, password=password, address=address):
        return None
    found = find_credential(email)
    if found is None:
        return None
    forget_tries(email, address)
    return start_session(found[0].id, user_agent)


def check_password(*, email: str, password: str, address: str) -> bool:
    """Whether the password belongs to the account, and still does once it has been checked. Raises `TooManyTries`."""
    note_try(ThrottledAct.SIGN_IN, email, address)
    found = find_credential(email)
    stored = found[1].password_hash if found else None
    right = is_right_password(password, stored)
    after = find_credential(email)
    return right and after is not None and after[1].password_hash == stored


def start_session(person_id: int, user_agent: str) -> str:
    """A new session; its token is given out here once and stored only as its hash."""
    token, now = new_token(), clock.now()
    session = Session(
        person_id=person_id,
        token_hash=token_hash(token),
        device=device_name(user_agent),
        started_at=now,
        seen_at=now,
    )
    db.session.add(session)
    db.session.flush()
    return token


def touch_session(session_id: int, at: datetime) -> None:
    """Note that the person is still there, unless the session has been ended meanwhile."""
    db.session.execute(update(Session).where(Session.id == session_id, Session.ended_at.is_(None)).values(seen_at=at))


def end_session(*, owner: int, session_id: int) -> bool:
    """End one of the person's own sessions, or find it ended; False when there is none, or it is somebody else's."""
    own = (Session.person_id == owner, Session.id == session_id)
    if db.session.scalar(select(Session.id).where(*own)) is None:
        return False
    _end(*own)
    return True


def end_other_sessions(*, owner: int, kept_id: int | None) -> None:
    """End all of a person's sessions, but for one to keep."""
    _end(Session.person_id == owner, Session.id != (kept_id or 0))


def _end(*which: ColumnElement[bool]) -> None:
    open_ones = update(Session).where(*which, Session.ended_at.is_(None))
    db.session.execute(open_ones.values(ended_at=clock.now()))


def leave(*, owner: int, session_id: int) -> None:
    """End the session of somebody who leaves quickly. Commits by itself: a link is enough to leave."""
    with own_transaction():
        end_session(owner=owner, session_id=session_id)


def forget_old_sessions() -> None:
    """Delete sessions a month after their last use: nobody needs to know when somebody was here."""
    db.session.execute(delete(Session).where(Session.seen_at < clock.now() - FORGOTTEN_AFTER))
