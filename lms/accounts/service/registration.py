"""Registering: nothing but a link is made until its holder has shown that the address is theirs."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.accounts.models import Credential, EmailToken, Person
from lms.accounts.queries.people import find_person_by_email
from lms.accounts.rules.people import domain_of, known_staff_group
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service.hashing import hash_password
from lms.accounts.service.links import find_link, forget_links, may_send, send_link, use_link
from lms.accounts.service.memberships import join_by_code, join_confirmed, request_membership
from lms.db.base import db
from lms.db.transaction import savepoint
from lms.messages.rules import MessageTemplate
from lms.organisations.queries import find_by_domain, find_name, find_usable_join_code
from lms.organisations.rules import clean_join_code, is_shared

ACCOUNT_LINKS = (TokenPurpose.REGISTER, TokenPurpose.RESET)


@dataclass(frozen=True)
class Registration:
    """What somebody says of themselves before anybody knows whether the address is theirs."""

    email: str
    name: str
    staff_group: str
    join_code: str
    organisation_id: int | None


def register(*, registration: Registration, address: str) -> None:
    """Send a link to confirm; a holder of an account is told so by e-mail instead. The caller cannot tell which."""
    if not may_send(registration.email, address, TokenPurpose.REGISTER):
        return
    known = find_person_by_email(registration.email)
    send_link(
        email=registration.email,
        purpose=TokenPurpose.REGISTER,
        template=MessageTemplate.ALREADY_REGISTERED if known else MessageTemplate.CONFIRM_EMAIL,
        person_id=None,
        waiting={
            "name": registration.name,
            "staff_group": known_staff_group(registration.staff_group),
            "join_code": registration.join_code,
            "organisation_id": registration.organisation_id,
        },
        is_live=known is None,
    )


def confirm_registration(*, token: str, password: str) -> Person | None:
    """Make the account and place its holder. None when the link is used, too old, or the address has an account."""
    if find_link(token, TokenPurpose.REGISTER) is None:
        return None
    password_hash = hash_password(password)
    link = use_link(token, TokenPurpose.REGISTER)
    if link is None:
        return None
    person = _create(link.email, link.waiting["name"], password_hash)
    if person is not None:
        forget_links(link.email, *ACCOUNT_LINKS)
        place(person, link.waiting)
    return person


def create_person(*, email: str, name: str, password: str, is_demo: bool = False) -> Person:
    """An account whose address nobody needs to confirm: the first administrator, demo accounts. Raises
    `IntegrityError` when there is one; ends the transaction first."""
    password_hash = hash_password(password)
    now = clock.now()
    person = Person(email=email, name=name, created_at=now, confirmed_at=now, is_demo=is_demo)
    db.session.add(person)
    db.session.flush()
    db.session.add(Credential(person_id=person.id, password_hash=password_hash, changed_at=now))
    db.session.flush()
    return person


def places_waiting(link: EmailToken) -> list[str]:
    """The organisations that confirming would join or ask, by name: whoever registered may not be who confirms."""
    code = find_usable_join_code(clean_join_code(str(link.waiting["join_code"])))
    by_domain = None if code or is_shared(domain_of(link.email)) else find_by_domain(domain_of(link.email))
    ids = [code.organisation_id if code else None, by_domain.id if by_domain else None, link.waiting["organisation_id"]]
    return [find_name(found) for found in dict.fromkeys(ids) if found is not None]


def place(person: Person, waiting: dict[str, str | int | None]) -> None:
    """Into the organisation of the join code, else of the e-mail domain; and ask the one that was named."""
    staff_group = str(waiting["staff_group"])
    joined = join_by_code(person=person, code=str(waiting["join_code"]), staff_group=staff_group)
    domain = domain_of(person.email)
    by_domain = None if joined or is_shared(domain) else find_by_domain(domain)
    if by_domain is not None:
        join_confirmed(person=person, organisation_id=by_domain.id, staff_group=staff_group)
    asked = waiting["organisation_id"]
    if isinstance(asked, int):
        request_membership(person=person, organisation_id=asked, staff_group=staff_group)


def _create(email: str, name: str, password_hash: str) -> Person | None:
    now = clock.now()
    try:
        with savepoint():
            person = Person(email=email, name=name, created_at=now, confirmed_at=now)
            db.session.add(person)
            db.session.flush()
            db.session.add(Credential(person_id=person.id, password_hash=password_hash, changed_at=now))
            db.session.flush()
    except IntegrityError:
        return None
    return person
