"""Whatever a trainer types or uploads: a clear message, no script in any answer, and nothing live changes."""

import re
from io import BytesIO

import pytest

from lms.authoring.rules.archives import pack
from lms.catalogue.models import CourseRevision
from lms.catalogue.queries import get_written_course
from lms.content.keys import key_of
from lms.db.base import db
from tests.factories.authoring import PAGES
from tests.support.hostile import (
    LAUGHS,
    SCRIPT,
    SVG,
    huge_picture,
    long_course,
    nested_lists,
    ways_out,
    zip_bombs,
    zipped,
)

DRAWING = "01-making-tea/media/pot.svg"
PICTURE = "01-making-tea/media/pot.png"
CODE = re.compile("</?code>")  # what a message has between backticks
GLOSSARY = "glossary.yaml"
TOO_SLOW = "Checking took too long."  # on a busy machine this comes first
RUNS = ("<script>alert", "<img src=x", 'href="javascript:', 'href="file:', "onload=", "onerror=alert(1)>")

TYPED = {
    "script": (PAGES, SCRIPT, "HTML is not drawn."),
    "a link to a file": (PAGES, "See [it](file:///etc/passwd).", "The link `file:///etc/passwd` is not allowed."),
    "a picture of a file": (PAGES, "![It](file:///etc/passwd)", "The image `file:///etc/passwd` does not exist."),
    "aliases": (GLOSSARY, LAUGHS, "Anchors (&) and aliases (*) are not allowed."),
    "a tag of YAML": (GLOSSARY, "a: !!python/object/apply:os.system [id]", "Tags (!) are not allowed."),
    "a long line": (PAGES, "- " * 20_000, "This line has over 10,000 characters."),
}
ZIPPED = {
    "script": ({PAGES: SCRIPT.encode()}, "There is no page."),
    "script in a drawing": ({DRAWING: SVG.encode()}, "A drawing cannot hold `script`."),
    "500 megapixels": ({PICTURE: huge_picture()}, "pixels"),
    "aliases": ({GLOSSARY: LAUGHS.encode()}, "Anchors (&) and aliases (*) are not allowed."),
    "a zip": ({"inner.zip": zip_bombs()["a file of 200 MB"]}, "A course has no such file."),
    "1 MB of nested lists": ({PAGES: nested_lists(1_000_000).encode()}, "There is no page."),
}
REFUSED = [
    *((packed, words) for words, packed in ways_out()),
    *((packed, "This is no zip|over|damaged") for packed in zip_bombs().values()),
]


@pytest.fixture
def tamsin(writer):
    """A trainer; whatever she does, learners get what they got before."""
    tamsin = writer("Tamsin")
    before = get_written_course("small").live
    yield tamsin
    db.session.commit()
    assert get_written_course("small").live == before
    assert db.session.query(CourseRevision).count() == 1


def assert_said(answer, status, words):
    said = CODE.sub("`", answer.get_data(as_text=True))
    assert answer.status_code == status, said[:2000]
    assert any(each in said or each.replace("&", "&amp;") in said for each in words.split("|")), said[:5000]
    shown = said.partition('<textarea id="text"')[0] + said.rpartition("</textarea>")[2]
    assert not [each for each in RUNS if each in shown]


