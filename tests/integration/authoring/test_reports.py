"""What learners say is out of date, as those who write the course get it: by place, with the way to its line."""

import re
from datetime import date

import pytest

from lms.audit.models import AuditEvent
from lms.authoring.queries import MOST_SETTLED, count_open_reports
from lms.catalogue.queries import get_live_course
from lms.content.keys import key_of
from lms.db.base import db
from lms.learning.models import PageReport
from lms.learning.rules import PlaceKind
from tests.factories.authoring import PAGES
from tests.integration.learning.conftest import words as words_of

TEA, QUIZ, CASE = "making-tea", "01-making-tea/quiz.md", "01-making-tea/scenarios/first-visitor.md"
KEY = "5" * 32


@pytest.fixture
def tamsin(writer):
    return writer("Tamsin")


@pytest.fixture
def report(make, tamsin):
    """`report(PlaceKind.PAGE, TEA, "water")`: something that a learner has said of the live course."""

    def add(kind=PlaceKind.PAGE, module_id=TEA, part_id="water", **fields):
        live = get_live_course("small")
        return make.page_report(course=live, kind=kind, module_id=module_id, part_id=part_id, **fields).key

    return add


def said(writer):
    return words_of(writer.client.get("/courses/small/reports"))


def republished(make, path, before, after):
    files = make.course_files()
    assert before in files[path].decode()
    make.course(files={**files, path: files[path].replace(before.encode(), after.encode())})
    db.session.commit()


def test_without_reports_the_page_says_so(tamsin):
    assert "Nothing waits." in said(tamsin)
    assert "No reports from learners" in tamsin.get() and "from learners" not in tamsin.client.get("/courses").text


def test_each_stands_under_its_place_in_the_order_of_the_course(tamsin, report):
    report(PlaceKind.QUESTION, TEA, "water-hot", words="Hotter.", month=date(2026, 12, 1))
    report(PlaceKind.COURSE, "", "", words="No word on coffee.")
    report(words="New kettles.", month=date(2026, 11, 1))
    report(words="Other kettles.", month=date(2026, 10, 1))
    report(PlaceKind.MODULE, "keeping-plants", "", words="Cacti.")
    report(PlaceKind.CASE, TEA, "first-visitor", words="A mug.")
    report(PlaceKind.FIGURES, "", "", words="Milk last.")
    page = said(tamsin)
    order = ["No word on coffee.", "Milk last.", "Other kettles.", "New kettles.", "A mug.", "Hotter.", "Cacti."]
    assert sorted(order, key=page.index) == order
    assert "7 reports wait." in page and "Module 1, page 1." in page and "November 2026, revision 1" in page
    assert page.count("Module 1, page 1. Open it") == 1
    assert "7 reports from learners" in tamsin.get() and "7 reports from learners" in tamsin.client.get("/courses").text


@pytest.mark.parametrize(
    ("place", "path", "begins"),
    [
        ((PlaceKind.COURSE, "", ""), "course.yaml", ""),
        ((PlaceKind.FIGURES, "", ""), "figures.yaml", ""),
        ((PlaceKind.MODULE, TEA, ""), PAGES, "---"),
        ((PlaceKind.PAGE, TEA, "timing"), PAGES, "# "),
        ((PlaceKind.QUESTION, TEA, "timing-pot"), QUIZ, "## How long does a pot of tea take?"),
        ((PlaceKind.CASE, TEA, "first-visitor"), CASE, "---"),
    ],
)
def test_a_link_opens_the_editor_at_the_line(tamsin, make, report, place, path, begins):
    report(*place)
    line = int(re.search(rf'href="/courses/small/files/{key_of(path)}\?line=(\d+)#line-\1"', tamsin.get("/reports"))[1])
    assert make.course_files()[path].decode().splitlines()[line - 1].startswith(begins)
    assert tamsin.client.get(f"/courses/small/files/{key_of(path)}?line={line}").status_code == 200


def test_what_has_become_of_the_place_since_stands_beside_it(tamsin, make, report):
    report(words="New kettles.")
    report(part_id="timing", words="Clocks.")
    republished(make, PAGES, "Any kettle will do.", "Most kettles will do.")
    report(words="Newer kettles.")
    page = said(tamsin)
    assert re.search(r"New kettles\. \w+ \d+, revision 1\. It has been changed since", page)
    assert re.search(r"Clocks\. \w+ \d+, revision 1 What", page)
    assert re.search(r"Newer kettles\. \w+ \d+, revision 2 What", page)


def test_a_place_that_is_gone_says_so_and_can_be_settled(tamsin, make, report):
    key = report(PlaceKind.CASE, TEA, "first-visitor", words="A mug.")
    make.course(files=make.course_files(**{CASE: None}))
    page = said(tamsin)
    assert "It is not in the live course any more" in page and "It cannot be found in the draft." in page
    assert "Open it in the editor" not in page
    assert tamsin.post(f"/reports/{key}").status_code == 303


