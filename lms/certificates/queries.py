"""Certificates as their owner sees them, as a check sees them, and as the job that draws them does."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.catalogue.queries import get_revision
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.rules.answers import UNCONFIRMED, Answer, verdict
from lms.certificates.rules.printed import Printed, read_printed
from lms.content.schema import Course
from lms.db.base import db
from lms.progress.models import CourseCompletion


@dataclass(frozen=True)
class OwnCertificate:
    """A certificate of one's own: what it says, whether a correction has replaced it, whether its PDF is ready."""

    key: str
    number: str
    printed: Printed
    course_id: int
    cycle: int
    issue: int
    issued_at: datetime
    valid_until: date
    successor_key: str | None
    is_ready: bool


def own_certificates(owner: int) -> list[OwnCertificate]:
    """Every certificate the owner was ever issued, the latest first."""
    rows = db.session.execute(_own(owner).order_by(Certificate.issued_at.desc(), Certificate.id.desc()))
    return [_as_own(row) for row in rows]


def courses_without_certificate(owner: int) -> list[Course]:
    """The courses that the owner has completed and not yet had a certificate for, in the revision completed."""
    same = (Certificate.person_id == owner, Certificate.course_id == CourseCompletion.course_id)
    issued = select(Certificate.id).where(*same, Certificate.cycle == CourseCompletion.cycle).exists()
    completed = select(CourseCompletion.revision_id).where(CourseCompletion.person_id == owner, ~issued)
    revisions = db.session.scalars(completed.order_by(CourseCompletion.completed_at.desc(), CourseCompletion.id))
    return [get_revision(revision_id).course for revision_id in revisions]


def get_own_certificate(owner: int, key: str) -> OwnCertificate:
    """The owner's certificate at this address; LookupError for anybody else's as for none."""
    row = db.session.execute(_own(owner).where(Certificate.key == key)).first()
    if row is None:
        raise LookupError("no such certificate of this person")
    return _as_own(row)


def find_current_certificate(owner: int, course_id: int, cycle: int = 1) -> OwnCertificate | None:
    """The owner's certificate for this course and cycle that nothing supersedes."""
    wanted = (Certificate.course_id == course_id, Certificate.cycle == cycle)
    row = db.session.execute(_own(owner, standing=True).where(*wanted)).first()
    return _as_own(row) if row else None


def find_own_pdf(owner: int, key: str) -> bytes | None:
    """The stored bytes of the owner's PDF; None while it is being prepared. LookupError for anybody else's."""
    row = db.session.execute(
        select(CertificateFile.content)
        .join(Certificate, Certificate.id == CertificateFile.certificate_id)
        .where(Certificate.person_id == owner, Certificate.key == key)
    ).first()
    if row is None:
        raise LookupError("no such certificate of this person")
    content: bytes | None = row.content
    return content


def answer_for_number(number: str | None, today: date) -> Answer:
    """What a check of this number may say; asks the database whatever was typed, so that time tells nothing."""
    return _answer(Certificate.number == (number or ""), today)


def answer_for_hash(sha256: str, today: date) -> Answer:
    """What a check of a PDF with this sha256 may say."""
    of_file = select(CertificateFile.certificate_id).where(CertificateFile.sha256 == sha256)
    return _answer(Certificate.id.in_(of_file), today)


def due_files(now: datetime, most: int) -> list[CertificateFile]:
    """PDFs still to be drawn and due, the longest waiting first, kept from other workers until the transaction ends."""
    return list(
        db.session.scalars(
            select(CertificateFile)
            .where(CertificateFile.sha256.is_(None), CertificateFile.due_at <= now)
            .order_by(CertificateFile.due_at, CertificateFile.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
    )


def _own(owner: int, *, standing: bool = False) -> Select[Certificate, str, str | None]:
    """The owner's certificates, each with its successor's key and its PDF's sha256; or those that nothing supersedes.

    The alias is made for each query: one that threads share is read wrongly when several are the first to use it.
    """
    successor = aliased(Certificate)
    statement = (
        select(Certificate, successor.key, CertificateFile.sha256)
        .outerjoin(successor, successor.supersedes_id == Certificate.id)
        .outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
        .where(Certificate.person_id == owner)
    )
    return statement.where(successor.id.is_(None)) if standing else statement


def _as_own(row: Row[Certificate, str, str | None]) -> OwnCertificate:
    certificate, successor_key, sha256 = row
    return OwnCertificate(
        key=certificate.key, number=certificate.number, printed=read_printed(certificate.printed or {}),
        course_id=certificate.course_id, cycle=certificate.cycle, issue=certificate.issue,
        issued_at=certificate.issued_at, valid_until=certificate.valid_until, successor_key=successor_key,
        is_ready=sha256 is not None,
    )  # fmt: skip


def _answer(which: ColumnElement[bool], today: date) -> Answer:
    """One statement, whatever the answer."""
    successor = aliased(Certificate)
    row = db.session.execute(
        select(Certificate.title, Certificate.completed_on, Certificate.valid_until, successor.id)
        .outerjoin(successor, successor.supersedes_id == Certificate.id)
        .outerjoin(Person, Person.id == Certificate.person_id)
        .where(which, Certificate.confirmable, or_(Person.id.is_(None), Person.certificates_checkable))
    ).first()
    if row is None:
        return UNCONFIRMED
    title, completed_on, valid_until, successor_id = row
    found = verdict(valid_until=valid_until, is_superseded=successor_id is not None, today=today)
    return Answer(found, title, completed_on.replace(day=1))
