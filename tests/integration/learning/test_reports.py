"""Saying that something is out of date: kept once, with its place and month, and with nothing of who said it."""

import re
from datetime import date
from io import StringIO

import pytest
import structlog

from lms.accounts.models import Person
from lms.catalogue.rules import ChangeKind
from lms.content.keys import key_of
from lms.db.base import db
from lms.learning.models import PageReport
from lms.learning.rules import PlaceKind
from tests.integration.learning.conftest import count, words

WORDS = "The number rings nowhere <b>now</b>.\n\nAsk the board."
PAGE = "?module=4&page=2"
KEY = "a" * 32
COLUMNS = {
    "key", "course_id", "revision_id", "kind", "module_id", "part_id", "words", "month", "settled_on", "settled_by",
    "answer",
}  # fmt: skip


def open_form(learner, query=PAGE, status=200):
    answer = learner.client.get(f"/learning/four/report{query}")
    assert answer.status_code == status, (query, answer.status_code)
    return answer


def send(learner, query=PAGE, **data):
    return learner.client.post(f"/learning/four/report{query}", data={"words": WORDS, "key": KEY, **data})


def key_in(answer):
    return re.search(r'name="key"[^>]* value="([^"]*)"', answer.text)[1]


def kept():
    db.session.commit()
    return [(row.kind, row.module_id, row.part_id) for row in db.session.query(PageReport)]


@pytest.fixture
def drawn(learner):
    """The ids of the questions that the learner's open attempt has."""
    learner.begin()
    keys = re.findall(
        r"question=([0-9a-f]{16})", "".join(learner.get(f"/questions/{each}").text for each in range(1, 5))
    )
    bank = {
        key_of(f"{outcome}-{each}"): f"{outcome}-{each}" for outcome in ("emergency", "records") for each in (1, 2, 3)
    }
    return [bank[each] for each in keys]


def test_it_is_kept_with_its_place_its_words_and_the_month(learner, live, at):
    at("2026-11-21 09:30")
    learner.make.sign_in(learner.client, learner.person)
    learner.start()
    said = words(open_form(learner))
    assert "Module 4, page 2" in said and "Part 2" in said
    sent = send(learner, f"{PAGE}&back=/learning/four/4/2")
    assert (sent.status_code, sent.location) == (303, "/learning/four/report/sent?back=/learning/four/4/2")
    row = db.session.query(PageReport).one()
    assert (row.course_id, row.revision_id) == (live.course_id, live.revision_id)
    assert (row.kind, row.module_id, row.part_id) == (PlaceKind.PAGE, "module-4", "page-2")
    assert (row.words, row.month, row.settled_on, row.settled_by) == (WORDS, date(2026, 11, 1), None, None)


def test_the_page_after_it_leads_back_and_to_help(learner):
    learner.start()
    thanks = learner.client.get(send(learner, f"{PAGE}&back=/learning/four/4/2").location).text
    assert 'href="/learning/four/4/2"' in thanks and 'href="/help-for-me"' in thanks
    for elsewhere in (
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/exit",
        "/learning/four/../../exit",
        "/learning/five/4",
    ):
        page = learner.client.get("/learning/four/report/sent", query_string={"back": elsewhere}).text
        assert elsewhere not in re.search(r"<main.*?</main>", page, re.DOTALL)[0], elsewhere


def test_sent_twice_it_is_one_report_and_a_new_form_makes_another(learner):
    learner.start()
    assert [send(learner).status_code for _ in range(2)] == [303, 303]
    assert count(PageReport) == 1
    other = key_in(open_form(learner))
    assert send(learner, key=other).status_code == 303
    assert send(learner, key="tampered with").status_code == 303
    assert count(PageReport) == 3


