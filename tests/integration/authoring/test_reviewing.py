"""From a draft past a second person to what learners get; and back to an older text."""

import re
from io import BytesIO

import pytest

from lms.audit.models import AuditEvent
from lms.authoring.rules.archives import pack, unpack
from lms.authoring.views import differences
from lms.catalogue.models import CourseRevision, DraftFile
from lms.catalogue.queries import get_live_course, get_written_course
from lms.content.keys import key_of
from lms.db.base import db
from tests.factories.authoring import PAGES

INFUSION = "Tea is an infusion."
NOTE = {"note": "Plainer words"}


@pytest.fixture
def tamsin(writer):
    """Somebody who has changed one sentence and sent it."""
    tamsin = writer("Tamsin")
    tamsin.changes(INFUSION, "Tea is a drink.")
    assert tamsin.post("/send", **NOTE).status_code == 303
    return tamsin


def published():
    db.session.commit()
    return [row.number for row in db.session.query(CourseRevision).order_by(CourseRevision.number)]


def live_text():
    db.session.commit()
    return get_written_course("small").live[PAGES].decode()


def publish(writer, **more):
    return writer.post("/publish", **{"change": "editorial", "reason": "Plainer words", **more})


def test_a_second_person_approves_and_then_it_goes_live(tamsin, writer):
    odile = writer("Odile")
    assert "Plainer words" in odile.get("/review") and "Tea is a drink." in odile.get("/review")
    assert publish(odile).status_code == 422 and published() == [1]

    assert odile.post("/review/approve", aspect="text").status_code == 303
    assert "Fewer than 10" in odile.get("/publish") or "Nobody is under way" in odile.get("/publish")
    assert publish(tamsin).status_code == 303

    assert published() == [1, 2]
    assert "Tea is a drink." in live_text()
    assert db.session.query(DraftFile).count() == 0
    revision = db.session.query(CourseRevision).filter_by(number=2).one()
    assert (revision.published_by, revision.reason) == (tamsin.person.key, "Plainer words")
    actions = [row.action for row in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert actions[-3:] == ["review sent", "review approved", "course published"]


def test_nobody_approves_their_own_even_by_a_form_they_made_themselves(tamsin):
    assert "somebody else approves it" in tamsin.get("/review")
    refused = tamsin.post("/review/approve", aspect="text")
    assert refused.status_code == 422 and "Somebody else has to approve it" in refused.text
    assert publish(tamsin).status_code == 422 and published() == [1]


def test_whoever_saved_any_file_of_it_has_written_it_too(tamsin, writer):
    odile = writer("Odile")
    odile.changes("Any kettle will do.", "Any kettle does.")
    tamsin.post("/send", **NOTE)
    assert odile.post("/review/approve", aspect="text").status_code == 422
    assert writer("Ines").post("/review/approve", aspect="text").status_code == 303


def test_a_change_after_the_approval_has_to_be_sent_again(tamsin, writer):
    odile = writer("Odile")
    odile.post("/review/approve", aspect="text")
    tamsin.changes("Tea is a drink.", "Tea is a hot drink.")
    assert "changed since" in tamsin.get("/review")
    assert publish(tamsin).status_code == 422 and published() == [1]


def test_it_comes_back_with_a_comment_on_its_line(tamsin, writer):
    odile = writer("Odile")
    line = 1 + tamsin.opened().split("\n").index(next(
        each for each in tamsin.opened().split("\n") if "Tea is a drink." in each
    ))  # fmt: skip
    assert odile.post("/review/comment", path=PAGES, line=str(line), comment="Hot or cold?").status_code == 303
    assert odile.post("/review/comment", path="x", line="3", comment="?").status_code == 422
    assert odile.post("/review/comment", path="figures.yaml", line="2", comment="Is it new?").status_code == 303
    assert "figures.yaml, line 2</a>:</strong> Is it new?" in odile.get("/review")
    assert odile.post("/review/return", reason="Say which.").status_code == 303

    page = tamsin.get("/review")
    row = re.search(r"<tr class=\"added\"><td>(\d+)</td>.*?</tr>", page, re.DOTALL)
    assert int(row[1]) == line and "Hot or cold?" in row[0]
    assert "Say which." in page and "Returned" in page
    assert odile.post("/review/approve", aspect="text").status_code == 422


def test_law_needs_somebody_of_its_own_where_the_course_says_so(writer):
    tamsin, odile, ines = writer("Tamsin"), writer("Odile"), writer("Ines")
    tamsin.changes("due:", "own_approver: [law], due:", "course.yaml")
    tamsin.changes(INFUSION, "Tea is a drink, says the Tea Act 1991 in England. [@tea-board]")
    assert tamsin.post("/send", **NOTE).status_code == 303
    assert odile.post("/review/approve", aspect="text").status_code == 303
    assert odile.post("/review/approve", aspect="law").status_code == 422
    assert publish(tamsin).status_code == 422
    assert ines.post("/review/approve", aspect="law").status_code == 303
    assert publish(tamsin).status_code == 303


def test_what_stops_it_is_not_sent(writer):
    tamsin = writer("Tamsin")
    tamsin.changes(INFUSION, "78% of people like tea.\n\n")
    refused = tamsin.post("/send", **NOTE)
    assert refused.status_code == 422 and "neither a figure nor cited" in refused.text


def test_going_back_is_publishing_the_older_text_again(tamsin, writer):
    odile = writer("Odile")
    first = get_written_course("small").live
    odile.post("/review/approve", aspect="text")
    publish(tamsin)
    assert "Going back" in tamsin.get("/publish") or "Nothing has been changed" in tamsin.get("/publish")

    assert tamsin.post("/revisions/1").status_code == 303
    db.session.commit()
    assert get_written_course("small").files == first
    tamsin.post("/send", **NOTE)
    odile.post("/review/approve", aspect="text")
    assert publish(tamsin, reason="The older words were better").status_code == 303
    assert published() == [1, 2, 3] and INFUSION in live_text()


def test_a_learner_in_the_middle_stays_on_the_text_they_began(tamsin, writer, client, make):
    learner, later = make.person(name="Asha"), make.person(name="Bela")
    make.sign_in(client, learner)
    client.post("/learning/small/1")
    odile = writer("Odile")
    odile.post("/review/approve", aspect="text")
    publish(tamsin)
    assert get_live_course("small").revision_number == 2
    assert "Tea is a drink." not in client.get("/learning/small/1/1").text
    make.sign_in(client, later)
    client.post("/learning/small/1")
    assert "Tea is a drink." in client.get("/learning/small/1/1").text


def test_a_course_goes_out_as_a_zip_and_comes_in_again_byte_for_byte(writer):
    tamsin, before = writer("Tamsin"), get_written_course("small").files
    packed = tamsin.client.get("/courses/small/course.zip")
    assert unpack(packed.data) == before

    changed = {**before, "README.md": b"Written elsewhere.\r\n"}
    sent = tamsin.post("/import", file=(BytesIO(pack(changed)), "course.zip"))

    assert sent.status_code == 303
    db.session.commit()
    assert get_written_course("small").files == changed
    assert unpack(tamsin.client.get("/courses/small/course.zip").data) == changed


def test_an_upload_says_before_what_is_lost_and_after_what_differs(writer):
    tamsin, odile, before = writer("Tamsin"), writer("Odile"), get_written_course("small").files
    assert "is lost" not in tamsin.get("/import")
    odile.changes("Tea is an infusion", "Tea is a drink")
    assert "The draft has changes in 1 file, whoever saved them" in tamsin.get("/import")

    sent = tamsin.post("/import", file=(BytesIO(pack({**before, "README.md": b"New.\n"})), "course.zip"))
    said = tamsin.client.get(sent.location).text
    assert "taken the place of the draft. 1 file differs from what is live." in said
    again = tamsin.post("/import", file=(BytesIO(pack(before)), "course.zip"))
    assert "It reads like what is live." in tamsin.client.get(again.location).text
    assert "taken the place" not in tamsin.get()


def test_a_file_that_is_no_zip_changes_nothing(writer):
    tamsin = writer("Tamsin")
    refused = tamsin.post("/import", file=(BytesIO(b"PK\x03\x04..."), "course.zip"))
    assert refused.status_code == 422 and "This is no zip" in refused.text
    assert db.session.query(DraftFile).count() == 0


def test_the_draft_is_shown_beside_what_is_live_as_learners_see_both(tamsin):
    page = tamsin.get("/differences")
    assert "<h3" in page and "Page 1: Water" in page and "How long to wait" not in page
    assert "Taken out" in page and "Added" in page and "is a drink." in page
    tamsin.changes("> [!check] water", "> [!chek] water")
    assert "Module 1 cannot be drawn" in tamsin.get("/differences")
    tamsin.get("/revisions/9/differences", status=404)
    assert "is a drink" not in tamsin.get("/revisions/1/differences")


def test_differences_that_take_long_to_draw_go_on_on_another_page(writer, monkeypatch):
    monkeypatch.setattr(differences, "SECONDS_TO_DRAW", 0.0)
    tamsin = writer("Tamsin")
    tamsin.changes("Any kettle will do. See", "Any old kettle will do. See")
    tamsin.changes("Most plants like a window.", "Most plants like light.", "02-keeping-plants/module.md")
    page = tamsin.get("/differences")
    assert "Any old kettle" in page and "like light" not in page and "1 more module may look different" in page
    (following,) = re.findall(r'href="/courses/small(/differences[?][^"]+)"', page)
    page = tamsin.get(following)
    assert "Any old kettle" not in page and "like light" in page and "Go on with" not in page


def test_the_review_is_found_from_the_courses_the_course_and_the_desk_until_it_is_published(writer):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    review = 'href="/courses/small/review"'
    pages = ("", f"/files/{key_of(PAGES)}")
    tamsin.changes(INFUSION, "Tea is a drink.")
    assert not any(review in tamsin.get(page) for page in pages) and review not in odile.client.get("/courses").text
    tamsin.post("/send", **NOTE)
    assert all(review in odile.get(page) for page in pages) and review in odile.client.get("/courses").text
    assert "Look at the review" in odile.get() and "Send for review" not in odile.get()
    odile.post("/review/return", reason="Say which tea.")
    assert "Read why it was returned" in tamsin.get() and review not in tamsin.client.get("/courses").text
    tamsin.post("/send", note="As it was")
    odile.post("/review/approve", aspect="text")
    assert 'href="/courses/small/publish"' in tamsin.get()
    publish(tamsin)
    tamsin.changes("Tea is a drink.", INFUSION)
    assert "Not sent yet" in tamsin.get() and review not in tamsin.client.get("/courses").text
    tamsin.get("/review", status=404)


def test_what_was_said_before_a_draft_was_sent_again_can_still_be_read(tamsin, writer):
    odile = writer("Odile")
    line = live_text().count("\n") + 1
    assert odile.post("/review/comment", path=PAGES, line=line + 1, comment="Beyond the end").status_code == 422
    assert odile.post("/review/comment", path=PAGES, line=line, comment="Which tea?").status_code == 303
    odile.post("/review/return", reason="Say which tea.")
    tamsin.changes("Tea is a drink.", "Black tea is a drink.")
    tamsin.post("/send", note="Said which")
    page = odile.get("/review")
    said = page.partition("What was said before")[2].partition("</details>")[0]
    assert "Which tea?" in said and "Say which tea." in said and "Plainer words" in said and "Said which" not in said
