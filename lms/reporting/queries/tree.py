"""The tree of organisations as it stood on a day."""

from datetime import date

from sqlalchemy import func, select

from lms.db.base import db
from lms.organisations.models import Organisation, OrganisationParent
from lms.organisations.queries import in_force
from lms.reporting.models import StatusCount
from lms.reporting.rules.arrangement import Node


def tree_on(day: date) -> dict[int, Node]:
    """Every organisation by id, below the parent it had on that day; one that had ended stands alone."""
    parents = select(OrganisationParent.organisation_id, OrganisationParent.parent_id).where(
        in_force(OrganisationParent, day)
    )
    above = {row.organisation_id: row.parent_id for row in db.session.execute(parents)}
    kinds = select(Organisation.id, Organisation.kind).order_by(Organisation.id)
    return {row.id: Node(row.id, row.kind, above.get(row.id)) for row in db.session.execute(kinds)}


def last_counted() -> date | None:
    """The newest date for which there are counts."""
    return db.session.scalar(select(func.max(StatusCount.as_at)))


def counts_kept(as_at: date) -> list[StatusCount]:
    """Every count that was kept for a day: for checking, shown to nobody."""
    return list(db.session.scalars(select(StatusCount).where(StatusCount.as_at == as_at).order_by(StatusCount.id)))
