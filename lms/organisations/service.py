"""Changes to the tree of organisations and to the ways into it. Each is audited."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from lms import clock
from lms.access import Actor
from lms.audit import service as audit
from lms.audit.rules import Action
from lms.db.base import db
from lms.organisations.models import EmailDomain, JoinCode, Organisation, OrganisationParent
from lms.organisations.queries import find_parent, organisation_with_code
from lms.organisations.rules import OrganisationKind, clean_domain, is_shared, may_stand_under, new_join_code

JOIN_CODE_LIFE = timedelta(days=90)


class Refused(ValueError):
    """The change cannot be made. The message says what to do, and `field` at which question."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class OrganisationDetails:
    """What a form says about an organisation."""

    kind: OrganisationKind
    name: str
    ods_code: str | None
    parent: Organisation | None
    valid_from: date
    valid_to: date | None


def create_organisation(*, actor: Actor, details: OrganisationDetails) -> Organisation:
    """Add an organisation below its parent; raises `Refused`."""
    _check(details, own_id=None)
    organisation = Organisation(
        kind=details.kind,
        name=details.name,
        ods_code=details.ods_code,
        valid_from=details.valid_from,
        valid_to=details.valid_to,
    )
    db.session.add(organisation)
    db.session.flush()
    _stand_under(organisation, details.parent, details.valid_from)
    _record(actor, Action.ORGANISATION_CREATED, organisation, name=details.name, kind=details.kind.value)
    return organisation


def change_organisation(*, actor: Actor, organisation: Organisation, details: OrganisationDetails) -> None:
    """Correct what is said about an organisation; a new parent holds from today, and the old one stays in history."""
    _check(details, own_id=organisation.id)
    organisation.name, organisation.ods_code = details.name, details.ods_code
    organisation.valid_from, organisation.valid_to = details.valid_from, details.valid_to
    parent = find_parent(organisation.id)
    if parent != details.parent:
        _stand_under(organisation, details.parent, max(clock.today(), organisation.valid_from))
    _record(actor, Action.ORGANISATION_CHANGED, organisation, name=details.name)


def add_email_domain(*, actor: Actor, organisation: Organisation, text: str) -> EmailDomain:
    """Let confirmed addresses at this domain place their holders here; raises `Refused` for one that others share."""
    domain = clean_domain(text)
    if domain is None:
        raise Refused("Enter an email domain, like trust.nhs.uk", "domain")
    if is_shared(domain):
        raise Refused(f"Many employers use {domain}, so it cannot place anybody. Make a join code instead", "domain")
    taken = db.session.scalar(select(EmailDomain).where(EmailDomain.domain == domain))
    if taken is not None:
        if taken.organisation_id == organisation.id:
            return taken
        raise Refused(f"{domain} already belongs to another organisation. Remove it there first", "domain")
    row = EmailDomain(organisation_id=organisation.id, domain=domain, added_at=clock.now())
    db.session.add(row)
    db.session.flush()
    _record(actor, Action.EMAIL_DOMAIN_ADDED, organisation, domain=domain)
    return row


def remove_email_domain(*, actor: Actor, organisation: Organisation, domain_id: int) -> bool:
    """Stop a domain from placing anybody; whoever it has placed stays. False when it is not there."""
    row = db.session.get(EmailDomain, domain_id)
    if row is None or row.organisation_id != organisation.id:
        return False
    db.session.delete(row)
    _record(actor, Action.EMAIL_DOMAIN_REMOVED, organisation, domain=row.domain)
    return True


def make_join_code(*, actor: Actor, organisation: Organisation) -> JoinCode:
    """A new code that lets staff join without waiting, for 90 days."""
    made_at = clock.now()
    code = JoinCode(
        organisation_id=organisation.id,
        code=new_join_code(),
        made_at=made_at,
        expires_on=clock.today() + JOIN_CODE_LIFE,
    )
    db.session.add(code)
    db.session.flush()
    _record(actor, Action.JOIN_CODE_MADE, organisation, join_code=str(code.id))
    return code


def withdraw_join_code(*, actor: Actor, organisation: Organisation, code_id: int) -> bool:
    """Stop a code from working at once; whoever has joined stays. False when it is not there."""
    code = db.session.get(JoinCode, code_id)
    if code is None or code.organisation_id != organisation.id:
        return False
    if code.withdrawn_at is None:
        code.withdrawn_at = clock.now()
        _record(actor, Action.JOIN_CODE_WITHDRAWN, organisation, join_code=str(code.id))
    return True


def _check(details: OrganisationDetails, own_id: int | None) -> None:
    if details.valid_to is not None and details.valid_to <= details.valid_from:
        raise Refused("The last date must be after the first date", "valid_to")
    if details.parent is not None and not may_stand_under(details.kind, details.parent.kind):
        raise Refused(f"Choose a parent that can hold this kind of organisation, not {details.parent.name}", "parent")
    if details.ods_code is not None:
        holder = organisation_with_code(details.ods_code)
        if holder is not None and holder.id != own_id:
            raise Refused(f"{holder.name} already has this ODS code. Check the code", "ods_code")


def _stand_under(organisation: Organisation, parent: Organisation | None, since: date) -> None:
    rows = select(OrganisationParent).where(OrganisationParent.organisation_id == organisation.id)
    for row in db.session.scalars(rows.where(OrganisationParent.valid_to.is_(None))):
        if row.valid_from >= since:
            db.session.delete(row)
        else:
            row.valid_to = since
    db.session.flush()
    if parent is not None:
        db.session.add(OrganisationParent(organisation_id=organisation.id, parent_id=parent.id, valid_from=since))
    db.session.flush()


def _record(actor: Actor, action: Action, organisation: Organisation, **details: str) -> None:
    audit.record(actor.key, action, subject_key=None, organisation_id=organisation.id, details=details)