def test_nothing_of_a_row_leads_to_a_person_or_tells_a_time(learner, another):
    """Given what the account of its sender holds, when a report is kept, then none of it stands in the row; and the
    table has no way to a person, no instant and no number that counts up."""
    learner.start()
    send(learner)
    assert set(PageReport.__table__.columns.keys()) == COLUMNS, (
        "may a report hold this? docs/adr/0016 says why it may not"
    )
    table, person = PageReport.__table__, db.session.get(Person, learner.person.id)
    row = [str(value) for value in db.session.execute(table.select()).one()]
    assert {key.column.table.name for key in table.foreign_keys} == {"course", "course_revision"}
    assert {column.type.python_type.__name__ for column in table.columns} == {"str", "int", "PlaceKind", "date"}
    assert [column.name for column in table.columns if column.type.python_type is int] == ["course_id", "revision_id"]
    for column in Person.__table__.columns:
        said = getattr(person, column.name)
        if isinstance(said, str):
            assert not [value for value in row if said in value], column.name
    shared = {column.name for column in table.columns} & {column.name for column in Person.__table__.columns}
    assert shared == {"key"}  # random in both, and here made with the form
    assert person.key not in row


def test_two_people_leave_rows_that_do_not_tell_them_apart(learner, another):
    for number, each in enumerate((learner, another)):
        each.start()
        send(each, key=f"{number}" * 32)
    rows = [{**row._mapping, "key": ""} for row in db.session.execute(PageReport.__table__.select())]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", "Enter what is out of date or wrong"),
        ("She has 943 476 5919", "This looks like an NHS number"),
        ("x" * 501, "Use 500 characters or fewer"),
    ],
)
def test_what_is_not_kept_stays_in_the_form(learner, typed, refusal):
    learner.start()
    refused = send(learner, words=typed)
    assert refused.status_code == 422 and refusal in refused.text
    assert f">{typed}</textarea>" in refused.text and key_in(refused) == KEY
    assert count(PageReport) == 0


def test_ten_in_a_quarter_of_an_hour_and_the_eleventh_keeps_its_words(learner, another, at):
    at("2026-11-21 09:30")
    for each in (learner, another):
        learner.make.sign_in(each.client, each.person)
        each.start()
    assert [send(learner, key=f"{number:032x}").status_code for number in range(10)] == [303] * 10
    refused = send(learner, key="b" * 32)
    assert refused.status_code == 429 and "Wait 15 minutes" in refused.text
    assert "rings nowhere &lt;b&gt;now" in refused.text and key_in(refused) == "b" * 32
    assert count(PageReport) == 10
    assert send(another, key="c" * 32).status_code == 303  # everybody has their own ten
    at("2026-11-21 09:46")
    assert send(learner, key="b" * 32).status_code == 303


def test_every_page_of_the_course_leads_there_and_knows_its_place(client, make):
    make.publish(make.plain_course(make.module(cases=(make.case(),))))
    make.sign_in(client, make.person(organisation=make.organisation()))

    def led(path, said):
        form = re.search(r'href="(/learning/four/report[^"]*)"', client.get(f"/learning/four{path}").text)[1]
        page = client.get(form.replace("&amp;", "&"))
        assert page.status_code == 200 and said in words(page), (path, words(page))
        assert f'href="/learning/four{path}"' in page.text, (path, form)

    client.post("/learning/four/4")
    client.post("/learning/four/4/cases/1")
    for path, said in {
        "/4": "Module 4 Full title", "/4/2": "Module 4, page 2 Part 2", "/4/cases": "Module 4 Full title",
        "/4/cases/1": "Module 4, case 1 The visitor", "/4/cases/1/text": "Module 4, case 1",
        "/4/cases/1/walks/1": "Module 4, case 1", "/4/cases/1/walks/1/1": "Module 4, case 1", "/4/changes": "Module 4",
        "/figures": "Figures and sources", "/search": "The whole course",
    }.items():  # fmt: skip
        led(path, said)
    for page in (1, 2, 3):
        client.post(f"/learning/four/4/{page}")
    client.post("/learning/four/4/questions")
    led("/4/questions/3", "Module 4, a question What do you do in case")
    attempt = re.search(r'name="attempt" value="([^"]+)"', client.get("/learning/four/4/questions/check-answers").text)[
        1
    ]
    client.post("/learning/four/4/questions/check-answers", data={"attempt": attempt})
    led("/4/result", "Module 4 Full title")


