"""The tree of organisations and the two ways into it: an e-mail domain and a join code."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum
from lms.organisations.rules import OrganisationKind


class Organisation(Base):
    """A body of the health service, or a part of one, for as long as it exists."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(str_enum(OrganisationKind))
    ods_code: Mapped[str | None] = mapped_column(String(6), unique=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class OrganisationParent(Base):
    """Which organisation stood directly above another, from one day until the day before another."""

    __tablename__ = "organisation_parent"
    __table_args__ = (
        UniqueConstraint("organisation_id", "valid_from"),
        CheckConstraint("organisation_id <> parent_id", name="not_itself"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    parent_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Succession(Base):
    """One organisation took over from another on a day; many to many, as when boards split and merge."""

    __tablename__ = "succession"
    __table_args__ = (
        UniqueConstraint("predecessor_id", "successor_id"),
        CheckConstraint("predecessor_id <> successor_id", name="not_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    happened_on: Mapped[date]


class EmailDomain(Base):
    """An e-mail domain that one organisation alone uses: a confirmed address there places its holder."""

    __tablename__ = "email_domain"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    domain: Mapped[str] = mapped_column(String(253), unique=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class JoinCode(Base):
    """A code that an organisation hands to its staff; whoever has it joins without waiting."""

    __tablename__ = "join_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
