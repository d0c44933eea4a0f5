"""The directory of services, every check of an entry, and the pocket cards drawn from it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db.base import Base
from lms.db.types import UtcDateTime, str_enum
from lms.referrals.rules.entries import Consent, Kind, Outcome, Referral, Status


class Service(Base):
    """What is recorded of a service. An entry is never taken out: one that has ended says so."""

    __tablename__ = "service"
    __table_args__ = (CheckConstraint("version > 0", name="version_counts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)  # what the first filling calls it
    name: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[Kind] = mapped_column(str_enum(Kind))
    area_text: Mapped[str] = mapped_column(String(200))
    who_for: Mapped[str] = mapped_column(String(1000))
    how_to_refer: Mapped[str] = mapped_column(String(1000))
    referral_by: Mapped[Referral] = mapped_column(str_enum(Referral))
    consent: Mapped[Consent] = mapped_column(str_enum(Consent))
    phone: Mapped[str] = mapped_column(String(30))
    hours: Mapped[str] = mapped_column(String(200))
    website: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(500))
    notes: Mapped[str] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(str_enum(Status))
    checked_on: Mapped[date | None]  # by the check that vouches for it now; none after a change
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when it last came to need a new check
    version: Mapped[int]

    areas: Mapped[list["ServiceArea"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="ServiceArea.code"
    )


class ServiceArea(Base):
    """A service is for people of this area: a board, a nation, or the United Kingdom."""

    __tablename__ = "service_area"
    __table_args__ = (UniqueConstraint("service_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    code: Mapped[str] = mapped_column(String(20))


class ServiceCheck(Base):
    """Somebody looked at a service's own page, and what they saw; never changed."""

    __tablename__ = "service_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(str_enum(Outcome))
    checked_on: Mapped[date]
    checked_by: Mapped[str] = mapped_column(String(32))  # the person's random key, as in the audit
    evidence: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PocketCard(Base):
    """The card of an area as it was drawn last, and the sha256 of what it says."""

    __tablename__ = "pocket_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(20), unique=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