def test_a_tried_check_leads_back_to_its_page(client, make):
    pages = (make.page(1, check=make.question("a-check")),)
    make.publish(make.plain_course(make.module(pages=pages)))
    make.sign_in(client, make.person(organisation=make.organisation()))
    client.post("/learning/four/4")
    tried = client.post("/learning/four/4/1/check", data={"check": "a-check", "answer": "a"}).text
    assert "back=/learning/four/4/1&amp;" in tried


@pytest.mark.parametrize(
    "query",
    [
        "?module=9", "?module=x", "?module=", f"?module={'9' * 5000}", "?module=4&page=9", "?module=4&page=x",
        "?module=4&case=1", f"?module=4&question={'0' * 16}", "?module=4&changed=1", "?module=4&page=",
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_a_page_that_does_not_exist(learner, query):
    learner.start()
    open_form(learner, query, 404)
    assert send(learner, query).status_code == 404
    assert learner.client.get("/learning/nothing/report").status_code == 404
    assert count(PageReport) == 0


def test_pages_of_a_module_that_was_not_begun_are_not_there_yet(learner):
    open_form(learner, "?module=4")
    open_form(learner, "?module=4&page=1", 404)


def test_a_question_is_there_once_it_was_drawn_and_its_address_tells_nothing(learner, drawn):
    assert len(drawn) == 4
    for outcome in ("emergency", "records"):
        for number in (1, 2, 3):
            name = f"{outcome}-{number}"
            open_form(learner, f"?module=4&question={key_of(name)}", 200 if name in drawn else 404)
            open_form(learner, f"?module=4&question={name}", 404)
    send(learner, f"?module=4&question={key_of(drawn[0])}")
    assert kept() == [(PlaceKind.QUESTION, "module-4", drawn[0])]


def test_whoever_is_under_way_reports_the_text_that_they_study(learner, make, live):
    """Given a new revision in which the second page is another and has a third no more, when somebody under way reports
    them, then it is their own text that is found, and what only others have is not."""
    learner.start()
    pages = (make.page(1), make.page(2, id="new", title="A new page"))
    newer = make.publish(make.plain_course(make.module(pages=pages)))
    assert "Part 2" in words(open_form(learner)) and "A new page" not in words(open_form(learner))
    send(learner)
    send(learner, "?module=4&page=3", key="b" * 32)
    assert sorted(kept()) == [(PlaceKind.PAGE, "module-4", "page-2"), (PlaceKind.PAGE, "module-4", "page-3")]
    assert {row.revision_id for row in db.session.query(PageReport)} == {live.revision_id} != {newer.revision_id}


def test_a_page_that_is_offered_again_is_the_one_of_today(learner, make, live):
    learner.pass_module()
    pages = (make.page(1), make.page(2, title="The new law"), make.page(3))
    newer = make.publish(make.plain_course(make.module(pages=pages)), change=ChangeKind.MATERIAL)
    assert "module=4&amp;changed=2" in learner.get("/changes/2").text
    assert "The new law" in words(open_form(learner, "?module=4&changed=2"))
    open_form(learner, "?module=4&changed=1", 404)
    send(learner, "?module=4&changed=2")
    assert [row.revision_id for row in db.session.query(PageReport)] == [newer.revision_id]


def test_a_module_that_was_taken_out_can_still_be_reported_by_whoever_is_in_it(learner, make, live):
    learner.start()
    make.publish(make.plain_course(make.module(5)))
    send(learner, "?module=4&page=1")
    assert kept() == [(PlaceKind.PAGE, "module-4", "page-1")]


def test_the_log_has_nothing_of_it(learner):
    lines, before = StringIO(), structlog.get_config()
    structlog.configure(**before | {"logger_factory": structlog.PrintLoggerFactory(lines)})
    try:
        learner.start()
        send(learner)
        structlog.get_logger().info("somebody_logs_it", words=WORDS)
    finally:
        structlog.configure(**before)
    assert "somebody_logs_it" in lines.getvalue() and "rings nowhere" not in lines.getvalue()
