"""Questions about the tree of organisations, answered as at a day (today unless said otherwise)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select

from lms import clock
from lms.access import ROLE_PERMISSIONS, Actor, Permission, Scope
from lms.db.base import db
from lms.organisations.models import EmailDomain, JoinCode, Organisation, OrganisationParent
from lms.organisations.rules import clean_ods_code

MOST_FOUND = 20


@dataclass(frozen=True)
class Place:
    """An organisation and how deep it stands below the highest one shown (0)."""

    organisation: Organisation
    depth: int


def scope_for(actor: Actor, permission: Permission) -> Scope:
    """The organisations over which the actor holds the permission today: those of the grants and all below them."""
    roots = [grant.organisation_id for grant in actor.grants if permission in ROLE_PERMISSIONS[grant.role]]
    if None in roots:
        return Scope(everything=True)
    return Scope(subtree_ids([root for root in roots if root is not None]))


def subtree_ids(root_ids: Collection[int], on: date | None = None) -> frozenset[int]:
    """These organisations and all that stood below them on a day, in one statement."""
    if not root_ids:
        return frozenset()
    day = on or clock.today()
    below = select(Organisation.id).where(Organisation.id.in_(root_ids)).cte("below", recursive=True)
    children = select(OrganisationParent.organisation_id).join(below, OrganisationParent.parent_id == below.c.id)
    below = below.union(children.where(in_force(OrganisationParent, day)))
    return frozenset(db.session.scalars(select(below.c.id)))


def in_force(model: type[Organisation] | type[OrganisationParent], day: date) -> ColumnElement[bool]:
    """Whether the row holds on this day: from its first day until the day before its last date."""
    return (model.valid_from <= day) & or_(model.valid_to.is_(None), model.valid_to > day)


def inside(scope: Scope) -> ColumnElement[bool]:
    """Whether an organisation is inside the scope."""
    return Organisation.id.is_not(None) if scope.everything else Organisation.id.in_(scope.organisation_ids)


def find_organisation(scope: Scope, organisation_id: int) -> Organisation | None:
    """The organisation; None when it does not exist or is not inside the scope."""
    return db.session.scalar(select(Organisation).where(Organisation.id == organisation_id, inside(scope)))


def find_name(organisation_id: int) -> str:
    """What an organisation is called; its name is no secret."""
    return db.session.scalar(select(Organisation.name).where(Organisation.id == organisation_id)) or ""


def find_parent(organisation_id: int, on: date | None = None) -> Organisation | None:
    """The organisation directly above on a day."""
    above = select(Organisation).join(OrganisationParent, OrganisationParent.parent_id == Organisation.id)
    day = on or clock.today()
    return db.session.scalar(
        above.where(OrganisationParent.organisation_id == organisation_id, in_force(OrganisationParent, day))
    )


def organisation_tree(scope: Scope) -> list[Place]:
    """The organisations inside the scope that have not ended, each below its parent, by name."""
    today = clock.today()
    kept = select(Organisation).where(
        inside(scope), or_(Organisation.valid_to.is_(None), Organisation.valid_to > today)
    )
    organisations = db.session.scalars(kept.order_by(Organisation.name, Organisation.id)).all()
    links = select(OrganisationParent.organisation_id, OrganisationParent.parent_id).where(
        in_force(OrganisationParent, today)
    )
    parents = {row.organisation_id: row.parent_id for row in db.session.execute(links)}
    known = {organisation.id for organisation in organisations}
    children: dict[int | None, list[Organisation]] = {}
    for organisation in organisations:
        parent = parents.get(organisation.id)
        children.setdefault(parent if parent in known else None, []).append(organisation)
    return list(_walk(children, None, 0))


def _walk(children: dict[int | None, list[Organisation]], parent: int | None, depth: int) -> Iterator[Place]:
    for organisation in children.get(parent, []):
        yield Place(organisation, depth)
        yield from _walk(children, organisation.id, depth + 1)


def organisations_matching(text: str) -> list[Organisation]:
    """At most 20 organisations of today whose name holds the text, or whose ODS code it is."""
    wanted = [Organisation.name.icontains(text.strip(), autoescape=True)]
    if code := clean_ods_code(text):
        wanted.append(Organisation.ods_code == code)
    return list(db.session.scalars(_today(select(Organisation)).where(or_(*wanted)).limit(MOST_FOUND)))


def find_by_domain(domain: str) -> Organisation | None:
    """The organisation that alone uses this e-mail domain."""
    owner = _today(select(Organisation)).join(EmailDomain, EmailDomain.organisation_id == Organisation.id)
    return db.session.scalar(owner.where(EmailDomain.domain == domain))


def find_usable_join_code(code: str) -> JoinCode | None:
    """The join code, when it may still be used today."""
    usable = select(JoinCode).where(JoinCode.code == code, JoinCode.withdrawn_at.is_(None))
    return db.session.scalar(usable.where(JoinCode.expires_on >= clock.today()))


def join_codes_of(organisation: Organisation) -> list[JoinCode]:
    """The codes that may still be used, the newest first."""
    usable = select(JoinCode).where(JoinCode.organisation_id == organisation.id, JoinCode.withdrawn_at.is_(None))
    return list(db.session.scalars(usable.where(JoinCode.expires_on >= clock.today()).order_by(JoinCode.id.desc())))


def domains_of(organisation: Organisation) -> list[EmailDomain]:
    """The e-mail domains that place their holders here, by name."""
    own = select(EmailDomain).where(EmailDomain.organisation_id == organisation.id)
    return list(db.session.scalars(own.order_by(EmailDomain.domain)))


def organisation_with_code(ods_code: str) -> Organisation | None:
    """The organisation that has this ODS code, whether it still exists or not."""
    return db.session.scalar(select(Organisation).where(func.upper(Organisation.ods_code) == ods_code))


def _today(query: Select[Organisation]) -> Select[Organisation]:
    return query.where(in_force(Organisation, clock.today())).order_by(Organisation.name, Organisation.id)
