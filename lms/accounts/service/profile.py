"""What people change about their own account: name, wishes, e-mail address. History stays with the person."""

from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.accounts.queries.people import find_person_by_email
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service.links import forget_links, may_send, send_link, use_link
from lms.db.base import db
from lms.db.transaction import savepoint
from lms.messages.rules import MessageTemplate
from lms.messages.service import queue


def change_name(*, owner: int, name: str) -> None:
    """The name as it is shown from now on; certificates keep the name they were issued in."""
    db.session.get_one(Person, owner).name = name
    db.session.flush()


def change_wishes(*, owner: int, listed: bool, reminders: bool, certificates_checkable: bool) -> None:
    """Whether to be on named lists, get reminders, and have certificates confirmed to whoever holds the code."""
    person = db.session.get_one(Person, owner)
    person.listed, person.reminders = listed, reminders
    person.certificates_checkable = certificates_checkable
    db.session.flush()


def request_new_email(*, owner: int, email: str, address: str) -> None:
    """Send a link to the new address; if it has an account, its holder is told so instead. The caller cannot tell."""
    if not may_send(email, address, TokenPurpose.CHANGE_EMAIL):
        return
    known = find_person_by_email(email)
    send_link(
        email=email,
        purpose=TokenPurpose.CHANGE_EMAIL,
        template=MessageTemplate.ALREADY_REGISTERED if known else MessageTemplate.CONFIRM_NEW_EMAIL,
        person_id=owner,
        waiting={},
        is_live=known is None,
    )


def confirm_new_email(*, token: str) -> bool:
    """Make the confirmed address the one to sign in with and tell the old one. False when the link cannot be used."""
    link = use_link(token, TokenPurpose.CHANGE_EMAIL)
    if link is None or link.person_id is None:
        return False
    person = db.session.get_one(Person, link.person_id)
    old, new = person.email, link.email
    try:
        with savepoint():
            person.email = new
            db.session.flush()
    except IntegrityError:
        return False
    forget_links(old, TokenPurpose.RESET)
    forget_links(new, *TokenPurpose)
    queue(old, MessageTemplate.EMAIL_CHANGED, {})
    return True
