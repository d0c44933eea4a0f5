"""Keys: bound to the person, changed while serving, and a wrong one gives a page that says so and loses nothing."""

import secrets
from dataclasses import replace
from io import StringIO

import pytest
import structlog
from sqlalchemy import update

from lms.cpd.models import OwnTime, RecordEntry, RecordProfile
from lms.cpd.queries import entries
from lms.cpd.rules.regulators import Regulator
from lms.cpd.rules.sealing import Unreadable
from lms.cpd.service import keeping, time, writing
from lms.db.base import db
from lms.db.transaction import commit
from tests.integration.cpd.conftest import hidden

NEW, OLD = (secrets.token_hex(32) for _ in range(2))


@pytest.fixture
def keys(app, monkeypatch):
    """Say which keys the service has."""

    def have(*chosen):
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], record_keys=chosen))

    have(OLD)
    return have


def sealed():
    db.session.rollback()
    return [row.sealed for row in db.session.query(RecordEntry).order_by(RecordEntry.id)]


def test_a_row_that_was_moved_to_another_person_opens_for_nobody(make, keys):
    writer, thief = make.person(), make.person()
    entry = make.entry(person=writer)
    db.session.execute(update(RecordEntry).values(person_id=thief.id))
    assert entries.get_entry(thief.id, entry.key).content is None


def test_a_text_that_was_copied_into_another_row_opens_for_nobody(make, keys):
    """Also not into a row of the same person's: nobody can make one entry say what another does."""
    person = make.person()
    first, second = make.entry(person=person), make.entry(person=person)
    rows = {row.key: row for row in db.session.query(RecordEntry)}
    rows[second.key].sealed = rows[first.key].sealed
    db.session.flush()
    assert entries.get_entry(person.id, second.key).content is None
    assert entries.get_entry(person.id, first.key).content == first.content


def test_with_a_wrong_key_every_page_is_there_and_nothing_is_lost(keeper, keys):
    address = keeper.written("notes", "?course=four&module=4&page=2", text="Thought.")
    keeper.client.post("/record/settings", data={"regulator": "nmc"})
    before = sealed()
    keys(NEW)
    page = keeper.text()
    assert "cannot be read just now" in page and "Nothing is lost" in page
    assert "cannot be read just now" in keeper.text(address, 503)
    for path in (f"{address}/change", f"{address}/delete"):
        assert keeper.client.get(path).location == address
        assert keeper.client.post(path, data={"text": "Over it", "on": "21/11/2026"}).location == address
    settings = keeper.client.post("/record/settings", data={"regulator": "gdc"})
    assert settings.status_code == 422
    export = {"regulator": "nmc", "first": "1/1/2026", "last": "22/11/2026", "notes": "y", "file": "csv"}
    assert keeper.client.post("/record/export", data=export).status_code == 422
    assert sealed() == before
    keys(NEW, OLD)
    assert "Thought." in keeper.text(address)
    assert "Nursing and Midwifery" in keeper.text()


def test_with_a_wrong_key_one_can_go_on_writing_and_each_key_opens_its_own(keeper, keys):
    first = keeper.written(learnt="Under the old key.")
    keys(NEW)
    second = keeper.written(learnt="Under the new key.")
    assert "Under the new key." in keeper.text(second)
    keys(NEW, OLD)
    assert "Under the old key." in keeper.text(first)


def test_an_entry_that_does_not_open_is_never_written_over_or_deleted(make, keys):
    person = make.person()
    actor, entry = make.actor(person), make.entry(person=person)
    keys(NEW)
    for step in (
        lambda: writing.change(actor=actor, key=entry.key, content=make.content()),
        lambda: writing.delete(actor=actor, key=entry.key),
        lambda: make.entry(person=person, key=entry.key),
    ):
        with pytest.raises(Unreadable):
            step()


def test_keys_are_changed_while_serving(app, make, keys):
    person = make.person()
    writing.change_profile(actor=make.actor(person), regulator=Regulator.GMC, number="")
    kept = [make.entry(person=person) for _ in range(3)]
    commit()
    keys(NEW, OLD)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["record", "check"]).output == "0 under the newest key, 4 under an older one.\n"
    assert runner.invoke(args=["record", "reseal"]).output == "4 under the newest key, 0 under an older one.\n"
    keys(NEW)
    assert entries.entries(person.id) == kept[::-1]
    assert entries.profile(person.id).regulator is Regulator.GMC


def test_what_no_key_opens_is_told_and_left_as_it_is(app, make, keys):
    make.entry(person=make.person())
    commit()
    before = sealed()
    keys(NEW)
    for command in ("check", "reseal"):
        said = app.test_cli_runner().invoke(args=["record", command])
        assert said.exit_code == 1
        assert "1 cannot be opened" in said.output
    assert sealed() == before


def test_sealing_anew_goes_on_in_batches(app, make, keys, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for _ in range(5):
        make.entry(person=make.person())
    commit()
    keys(NEW, OLD)
    assert "5 under the newest key, 0" in app.test_cli_runner().invoke(args=["record", "reseal"]).output


def test_erasing_a_person_takes_all_of_it_and_nothing_of_anybody_elses(make, keys):
    live, people = make.publish(make.plain_course()), [make.person(), make.person()]
    for person in people:
        make.course_completion(person=person, course=live)
        actor = make.actor(person)
        make.entry(person=person)
        deleted = make.entry(person=person)
        writing.delete(actor=actor, key=deleted.key)
        writing.change_profile(actor=actor, regulator=Regulator.NMC, number="")
        (passed,) = [each.completion_id for each in time_learnt(person)]
        time.change_time(actor=actor, completion_id=passed, minutes=50)
    keeping.forget_person(owner=people[0].id)
    assert [row.person_id for row in db.session.query(RecordEntry)] == [people[1].id] * 2
    assert [row.person_id for row in db.session.query(RecordProfile)] == [people[1].id]
    assert [each.own for each in time_learnt(people[0])] == [None]
    assert [each.own for each in time_learnt(people[1])] == [50]
    assert db.session.query(OwnTime).count() == 1


def time_learnt(person):
    from lms.cpd.queries.learnt import learnt

    return learnt(person.id)


def test_no_log_line_holds_a_word_of_it(app, keeper, keys, monkeypatch):
    lines, before = StringIO(), structlog.get_config()
    structlog.configure(**before | {"logger_factory": structlog.PrintLoggerFactory(lines)})
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    try:
        form = {**hidden(keeper.client.get("/record/reflections/new")), "on": "21/11/2026", "learnt": "Quillthought"}
        monkeypatch.setattr(writing, "seal", fail)
        assert keeper.client.post("/record/reflections/new", data=form).status_code == 500
    finally:
        structlog.configure(**before)
    assert "request_failed" in lines.getvalue()
    assert "Quillthought" not in lines.getvalue()


def fail(*_given, **_values):
    raise RuntimeError("no room on the device")
