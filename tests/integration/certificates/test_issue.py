"""Issuing: once a person, course and cycle, with everything that is printed frozen."""

import threading
from contextvars import Context
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from lms.certificates import queries, service
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.rules.corrections import MOST_CORRECTIONS
from lms.certificates.rules.name import UnprintableNameError
from lms.certificates.rules.printed import PrintedModule
from lms.db.base import db
from lms.db.transaction import own_transaction


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_everything_printed_is_frozen(make, at):
    at("2026-11-21 09:30")
    own = make.certificate(name="Þórdís Ævarsdóttir")
    assert own.printed == make.printed_sheet(
        name="Þórdís Ævarsdóttir",
        title="Recognising unwanted behaviour",
        minutes="45 minutes",
        modules=(("Part 4 of the course", 45, 75),),
        outcomes=own.printed.outcomes,
        statement="Does not show competence in practice.",
    )
    assert own.printed.modules[0].pass_mark == make.plain_course().modules[0].quiz.pass_mark
    outcomes = [outcome.text for outcome in make.plain_course().modules[0].outcomes]
    assert own.printed.outcomes == tuple(text[0].lower() + text[1:] for text in outcomes)


def test_the_day_is_a_day_in_london(make, at):
    at("2026-06-30 23:30")
    own = make.certificate()
    assert (own.printed.completed_on, own.printed.valid_until) == ("1 July 2026", "1 July 2029")


def test_a_later_revision_changes_nothing(make):
    person = make.person()
    own = make.certificate(person=person)
    course = make.plain_course()
    make.publish(course.model_copy(update={"neutral_title": "Something else"}))
    assert queries.get_own_certificate(person.id, own.key) == own


def test_it_prints_the_modules_as_they_were_studied(make):
    person = make.person()
    completion = make.course_completion(person=person)
    renamed = make.module(neutral_title="Another title", minutes=90)
    make.publish(make.plain_course(renamed))
    key = service.issue(owner=person.id, course_id=completion.course_id, name="Ann Lee")
    printed = queries.get_own_certificate(person.id, key).printed
    assert printed.modules == (PrintedModule("Part 4 of the course", 45, printed.modules[0].pass_mark),)
    assert printed.revision == 1


def test_issued_again_it_is_the_same_whatever_the_name(make):
    person = make.person()
    completion = make.course_completion(person=person)
    keys = {service.issue(owner=person.id, course_id=completion.course_id, name=name) for name in ("Ann Lee", "Bo Ek")}
    assert len(keys) == 1
    assert queries.own_certificates(person.id)[0].printed.name == "Ann Lee"
    assert (count(Certificate), count(CertificateFile)) == (1, 1)


def test_another_cycle_has_a_certificate_of_its_own(make):
    person, course = make.person(), make.publish(make.plain_course())
    for cycle in (1, 2):
        make.course_completion(person=person, course=course, cycle=cycle)
        service.issue(owner=person.id, course_id=course.course_id, name="Ann Lee", cycle=cycle)
    assert sorted(own.cycle for own in queries.own_certificates(person.id)) == [1, 2]