@pytest.mark.parametrize(("path", "typed", "words"), TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_is_told_of_wherever_it_is_shown(tamsin, path, typed, words):
    before = tamsin.opened(path)
    text = f"{before}\n\n{typed}\n" if path == PAGES else typed
    key = key_of(path)
    assert_said(tamsin.post("/check", path=path, text=text, base=tamsin.base), 200, words)
    assert_said(tamsin.send(text, path, then="look"), 200, words)
    assert tamsin.send(text, path).status_code == 303
    assert_said(tamsin.client.get(f"/courses/small/files/{key}"), 200, words)
    assert_said(tamsin.client.get(f"/courses/small/preview/{key}"), 200, "Preview")
    assert_said(tamsin.post("/send", note="Plainer words"), 422, words + "|Put it right first")
    assert tamsin.post("/publish", change="editorial", reason="Plainer words").status_code == 422


@pytest.mark.parametrize(("files", "words"), ZIPPED.values(), ids=ZIPPED.keys())
def test_what_is_inside_a_zip_comes_into_the_draft_and_stops_there(tamsin, files, words):
    packed = pack({**get_written_course("small").files, **files})
    assert tamsin.post("/import", file=(BytesIO(packed), "course.zip")).status_code == 303
    assert_said(tamsin.client.get("/courses/small"), 200, words)
    assert tamsin.post("/send", note="Plainer words").status_code == 422
    assert tamsin.post("/publish", change="editorial", reason="Plainer words").status_code == 422


@pytest.mark.parametrize(("packed", "words"), REFUSED)
def test_a_zip_that_is_no_course_is_refused_and_changes_nothing(tamsin, packed, words):
    before = get_written_course("small").files
    assert_said(tamsin.post("/import", file=(BytesIO(packed), "course.zip")), 422, words)
    db.session.commit()
    assert get_written_course("small").files == before


@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("pot.png", huge_picture(), 422, "far too many pixels"),
        ("pot.png", SVG.encode(), 422, "This is no PNG, JPEG, WebP or SVG picture."),
        ("pot.svg", SVG.encode(), 200, "A drawing cannot hold `script`."),
        ("../../../pot.svg", SVG.encode(), 200, "media/pot.svg"),
        ("pot.zip", zipped(("a", b"a")), 422, "This is no PNG, JPEG, WebP or SVG picture."),
    ],
)
def test_a_picture_that_is_none_is_told_of_when_it_is_uploaded(tamsin, name, data, status, words):
    assert_said(tamsin.post("/pictures/1", image=(BytesIO(data), name), words="A pot"), status, words)
    assert tamsin.post("/publish", change="editorial", reason="Plainer words").status_code == 422


def test_a_drawing_in_a_draft_runs_nothing_when_it_is_opened_alone(tamsin):
    page = tamsin.post("/pictures/1", image=(BytesIO(SVG.encode()), "pot.svg"), words="A pot")
    tamsin.changes("Tea is an infusion.", "Tea is an infusion.\n\n![A pot](media/pot.svg)")
    address = tamsin.get(f"/preview/{key_of(PAGES)}").partition('src="/images/')[2].partition('"')[0]
    alone = tamsin.client.get(f"/images/{address}")
    assert page.status_code == alone.status_code == 200
    assert "sandbox" in alone.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/check", "/keep", f"/files/{key_of(PAGES)}", "/import"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_ten_megabytes_are_refused_before_anything_reads_them(tamsin, address, kind):
    body = f"text={nested_lists(10_000_000)}".encode()
    assert_said(tamsin.client.post(f"/courses/small{address}", data=body, content_type=kind), 413, "larger than we can")


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (PAGES, nested_lists(980_000), f"characters in one piece|{TOO_SLOW}"),
        (PAGES, "- a\n" * 100_000, f"over 20,000 lines|{TOO_SLOW}"),
        (GLOSSARY, "".join(f"a{number}: b\n" for number in range(80_000)), f"over 20,000 lines|{TOO_SLOW}"),
    ],
    ids=["lists in lists", "a long list", "a long register"],
)
def test_a_megabyte_is_told_of_where_it_is_written_and_stays(tamsin, path, text, words):
    before = tamsin.opened(path)
    whole = f"{before}\n\n{text}" if path == PAGES else text
    assert_said(tamsin.post("/check", path=path, text=whole, base=tamsin.base), 200, words)
    assert tamsin.send(whole, path).status_code == 303
    assert_said(tamsin.client.get(f"/courses/small/files/{key_of(path)}"), 200, words)
    assert_said(tamsin.client.get("/courses/small"), 200, words)


def test_a_draft_that_takes_too_long_says_so_on_every_page_of_it(tamsin):
    packed = pack(long_course(get_written_course("small").files))
    assert tamsin.post("/import", file=(BytesIO(packed), "course.zip")).status_code == 303
    assert_said(tamsin.client.get("/courses/small"), 200, TOO_SLOW)
    quiz = key_of("01-making-tea/quiz.md")
    for address in (f"/preview/{key_of(PAGES)}", "/differences", f"/files/{quiz}/moodle", f"/files/{quiz}/moodle.xml"):
        assert_said(tamsin.client.get(f"/courses/small{address}"), 503, "This takes too long")
    assert_said(tamsin.post("/send", note="Plainer words"), 422, "Put it right first")
    assert_said(tamsin.post("/check", path=PAGES, text="# Tea {#tea}", base=""), 200, TOO_SLOW)
