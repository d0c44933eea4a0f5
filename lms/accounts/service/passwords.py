"""Choosing a new password: by a link when it is forgotten, or by its holder who knows the old one."""

from lms import clock
from lms.accounts.models import Credential, Person
from lms.accounts.queries.people import find_credential, find_person_by_email
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service.hashing import hash_password
from lms.accounts.service.links import find_link, forget_links, forget_links_of, may_send, send_link, use_link
from lms.accounts.service.sessions import end_other_sessions
from lms.accounts.service.throttle import forget_tries
from lms.db.base import db
from lms.messages.rules import MessageTemplate
from lms.messages.service import queue


def request_reset(*, email: str, address: str) -> None:
    """Send a link to choose a new password; where there is no account, a message that says so, after the same work."""
    if not may_send(email, address, TokenPurpose.RESET):
        return
    person = find_person_by_email(email)
    send_link(
        email=email,
        purpose=TokenPurpose.RESET,
        template=MessageTemplate.RESET_PASSWORD if person else MessageTemplate.NO_ACCOUNT,
        person_id=person.id if person else None,
        waiting={},
        is_live=person is not None,
    )


def reset_password(*, token: str, password: str) -> bool:
    """Set the new password and end every session of the person. False when the link is used or too old.

    It signs nobody in: whatever else signing in asks for is still asked.
    """
    if find_link(token, TokenPurpose.RESET) is None:
        return False
    password_hash = hash_password(password)
    link = use_link(token, TokenPurpose.RESET)
    person = db.session.get(Person, link.person_id) if link else None
    if person is None:
        return False
    _set_password(person, password_hash)
    end_other_sessions(owner=person.id, kept_id=None)
    forget_tries(person.email)
    return True


def change_password(*, owner: int, password: str, kept_session_id: int) -> None:
    """Set the new password and end every other session. The old password was checked by the caller."""
    password_hash = hash_password(password)
    _set_password(db.session.get_one(Person, owner), password_hash)
    end_other_sessions(owner=owner, kept_id=kept_session_id)


def _set_password(person: Person, password_hash: str) -> None:
    found = find_credential(person.email)
    if found is None:
        db.session.add(Credential(person_id=person.id, password_hash=password_hash, changed_at=clock.now()))
    else:
        found[1].password_hash, found[1].changed_at = password_hash, clock.now()
    db.session.flush()
    forget_links(person.email, TokenPurpose.RESET)
    forget_links_of(person.id, TokenPurpose.CHANGE_EMAIL)  # whoever knew the old password may have asked for one
    queue(person.email, MessageTemplate.PASSWORD_CHANGED, {})
