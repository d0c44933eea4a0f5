"""Notes and reflections: written once, read by their writer alone, never lost, deleted when they are deleted."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from lms.audit.models import AuditEvent
from lms.cpd.models import RecordEntry
from lms.cpd.queries import entries
from lms.cpd.rules.entries import ANSWER_WORDS, NOTE_WORDS, EntryKind
from lms.cpd.service import writing
from lms.db.base import db
from lms.db.transaction import commit
from tests.factories.accounts import PASSWORD
from tests.integration.cpd.conftest import FROM_PAGE, PROMPT, hidden, words

NHS_NUMBER = "943 476 5919"
NEW = "/record/reflections/new"


def rows():
    db.session.rollback()
    return list(db.session.query(RecordEntry).order_by(RecordEntry.id))


def everything_stored():
    """Every value of every row of the record, as the database has it."""
    tables = ("record_entry", "record_profile", "audit_event", "outbox_message")
    return " ".join(repr(row) for table in tables for row in db.session.execute(text(f'SELECT * FROM "{table}"')))


def test_a_reflection_is_kept_sealed_and_shown_to_its_writer(keeper):
    address = keeper.written(learnt="Ask early.\nWrite safely.", change="I ask <b>everybody</b>.")
    page = keeper.client.get(address)
    assert '<p dir="auto">Ask early.</p>' in page.text
    assert "&lt;b&gt;everybody" in page.text
    assert "<title>Reflection - Learning</title>" in page.text
    assert not re.search("Ask early|everybody|learnt", everything_stored())
    assert "Ask early" not in keeper.text()


def test_nothing_of_it_is_audited(keeper):
    before = db.session.query(AuditEvent).count()
    address = keeper.written(learnt="Ask early.")
    keeper.client.post(f"{address}/delete")
    keeper.client.post("/record/settings", data={"regulator": "nmc"})
    assert db.session.query(AuditEvent).count() == before


def test_sending_a_form_twice_keeps_one(keeper):
    form = {**hidden(keeper.client.get(NEW)), "on": "21/11/2026", "learnt": "Once."}
    first, second = (keeper.client.post(NEW, data=form) for _ in range(2))
    assert first.location == second.location
    assert len(rows()) == 1


def test_sending_it_twice_at_once_keeps_one(app, keeper):
    form = {**hidden(keeper.client.get(NEW)), "on": "21/11/2026", "learnt": "Once."}
    cookie = keeper.client.get_cookie("learning").value
    barrier, answers = Barrier(4), []

    def send():
        with app.app_context():
            client = app.test_client()
            client.set_cookie("learning", cookie)
            barrier.wait()
            answers.append(client.post(NEW, data=form).status_code)

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert len(rows()) == 1


@pytest.mark.parametrize("key", ["", "x", "../../etc", "A" * 32, "é" * 32])
def test_a_key_that_was_tampered_with_is_another_key(keeper, key):
    assert keeper.written(learnt="Kept.", key=key)
    (row,) = rows()
    assert re.fullmatch("[0-9a-f]{32}", row.key)


def test_the_key_of_somebody_elses_entry_reaches_nothing_of_theirs(keeper, another):
    theirs = keeper.written(learnt="Mine.").rpartition("/")[2]
    own = another.written(learnt="Stolen?", key=theirs).rpartition("/")[2]
    assert own != theirs
    assert "Mine." in keeper.text(f"/record/entries/{theirs}")
    assert another.client.get(f"/record/entries/{theirs}").status_code == 404


def test_the_prompt_of_a_page_is_shown_and_stored_only_with_what_was_written(keeper):
    learning = keeper.client.get("/learning/four/4/2").text
    offer = re.search(r'href="(/record/reflections/new[^"]+)"', learning)[1].replace("&amp;", "&")
    assert offer == f"/record/reflections/new{FROM_PAGE}"
    assert learning.index(PROMPT) < learning.index("Write a reflection") < learning.index("After it.")
    assert PROMPT in keeper.text(offer)
    assert rows() == []
    address = keeper.written(query=FROM_PAGE, learnt="Sam, on nights.")
    assert PROMPT in keeper.text(address)
    assert "Part 4 of the course, page 2" in keeper.text(address)
    assert "Whom in your team" not in everything_stored()


def test_a_page_without_a_prompt_offers_none_and_costs_no_statement_more(keeper, statements):
    with statements() as seen:
        page = keeper.client.get("/learning/four/4/1")
    assert "Write a reflection" not in page.text
    assert len(seen) == 3


@pytest.mark.parametrize("query", [
    "?course=none", "?course=four&module=9", "?course=four&module=4&page=9", "?course=four&module=4&page=2&prompt=abc",
])  # fmt: skip
def test_a_place_that_is_none_of_theirs_does_not_exist(keeper, query):
    assert keeper.client.get(f"{NEW}{query}").status_code == 404
    assert keeper.client.post(f"{NEW}{query}", data={"on": "21/11/2026", "learnt": "x"}).status_code == 404


def test_a_module_that_was_not_begun_has_no_prompts(client, make, live):
    make.sign_in(client, make.person())
    assert client.get(f"{NEW}{FROM_PAGE}").status_code == 404
    assert client.get(f"{NEW}?course=four").status_code == 200


def test_the_end_of_a_course_offers_a_reflection(keeper):
    page = keeper.client.get(f"{NEW}?course=four")
    assert "Recognising unwanted behaviour" in words(page)
    address = keeper.written(query="?course=four", learnt="All of it.", about="four/")
    assert "Reflection: Recognising unwanted behaviour" in keeper.text(address)


def test_a_page_has_one_note_and_it_opens_where_it_was_left(keeper):
    here = "?course=four&module=4&page=2"
    address = keeper.written("notes", here, text="First thought.")
    again = keeper.client.get(f"/record/notes/new{here}")
    assert again.location == f"{address}/change"
    assert "First thought." in keeper.client.get(again.location).text


def test_a_second_note_beside_a_page_is_kept_and_writes_over_nothing(keeper):
    here = "?course=four&module=4&page=2"
    opened_before = hidden(keeper.client.get(f"/record/notes/new{here}"))
    keeper.written("notes", here, text="First thought.")
    second = keeper.client.post(
        f"/record/notes/new{here}", data={**opened_before, "on": "21/11/2026", "text": "Second thought."}
    )
    assert "Second thought." in keeper.text(second.location)
    assert {each.content.text for each in entries.entries(keeper.person.id)} == {"First thought.", "Second thought."}
    assert [row.page is None for row in rows()] == [False, True]


def test_a_change_that_another_window_has_made_is_shown_and_never_written_over_unseen(keeper):
    change = keeper.written(learnt="As it was.") + "/change"
    here, there = (hidden(keeper.client.get(change)) for _ in range(2))
    data = {"on": "21/11/2026"}
    assert keeper.client.post(change, data={**data, **there, "learnt": "From there."}).status_code == 303
    refused = keeper.client.post(change, data={**data, **here, "learnt": "From here."})
    assert refused.status_code == 422
    assert "From there." in words(refused) and "From here." in words(refused)
    kept = keeper.client.post(change, data={**data, **hidden(refused), "learnt": "From here."})
    assert kept.status_code == 303
    assert "From here." in keeper.text(kept.location)


@pytest.mark.parametrize(("fields", "said"), [
    ({}, "Answer at least one of the questions"),
    ({"learnt": f"She is {NHS_NUMBER}"}, "This looks like an NHS number"),
    ({"learnt": "word " * (ANSWER_WORDS + 3)}, f"must be {ANSWER_WORDS} words or fewer. There are {ANSWER_WORDS + 3}"),
    ({"learnt": "x" * 60_000}, "characters or fewer"),
    ({"learnt": "x", "on": ""}, "Enter the date"),
    ({"learnt": "x", "on": "23/11/2026"}, "today or in the past"),
    ({"learnt": "x", "on": "31/2/2026"}, "must be a real date"),
    ({"learnt": "x", "about": "four/another"}, "Select from the list"),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(keeper, fields, said):
    answer = keeper.write(**fields)
    assert answer.status_code == 422
    assert said in words(answer)
    assert fields.get("learnt", "").strip() in answer.text
    assert rows() == []


def test_a_note_holds_no_nhs_number_and_a_thousand_words(keeper):
    assert "NHS number" in words(keeper.write("notes", text=NHS_NUMBER.replace(" ", "")))
    assert "There are 1001 now" in words(keeper.write("notes", text="w " * (NOTE_WORDS + 1)))
    page = keeper.client.get(keeper.written("notes", text="w " * NOTE_WORDS) + "/change")
    assert "Up to 1000 words. 1000 now" in words(page)


def test_what_was_typed_outlives_the_session(app, keeper, at):
    form = {**hidden(keeper.client.get(NEW)), "on": "21/11/2026", "learnt": "Long thought."}
    at("2026-11-22 11:00")
    lost = keeper.client.post(f"{NEW}{FROM_PAGE}", data=form)
    assert lost.status_code == 401
    sealed = re.search(r'name="replay"[^>]*value="([^"]+)"', lost.text)[1]
    back = app.test_client().post(
        "/sign-in", data={"email": keeper.person.email, "password": PASSWORD, "replay": sealed}
    )
    assert "Long thought." in back.text
    assert f'action="{NEW}{FROM_PAGE}"'.replace("&", "&amp;") in back.text


def test_deleting_warns_first_and_can_be_undone_for_a_day(keeper, at, run_task):
    address = keeper.written("notes", "?course=four&module=4&page=2", text="Thought.")
    assert "put it back" in keeper.text(f"{address}/delete")
    assert keeper.client.post(f"{address}/delete").location == "/record"
    assert keeper.client.get(address).status_code == 404
    assert "Deleted" in keeper.text()
    assert keeper.client.post(f"{address}/put-back").location == address
    assert "Thought." in keeper.text(address)
    assert rows()[0].page == "four/module-4/page-2"
    keeper.client.post(f"{address}/delete")
    at("2026-11-23 09:59")
    run_task("forget_deleted_entries")
    assert len(rows()) == 1
    at("2026-11-23 10:00")
    run_task("forget_deleted_entries")
    assert rows() == []


def test_what_was_deleted_a_day_ago_cannot_be_put_back_even_before_it_is_swept(make, app, at):
    now = at("2026-11-22 10:00")
    person = make.person()
    actor, key = make.actor(person), make.entry(person=person).key
    writing.delete(actor=actor, key=key)
    at(now + timedelta(days=1))
    assert entries.deleted_entries(person.id) == []
    with pytest.raises(LookupError):
        writing.put_back(actor=actor, key=key)


def test_a_note_put_back_beside_a_page_that_has_another_stands_alone(keeper):
    here = "?course=four&module=4&page=2"
    first = keeper.written("notes", here, text="First.")
    keeper.client.post(f"{first}/delete")
    keeper.written("notes", here, text="Second.")
    assert keeper.client.post(f"{first}/put-back").location == first
    assert [row.page for row in rows()] == [None, "four/module-4/page-2"]


def test_the_regulator_decides_what_is_asked_and_takes_nothing_away(keeper):
    keeper.client.post("/record/settings", data={"regulator": "nmc", "number": "99I1234E"})
    asked = keeper.text(NEW)
    assert "Parts of the Code" in asked
    address = keeper.written(learnt="Ask.", code=["people", "safety"])
    assert "Prioritise people; Preserve safety" in keeper.text(address)
    keeper.client.post("/record/settings", data={"regulator": "gphc"})
    assert "Parts of the Code" not in keeper.text(NEW)
    assert "Was this learning planned?" in keeper.text(NEW)
    change = keeper.client.get(f"{address}/change")
    assert re.search(r'value="safety"[^>]*checked', change.text)
    form = {**hidden(change), "on": "21/11/2026", "learnt": "Ask.", "code": ["people", "safety"], "planned": "yes"}
    keeper.client.post(f"{address}/change", data=form)
    kept = keeper.text(address)
    assert "Planned" in kept and "Preserve safety" in kept
    assert not re.search("nmc|gphc|99I1234E", everything_stored())


def test_a_record_has_an_end(make, app, monkeypatch):
    monkeypatch.setattr(writing, "MOST_ENTRIES", 2)
    person = make.person()
    for _ in range(2):
        make.entry(person=person)
    with pytest.raises(writing.TooManyEntries):
        make.entry(person=person)


def test_reading_the_record_takes_five_statements_however_much_there_is(make, keeper, statements):
    for number in range(5):
        make.entry(person=keeper.person, kind=EntryKind.NOTE, text=f"Note {number}")
    commit()
    with statements() as seen:
        keeper.text()
    assert len(seen) == 5, seen  # who is asking, whose register, what was learnt, what was written, what was deleted