def test_a_draft_that_changes_the_file_is_pointed_out(tamsin, report):
    report()
    assert "changed in the draft" not in said(tamsin)
    tamsin.changes("Any kettle will do.", "Any kettle does.")
    assert "Its file is changed in the draft." in said(tamsin)


def test_a_draft_that_cannot_be_read_still_shows_what_was_said(tamsin, report):
    report(words="New kettles.")
    tamsin.changes("code: small", "code: [", "course.yaml")
    assert "New kettles." in said(tamsin)


def test_settled_with_a_note_and_opened_again(tamsin, writer, report, at):
    at("2026-11-21 09:30")
    tamsin = writer("Tamsin")
    key = report(words="New kettles.")
    assert tamsin.post(f"/reports/{key}", answer="Named the new ones").location == "/courses/small/reports"
    db.session.commit()
    row = db.session.get(PageReport, key)
    assert (row.settled_on, row.settled_by, row.answer) == (date(2026, 11, 21), tamsin.person.key, "Named the new ones")
    page = said(tamsin)
    assert "Nothing waits." in page and "Settled on 21 November 2026 by you: Named the new ones" in page
    other = said(odile := writer("Odile"))
    assert "Settled on 21 November 2026: Named" in other and "Tamsin" not in other and "Open again" in other

    assert odile.post(f"/reports/{key}/open").status_code == 303

    assert "1 report waits." in said(odile) and 'value="Named the new ones"' in odile.get("/reports")
    db.session.commit()
    row = db.session.get(PageReport, key)
    assert (row.settled_on, row.settled_by) == (None, None)
    acts = [(row.action, row.actor_key, row.details) for row in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    about = {"code": "small", "report": key}
    assert acts[-2:] == [
        ("report settled", tamsin.person.key, about), ("report opened again", odile.person.key, about),
    ]  # fmt: skip


def test_each_step_sent_twice_is_done_once(tamsin, report):
    key = report()
    for answer in ("Done", "Done differently"):
        tamsin.post(f"/reports/{key}", answer=answer)
    db.session.commit()
    assert db.session.get(PageReport, key).answer == "Done"
    for _ in range(2):
        assert tamsin.post(f"/reports/{key}/open").status_code == 303
    acts = [row.action for row in db.session.query(AuditEvent).filter(AuditEvent.action.startswith("report "))]
    assert sorted(acts) == ["report opened again", "report settled"]


def test_a_note_that_is_too_long_is_kept_in_its_form(tamsin, report):
    key, other = report(), report(part_id="timing")
    refused = tamsin.post(f"/reports/{key}", answer="x" * 201)
    assert refused.status_code == 422 and 'href="#answer"' in refused.text
    assert re.search(rf'reports/{key}".*?id="answer"[^>]*value="{"x" * 201}"', refused.text, re.DOTALL)
    assert re.search(rf'reports/{other}".*?id="answer-{other}"[^>]*value=""', refused.text, re.DOTALL)
    assert count_open_reports() == {"small": 2}


def test_what_was_settled_last_comes_first_and_no_more_than_somebody_reads(tamsin, report):
    for day in range(1, MOST_SETTLED + 2):
        settled = date.fromordinal(date(2026, 9, 1).toordinal() + day)
        report(words=f"Said {day:02}.", settled_on=settled, settled_by="a" * 32)
    found = re.findall(r"Said (\d\d)\.", said(tamsin))
    assert [int(each) for each in found] == list(range(MOST_SETTLED + 1, 1, -1))


def test_words_are_shown_as_they_were_typed_and_do_nothing(tamsin, report):
    report(words='<script>alert(1)</script>\n{{ 7 * 7 }} & "so"')
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\n{{ 7 * 7 }} &amp; &#34;so&#34;" in tamsin.get("/reports")


def test_a_report_of_another_course_is_not_reached_through_this_one(tamsin, make):
    files = make.course_files()
    other = make.course(files={**files, "course.yaml": files["course.yaml"].replace(b"code: small", b"code: other")})
    key = make.page_report(course=other, key=KEY).key
    assert "Nothing waits." in said(tamsin)
    assert [tamsin.post(f"/reports/{key}{path}").status_code for path in ("", "/open")] == [404, 404]


def test_to_a_learner_none_of_it_exists(client, make, report):
    key = report(words="New kettles.")
    make.sign_in(client, make.person())
    assert client.get("/courses/small/reports").status_code == 404
    assert [client.post(f"/courses/small/reports/{key}{path}").status_code for path in ("", "/open")] == [404, 404]
    assert "New kettles." not in client.get("/learning/small/1").text
