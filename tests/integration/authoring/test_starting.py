"""A course that is started on the web: from its code to what learners get."""

import pytest

from lms.audit.models import AuditEvent
from lms.authoring import service
from lms.authoring.models import DraftSave
from lms.authoring.rules.reviews import Aspect
from lms.catalogue.models import CourseRevision, CourseRow, DraftFile
from lms.catalogue.queries import get_live_course, get_written_course, live_courses
from lms.content.check import check
from lms.db.base import db

NEW = {"title": 'First aid: "what now?"', "code": "first-aid"}


def start(writer, **fields):
    return writer.client.post("/courses/new", data={**NEW, **fields})


def send(writer, path, /, **fields):
    return writer.client.post(f"/courses/first-aid{path}", data=fields)


def get(writer, path=""):
    answer = writer.client.get(f"/courses/first-aid{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def drafted():
    db.session.commit()
    return get_written_course("first-aid")


def test_it_begins_as_a_draft_that_nothing_stops_and_nothing_of_it_is_live(writer):
    tamsin = writer("Tamsin")
    before = len(live_courses())

    answer = start(tamsin)

    assert (answer.status_code, answer.location) == (303, "/courses/first-aid")
    course = drafted()
    assert course.live == {} and len(live_courses()) == before
    assert not check(course.files).stops and b'title: "First aid: \\"what now?\\""' in course.files["course.yaml"]
    assert {row.changed_by for row in db.session.query(DraftFile)} == {tamsin.person.key}
    assert {row.path for row in db.session.query(DraftSave)} == set(course.files)
    begun = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert (begun.action, begun.actor_key, begun.details) == ("course begun", tamsin.person.key, {"code": "first-aid"})


def test_its_page_is_right_although_nothing_has_ever_been_live(writer):
    tamsin = writer("Tamsin")
    assert "Start a course" in tamsin.client.get("/courses").text
    start(tamsin)
    page = get(tamsin)
    assert "First aid: &#34;what now?&#34;</h1>" in page
    assert "7 files, none of them live" in page and "Nothing is live yet" in page
    assert "nothing stops it" in page.lower() and "from what is live" not in page
    assert ">New</span>" not in page and "Earlier texts" not in page and "How the questions do" not in page
    assert "Nothing is live yet. 7 files in the draft" in tamsin.client.get("/courses").text
    assert "has not been approved" in get(tamsin, "/publish")
    assert "Nothing has been published yet" in get(tamsin, "/revisions")
    assert "What do you ask for?" in get(tamsin, "/send")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": "small"}, "There is a course with this code"),
        ({"code": "new"}, "new stands in an address already"),
        ({"code": "manual"}, "manual stands in an address already"),
        ({"code": "First Aid"}, "2 to 20 lower-case letters"),
        ({"code": "anti-abuse"}, "says too much"),
        ({"code": ""}, "Enter a code"),
        ({"title": " "}, "Enter a title"),
    ],
)
def test_what_cannot_be_started_is_said_at_its_field_and_changes_nothing(writer, fields, said):
    tamsin = writer("Tamsin")
    before = db.session.query(CourseRow).count()
    answer = start(tamsin, **fields)
    field = next(iter(fields))
    assert answer.status_code == 422
    assert said in answer.text and f'href="#{field}"' in answer.text and f'id="{field}-error"' in answer.text
    assert "<title>Error: Start a course - Learning</title>" in answer.text
    db.session.rollback()
    assert (db.session.query(CourseRow).count(), db.session.query(DraftFile).count()) == (before, 0)


def test_whoever_started_it_cannot_approve_it_and_a_second_person_makes_it_live(writer, client, make):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    start(tamsin)
    assert send(odile, "/send", note="A new course").status_code == 303
    assert send(odile, "/review/approve", aspect="text").status_code == 422, "she sent it"
    assert send(tamsin, "/review/approve", aspect="text").status_code == 422, "she started it"

    assert send(writer("Ines"), "/review/approve", aspect="text").status_code == 303
    page = get(tamsin, "/publish")
    assert "Publish revision 1" in page and "What kind of change" not in page and "under way" not in page
    assert send(tamsin, "/publish").status_code == 303

    db.session.commit()
    live = get_live_course("first-aid")
    assert live.course.title == NEW["title"] and live.revision_number == 1
    revision = db.session.query(CourseRevision).filter_by(id=live.revision_id).one()
    assert (revision.change, revision.reviewed_by) == ("first", "")
    assert db.session.query(DraftFile).count() == 0
    make.sign_in(client, make.person(name="Asha"))
    assert "/learning/first-aid/1" in client.get("/learning").text
    client.post("/learning/first-aid/1")
    assert "A colleague calls" in client.get("/learning/first-aid/1/1").text


def test_its_text_never_goes_live_under_the_code_of_another_course(writer, make):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    start(tamsin)
    course = drafted()
    text = course.files["course.yaml"].decode().replace('code: "first-aid"', "code: small")
    path = "/files/" + next(each for each in get(tamsin).split("/files/")[1:] if "course.yaml" in each).split('"')[0]
    base = tamsin.client.get(f"/courses/first-aid{path}").text.split('name="base" value="')[1].split('"')[0]
    told = send(tamsin, "/check", path="course.yaml", text=text, base=base).json["problems"]
    assert [each["message"] for each in told if each["stops"]] == [
        "The code of this course is `first-aid`, and never changes."
    ]
    assert send(tamsin, path, text=text, base=base, then="save").status_code == 303

    refused = send(tamsin, "/send", note="A new course")

    assert refused.status_code == 422 and "Something stops this draft" in refused.text
    assert send(odile, "/review/approve", aspect="text").status_code == 404
    sender, approver = make.actor(tamsin.person), make.actor(odile.person)  # as one that was sent before this was asked
    service.send_for_review(actor=sender, code="first-aid", note="A new course", own_approver=())
    service.approve(actor=approver, code="first-aid", aspect=Aspect.TEXT, words="")
    db.session.commit()
    refused = send(tamsin, "/publish")
    assert refused.status_code == 422 and "Write `code: first-aid` there" in refused.text
    db.session.rollback()
    assert get_live_course("small").revision_number == 1
