"""Issuing a certificate, correcting the name on it, keeping its PDF, and letting go of its holder."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import null, select, update
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.accounts.models import Person
from lms.catalogue.queries import get_revision
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.queries import due_files, find_current_certificate, get_own_certificate
from lms.certificates.rules.answers import valid_until
from lms.certificates.rules.corrections import corrections_left
from lms.certificates.rules.name import printed_name
from lms.certificates.rules.number import new_number
from lms.certificates.rules.printed import Printed, print_course, read_printed
from lms.certificates.rules.rendering import wait_after
from lms.certificates.rules.script import language_of
from lms.db.base import db
from lms.db.transaction import savepoint
from lms.jobs import wake
from lms.progress.models import CourseCompletion
from lms.progress.queries import get_course_completion

DRAW = "draw_certificates"


@dataclass(frozen=True)
class Sheet:
    """A claimed PDF to draw, as plain values for the one who draws it."""

    file_id: int
    printed: Printed
    number: str
    issued_at: datetime


class TooManyCorrectionsError(ValueError):
    """The name on this certificate has been corrected as often as it may be."""


def issue(*, owner: int, course_id: int, name: str, han_forms: str = "", cycle: int = 1) -> str:
    """Issue the owner's certificate under the name they confirmed, once a course and cycle; returns its key.

    `han_forms` says in which country's forms its Chinese characters are drawn, where it has any. Sent again, it gives
    the certificate that is there. Raises LookupError without a completion, and UnprintableNameError for a name that
    cannot be printed.
    """
    completion = get_course_completion(owner, course_id, cycle)
    name = printed_name(name)
    if current := find_current_certificate(owner, course_id, cycle):
        return current.key
    certificate = _first_certificate(completion, name, language_of(name, han_forms))
    if not _add_once(certificate):
        return _key_of_current(owner, course_id, cycle)
    return certificate.key


def correct(*, owner: int, key: str, name: str, han_forms: str = "") -> str:
    """Issue a certificate with this name that supersedes the one at `key`; returns the key of the one that stands.

    The same name changes nothing; a certificate that is superseded already gives the one that stands.
    Raises LookupError for anybody else's, UnprintableNameError for a name that cannot be printed, and
    TooManyCorrectionsError after the last correction.
    """
    own = get_own_certificate(owner, key)
    name = printed_name(name)
    if own.successor_key is not None:
        return _key_of_current(owner, own.course_id, own.cycle)
    printed = replace(own.printed, name=name, language=language_of(name, han_forms))
    if own.printed == printed:
        return key
    if not corrections_left(own.issue):
        raise TooManyCorrectionsError
    successor = _successor_of(key, printed)
    if not _add_once(successor):
        return _key_of_current(owner, own.course_id, own.cycle)
    return successor.key


def claim_sheets(most: int = 1) -> list[Sheet]:
    """Take PDFs that are due: should whoever draws them die, they are due again after a while."""
    now = clock.now()
    files = due_files(now, most)
    for file in files:
        file.attempts += 1
        file.due_at = now + wait_after(file.attempts)
    db.session.flush()
    return [_sheet(file) for file in files]


def keep_pdf(file_id: int, content: bytes) -> None:
    """Keep the bytes and their sha256; a PDF that is kept already stays as it is."""
    db.session.execute(
        update(CertificateFile)
        .where(CertificateFile.id == file_id, CertificateFile.sha256.is_(None), CertificateFile.due_at.is_not(None))
        .values(content=content, sha256=sha256(content).hexdigest(), rendered_at=clock.now(), due_at=None)
    )


def release_holder(owner: int) -> None:
    """Let go of a person who is being erased: name and PDF go; number, hash, neutral title and month stay.

    The certificates can be checked as before, unless the person had switched that off.
    """
    checkable = db.session.get_one(Person, owner).certificates_checkable
    ids = select(Certificate.id).where(Certificate.person_id == owner)
    db.session.execute(
        update(CertificateFile).where(CertificateFile.certificate_id.in_(ids)).values(content=None, due_at=None)
    )
    db.session.execute(
        update(Certificate)
        .where(Certificate.person_id == owner)
        .values(person_id=None, printed=null(), confirmable=Certificate.confirmable & checkable)
    )


def _first_certificate(completion: CourseCompletion, name: str, language: str) -> Certificate:
    live = get_revision(completion.revision_id)
    completed_on = clock.in_london(completion.completed_at).date()
    until = valid_until(completed_on, live.course.certificate.valid_months)
    modules = [
        (get_revision(each["revision_id"]).course.module_of(each["module_id"]), each["minutes"])
        for each in completion.modules
    ]
    printed = print_course(
        live.course, name=name, language=language, modules=modules, completed_on=completed_on, until=until,
        revision=live.revision_number,
    )  # fmt: skip
    return Certificate(
        number=new_number(), person_id=completion.person_id, course_id=completion.course_id, cycle=completion.cycle,
        issue=1, title=printed.title, completed_on=completed_on, valid_until=until, printed=printed.to_json(),
        issued_at=clock.now(),
    )  # fmt: skip


def _successor_of(key: str, printed: Printed) -> Certificate:
    old = db.session.scalars(select(Certificate).where(Certificate.key == key)).one()
    return Certificate(
        number=new_number(), person_id=old.person_id, course_id=old.course_id, cycle=old.cycle, issue=old.issue + 1,
        supersedes_id=old.id, title=old.title, completed_on=old.completed_on, valid_until=old.valid_until,
        printed=printed.to_json(), issued_at=clock.now(),
    )  # fmt: skip


def _add_once(certificate: Certificate) -> bool:
    """Add it with its work to draw; False when another request was quicker."""
    try:
        with savepoint():
            db.session.add(certificate)
            db.session.flush()
            db.session.add(CertificateFile(certificate_id=certificate.id, attempts=0, due_at=clock.now()))
            db.session.flush()
    except IntegrityError as refused:
        if "unique" not in str(refused.orig).lower():
            raise
        return False
    wake(DRAW)
    return True


def _key_of_current(owner: int, course_id: int, cycle: int) -> str:
    current = find_current_certificate(owner, course_id, cycle)
    if current is None:
        raise LookupError("no certificate of this person for this course")
    return current.key


def _sheet(file: CertificateFile) -> Sheet:
    certificate = db.session.get_one(Certificate, file.certificate_id)
    return Sheet(file.id, read_printed(certificate.printed or {}), certificate.number, certificate.issued_at)
