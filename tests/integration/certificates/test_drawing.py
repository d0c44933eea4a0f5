"""The PDF: drawn once by a job, outside any transaction; the same bytes ever after."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from lms import clock
from lms.certificates import queries, service
from lms.certificates.models import Certificate, CertificateFile
from lms.db.base import db


def files():
    db.session.rollback()
    return list(db.session.scalars(select(CertificateFile).order_by(CertificateFile.id)))


def test_it_is_drawn_once_and_its_bytes_are_kept(make, run_task):
    person = make.person()
    own = make.certificate(person=person)
    assert queries.find_own_pdf(person.id, own.key) is None
    run_task(service.DRAW)
    (file,) = files()
    kept = queries.find_own_pdf(person.id, own.key)
    assert kept.startswith(b"%PDF-1.7")
    assert file.sha256 == sha256(kept).hexdigest()
    assert file.rendered_at is not None
    run_task(service.DRAW)
    service.keep_pdf(file.id, b"something else")
    assert queries.find_own_pdf(person.id, own.key) == kept
    assert files()[0].attempts == 1


def test_one_that_cannot_be_drawn_yet_holds_up_no_other_and_is_tried_again(make, run_task, at):
    start = at("2026-11-21 09:30")
    course = make.publish(make.plain_course())
    for name in ("Bo Ek", "Ann Lee"):
        make.certificate(course=course, name=name)
    _print_on_the_oldest("\U0002a6d6")  # as a font that was taken away would leave it
    run_task(service.DRAW)
    waiting, drawn = files()
    assert (waiting.sha256, waiting.attempts) == (None, 1)
    assert drawn.sha256
    run_task(service.DRAW)
    assert files()[0].attempts == 1  # its time has not come
    at(start + timedelta(minutes=3))
    run_task(service.DRAW)
    assert files()[0].attempts == 2


def _print_on_the_oldest(name):
    oldest = db.session.scalars(select(Certificate).order_by(Certificate.id)).first()
    oldest.printed = {**oldest.printed, "name": name}
    db.session.commit()


def test_what_a_killed_worker_had_claimed_is_drawn_by_the_sweep_of_the_next_minute(make, at, run_task):
    start = at("2026-11-21 09:30")
    make.certificate()
    assert len(service.claim_sheets()) == 1
    assert service.claim_sheets() == []
    at(start + timedelta(minutes=1))
    run_task(service.DRAW)
    (file,) = files()
    assert file.sha256
    assert file.attempts == 2


@pytest.mark.parametrize("name", ["<img src=x>", "{{7*7}}", "file:///etc/passwd", "Ọláolúwa Adébáyọ̀", "محمد", "陳大文"])
def test_names_are_drawn_whatever_they_look_like(make, run_task, name):
    person = make.person()
    own = make.certificate(person=person, name=name)
    run_task(service.DRAW)
    assert queries.find_own_pdf(person.id, own.key).startswith(b"%PDF")


def test_the_wake_comes_with_the_certificate(app, make):
    woken = []
    before = app.extensions["queue_run"]
    app.extensions["queue_run"] = woken.append
    try:
        make.certificate()
        assert woken == []
        from lms.db.transaction import commit

        commit()
        assert woken == [service.DRAW]
    finally:
        app.extensions["queue_run"] = before
    assert clock.now() >= files()[0].due_at
