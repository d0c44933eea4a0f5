"""The soak's reckoning finds nothing amiss in what is whole, and every harm that is done to it."""

from typing import Any

import pytest
from sqlalchemy import text

from bench.soak.journal import Entry, Journal, entries
from bench.soak.reckoning import reckon
from bench.stored import Stored
from lms.assessment import queries
from lms.assessment import service as assessment
from lms.certificates import service as certificates
from lms.certificates.models import CertificateFile
from lms.db.base import db
from lms.db.transaction import commit
from lms.progress import service as progress
from lms.progress.queries import standings


@pytest.fixture
def studied(app: Any, make: Any, tmp_path: Any) -> tuple[list[Entry], Stored]:
    """Somebody's way to a certificate, in the database and in the log of what they sent."""
    live, person = make.publish(make.plain_course()), make.person(email="ann@soak.example")
    module = live.course.modules[0]
    about = {"module": module.id}
    wanted = {"owner": person.id, "course_id": live.course_id}
    journal = Journal(tmp_path, "one")

    def note(what: str, **more: Any) -> None:
        journal.note(Entry(what, person.email, {**about, **more}, 303, True, 0.0, 0.0))

    progress.start_module(**wanted, module_id=module.id, revision_id=live.revision_id)
    note("begin")
    standing = standings(person.id, live.course_id)[module.id]
    progress.read_page(owner=person.id, standing=standing, page_id="page-1")
    note("read", page="page-1")
    assessment.start_attempt(**wanted, module_id=module.id, revision_id=live.revision_id, quiz=module.quiz)
    (sitting,) = queries.sittings(person.id, live.course_id, module.id)
    note("start", attempt="1-1")
    for number, drawn in enumerate(sitting.drawn, 1):
        for option in ("b", "a"):
            assessment.save_answer(owner=person.id, sitting=sitting, question_id=drawn.question_id, response=(option,))
            note("answer", attempt="1-1", number=number, values=[option])
    assert assessment.submit_attempt(owner=person.id, sitting=sitting, quiz=module.quiz).passed
    note("submit", attempt="1-1")
    progress.complete_module(**wanted, standing=standing, minutes=45)
    progress.complete_course(**wanted, required=[module.id], revision_id=live.revision_id)
    key = certificates.issue(**wanted, name=person.name)
    note("certificate", key=key)
    certificates.keep_pdf(db.session.scalars(db.select(CertificateFile.id)).one(), b"%PDF-1.7 as drawn %%EOF")
    commit()
    url = db.engine.url
    place = url.database if url.get_backend_name() == "sqlite" else ""
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return list(entries(tmp_path)), Stored(url.get_backend_name(), place or plain)


def test_what_is_whole_is_clean(studied: tuple[list[Entry], Stored]) -> None:
    account = reckon(*studied)
    assert list(account.words()) == []
    assert account.acknowledged == {"begin": 1, "read": 1, "start": 1, "answer": 8, "submit": 1, "certificate": 1}


@pytest.mark.parametrize(
    ("harm", "found", "words"),
    [
        ("DELETE FROM saved_answer WHERE id = (SELECT max(id) FROM saved_answer)", "lost", "acknowledged answer"),
        ("DELETE FROM saved_answer WHERE id = (SELECT min(id) FROM saved_answer)", "lost", "acknowledged answer"),
        (
            "INSERT INTO saved_answer (attempt_id, question_id, options, saved_at) "
            "SELECT attempt_id, question_id, options, saved_at FROM saved_answer ORDER BY id LIMIT 1",
            "doubled",
            "nothing sent explains",
        ),
        ("DELETE FROM submission", "lost", "submission"),
        ("UPDATE submission SET score = 0.5", "wrong", "does not add up"),
        ("UPDATE submission SET passed = NOT passed", "wrong", "without a pass"),
        ("UPDATE submission SET pass_score = 5", "wrong", "passed with"),
        ("DELETE FROM page_completion", "lost", "read"),
        ("DELETE FROM course_completion", "wrong", "without a completed course"),
        ("DELETE FROM certificate_file; DELETE FROM certificate", "lost", "the certificate of"),
        ("UPDATE certificate_file SET sha256 = 'of something else'", "wrong", "not what its sha256 says"),
        ("DELETE FROM certificate_file", "wrong", "PDF"),
    ],
)
def test_every_harm_is_found(studied: tuple[list[Entry], Stored], harm: str, found: str, words: str) -> None:
    for statement in harm.split("; "):
        db.session.execute(text(statement))
    commit()
    account = reckon(*studied)
    assert any(words in each for each in getattr(account, found)), list(account.words())
    assert not account.is_clean


def test_what_nobody_sent_is_found(studied: tuple[list[Entry], Stored]) -> None:
    journal, stored = studied
    for what, words in (("submit", "which nobody sent"), ("certificate", "never asked"), ("answer", "nobody sent")):
        account = reckon([each for each in journal if each.what != what], stored)
        assert any(words in each for each in [*account.doubled, *account.wrong])