def test_two_clicks_at_once_give_one_certificate(app, make):
    person = make.person()
    completion = make.course_completion(person=person)
    owner, course_id = person.id, completion.course_id
    db.session.commit()
    start, keys = threading.Barrier(4), []

    def click():
        start.wait()
        with app.app_context(), own_transaction():
            keys.append(service.issue(owner=owner, course_id=course_id, name="Ann Lee"))

    clicks = [threading.Thread(target=Context().run, args=(click,)) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(keys) == 4
    assert len(set(keys)) == 1
    assert (count(Certificate), count(CertificateFile)) == (1, 1)


def test_without_a_completion_there_is_none(make):
    live = make.publish(make.plain_course())
    with pytest.raises(LookupError):
        service.issue(owner=make.person().id, course_id=live.course_id, name="Ann Lee")


def test_a_name_that_cannot_be_printed_is_refused(make):
    person = make.person()
    completion = make.course_completion(person=person)
    with pytest.raises(UnprintableNameError):
        service.issue(owner=person.id, course_id=completion.course_id, name="Ann\u202eLee")
    with pytest.raises(UnprintableNameError, match="We cannot print"):
        service.issue(owner=person.id, course_id=completion.course_id, name="Ann \U0002a6d6")
    assert count(Certificate) == 0


def test_a_correction_supersedes_and_keeps_everything_else(make):
    person = make.person()
    old = make.certificate(person=person, name="Rowan Adebayo-Elis")
    key = service.correct(owner=person.id, key=old.key, name="Rowan Adebayo-Ellis")
    new = queries.get_own_certificate(person.id, key)
    assert new.printed == replace(old.printed, name="Rowan Adebayo-Ellis")
    assert new.number != old.number
    assert queries.get_own_certificate(person.id, old.key).successor_key == key
    assert queries.find_current_certificate(person.id, old.course_id) == new


def test_a_correction_sent_twice_is_made_once(make):
    person = make.person()
    old = make.certificate(person=person)
    keys = {service.correct(owner=person.id, key=old.key, name=name) for name in ("Ann Lee", "Ann Lee", "Bo Ek")}
    assert len(keys) == 1
    assert count(Certificate) == 2


def test_the_service_itself_makes_no_correction_too_many(make):
    person = make.person()
    key = make.certificate(person=person).key
    for turn in range(MOST_CORRECTIONS):
        key = service.correct(owner=person.id, key=key, name=f"Name {turn}")
    with pytest.raises(service.TooManyCorrectionsError):
        service.correct(owner=person.id, key=key, name="Another")
    assert service.correct(owner=person.id, key=key, name=f"Name {turn}") == key
    assert count(Certificate) == MOST_CORRECTIONS + 1


def test_other_forms_of_the_same_characters_are_a_correction(make):
    person = make.person()
    own = make.certificate(person=person, name="陳大文")
    key = service.correct(owner=person.id, key=own.key, name="陳大文", han_forms="ja")
    assert own.printed.language == "zh-Hant"
    assert queries.get_own_certificate(person.id, key).printed == replace(own.printed, language="ja")


def test_the_same_name_again_changes_nothing(make):
    person = make.person()
    own = make.certificate(person=person, name="Ann Lee")
    assert service.correct(owner=person.id, key=own.key, name=" Ann  Lee ") == own.key
    assert count(Certificate) == 1


def test_nobody_corrects_or_reads_anothers(make):
    own, other = make.certificate(), make.person()
    for ask in (
        lambda: service.correct(owner=other.id, key=own.key, name="Ann Lee"),
        lambda: queries.get_own_certificate(other.id, own.key),
        lambda: queries.find_own_pdf(other.id, own.key),
    ):
        with pytest.raises(LookupError):
            ask()
    assert queries.own_certificates(other.id) == []


def test_the_database_itself_refuses_a_second_certificate_or_successor(make):
    person = make.person()
    own = make.certificate(person=person)
    service.correct(owner=person.id, key=own.key, name="Ann Lee")
    first = db.session.scalars(select(Certificate).where(Certificate.key == own.key)).one()
    kept = {column.key: getattr(first, column.key) for column in Certificate.__mapper__.columns if column.key != "id"}
    for changes in (
        {"issue": 1},  # a second first one
        {"issue": 3, "supersedes_id": first.id},  # a second successor of the first
        {"issue": 3, "supersedes_id": None},  # a later one that supersedes none
    ):
        twin = Certificate(**{**kept, "key": "0" * 32, "number": "0" * 26, **changes})
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(twin)
            db.session.flush()


def test_when_the_holder_is_erased_only_what_a_check_needs_stays(make, run_task, at):
    at("2026-11-21 09:30")
    person = make.person()
    own = make.certificate(person=person, name="Rowan Adebayo-Ellis")
    run_task(service.DRAW)
    service.release_holder(person.id)
    db.session.commit()
    for table in ("certificate", "certificate_file"):
        for row in db.session.execute(text(f"SELECT * FROM {table}")).mappings():
            assert "Rowan" not in str(dict(row))
            assert b"%PDF" not in bytes(row.get("content") or b"")
    kept = db.session.execute(
        select(Certificate.person_id, Certificate.printed, CertificateFile.sha256).join(CertificateFile)
    ).one()
    assert kept[:2] == (None, None)
    assert len(kept.sha256) == 64
    answer = queries.answer_for_number(own.number, own.valid_until)
    assert (answer.verdict, answer.title) == ("genuine", own.printed.title)
    assert queries.answer_for_hash(kept.sha256, own.valid_until) == answer
    run_task(service.DRAW)
    assert db.session.scalar(select(CertificateFile.content)) is None


def test_who_had_switched_checking_off_stays_unconfirmed_when_erased(make):
    person = make.person(certificates_checkable=False)
    own = make.certificate(person=person)
    service.release_holder(person.id)
    assert queries.answer_for_number(own.number, own.valid_until).verdict == "unconfirmed"
