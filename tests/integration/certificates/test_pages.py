"""One's own certificates as pages; anybody else's answer like one that does not exist."""

import re

import pytest
from sqlalchemy import func, select

from lms.certificates import service
from lms.certificates.models import Certificate
from lms.certificates.rules.corrections import MOST_CORRECTIONS
from lms.db.base import db
from tests.integration.certificates.conftest import NAME


def test_the_name_is_shown_as_it_will_be_printed_before_anything_is_issued(holder):
    page = holder.client.get(NAME)
    assert page.status_code == 200
    assert 'value="Rowan Adebayo-Ellis"' in page.text
    shown = holder.client.post(NAME, data={"name": "  Rowan   Adebayo–Ellis "})
    assert shown.status_code == 200
    assert '<p class="printed-name" dir="auto">Rowan Adebayo–Ellis</p>' in shown.text
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 0


def test_confirming_issues_it_and_sending_again_gives_the_same(holder):
    first = holder.issue()
    assert holder.issue("Another Name") == first
    page = holder.client.get(first)
    assert page.status_code == 200
    assert '<h1 dir="auto">Rowan Adebayo-Ellis</h1>' in page.text
    assert holder.client.get(NAME).location == first


@pytest.mark.parametrize("name", ["<img src=x>", "{{7*7}}", "file:///etc/passwd", "'\"><script>alert(1)</script>"])
def test_a_name_is_words_on_every_page(holder, name):
    from markupsafe import escape

    shown = holder.client.post(NAME, data={"name": name})
    assert f'<p class="printed-name" dir="auto">{escape(name)}</p>' in shown.text
    address = holder.issue(name)
    for page in (
        holder.client.get(address),
        holder.client.get("/certificates"),
        holder.client.get(f"{address}correct"),
    ):
        assert str(escape(name)) in page.text
        assert (name in page.text) == (name == str(escape(name)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter your name"),
        ("   ", "Enter your name"),
        ("x" * 201, "200 characters or fewer"),
        ("Ann 🙂", "We cannot print 🙂. Write your name in other letters"),
        ("Ann\u202eLee", "cannot be seen"),
        ("Ann\x00Lee", "cannot be seen"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_with_the_reason(holder, typed, words):
    for extra in ({}, {"confirmed": "yes"}):
        page = holder.client.post(NAME, data={"name": typed, **extra})
        assert page.status_code == 422
        assert words in page.text
        assert 'href="#name"' in page.text


def test_a_name_in_chinese_characters_asks_in_which_forms_and_keeps_the_answer(holder):
    shown = holder.client.post(NAME, data={"name": "陳大文 Chan"}).text
    assert re.findall(r'value="(zh-Hans|zh-Hant|zh-HK|ja|ko)"( checked)?', shown) == [
        ("zh-Hans", ""), ("zh-Hant", " checked"), ("zh-HK", ""), ("ja", ""), ("ko", ""),
    ]  # fmt: skip
    assert re.search(r'lang="ja">\s*陳大文 Chan', shown)
    sent = holder.client.post(NAME, data={"name": "陳大文 Chan", "han_forms": "zh-HK", "confirmed": "yes"})
    assert '<h1 dir="auto" lang="zh-HK">陳大文 Chan</h1>' in holder.client.get(sent.location).text
    again = holder.client.post(f"{sent.location}correct", data={"name": "陳大明 Chan"}).text
    assert re.search(r'value="zh-HK" checked', again)
    assert "han_forms" not in holder.client.post(f"{sent.location}correct", data={"name": "Ann"}).text


def test_forms_that_are_not_offered_are_refused(holder):
    data = {"name": "陳大文", "han_forms": "fr", "confirmed": "yes"}
    assert holder.client.post(NAME, data=data).status_code == 422
    assert "zh-Hant" in holder.client.get(holder.issue("陳大文")).text  # none chosen: the likely ones


def test_a_name_says_its_direction_and_its_language_where_its_letters_tell(holder):
    shown = holder.client.post(NAME, data={"name": "அனிதா"})
    assert '<p class="printed-name" dir="auto" lang="ta">அனிதா</p>' in shown.text
    page = holder.client.get(holder.issue("محمد الأمين"))
    assert '<h1 dir="auto">محمد الأمين</h1>' in page.text
    assert "For <bdi>محمد الأمين</bdi>" in holder.client.get("/certificates").text


def test_the_page_says_that_the_pdf_is_being_prepared_and_then_offers_it(holder, run_task):
    address = holder.issue()
    assert "Your PDF is being prepared" in holder.client.get(address).text
    early = holder.client.get(f"{address}certificate.pdf")
    assert (early.status_code, early.location) == (303, address)
    run_task(service.DRAW)
    assert "Download the PDF" in holder.client.get(address).text
    first, again = (holder.client.get(f"{address}certificate.pdf") for _ in range(2))
    assert first.data.startswith(b"%PDF")
    assert first.data == again.data
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert first.headers["Cache-Control"] == "no-store"
    assert holder.client.head(f"{address}certificate.pdf").status_code == 200


def test_the_page_says_what_the_sheet_says(holder):
    own_page = holder.client.get(holder.issue()).text
    sheet = service.get_own_certificate(holder.person.id, _key(own_page)).printed
    for words in (
        sheet.title,
        sheet.completed_on,
        sheet.minutes,
        sheet.valid_until,
        sheet.small_print,
        *sheet.outcomes,
    ):
        assert words in own_page


def _key(page):
    return re.search(r"/certificates/([0-9a-f]{32})/", page).group(1)


def test_a_correction_gives_a_new_certificate_and_the_old_one_points_to_it(holder):
    old = holder.issue("Rowan Adebayo-Elis")
    shown = holder.client.post(f"{old}correct", data={"name": "Rowan Adebayo-Ellis"})
    assert '<p class="printed-name" dir="auto">Rowan Adebayo-Ellis</p>' in shown.text
    sent = [holder.client.post(f"{old}correct", data={"name": "Rowan Adebayo-Ellis", "confirmed": "yes"}) for _ in "ab"]
    assert {response.status_code for response in sent} == {303}
    (new,) = {response.location for response in sent}
    assert new != old
    replaced = holder.client.get(old).text
    assert "This certificate was replaced" in replaced
    assert f'href="{new}">Go to the certificate that replaces it' in replaced
    assert "Correct the name" not in replaced
    assert holder.client.get(f"{old}correct").location == new
    assert "Replaced by a corrected certificate" in holder.client.get("/certificates").text


def test_corrections_come_to_an_end_and_the_page_says_so_before_and_after(holder):
    address = holder.issue("Name 0")
    for left in range(MOST_CORRECTIONS, 0, -1):
        asked = holder.client.get(f"{address}correct").text
        assert ("This is the last correction" if left == 1 else f"You can make {left} more corrections") in asked
        data = {"name": f"Name of {left}", "confirmed": "yes"}
        address = holder.client.post(f"{address}correct", data=data).location
    page = holder.client.get(address).text
    assert f"has been corrected {MOST_CORRECTIONS} times. It cannot be corrected again." in page
    assert f"{address}correct" not in page
    for answer in (
        holder.client.get(f"{address}correct"),
        holder.client.post(f"{address}correct", data={"name": "One more", "confirmed": "yes"}),
    ):
        assert (answer.status_code, answer.location) == (303, address)
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == MOST_CORRECTIONS + 1


def test_the_code_stands_in_no_address(holder):
    address = holder.issue()
    number = service.get_own_certificate(holder.person.id, address.split("/")[2]).number
    assert number not in address.upper()


def test_anothers_certificate_answers_like_one_that_does_not_exist(app, make, holder, run_task):
    address = holder.issue()
    run_task(service.DRAW)
    other = app.test_client()
    make.sign_in(other, make.person())
    missing = f"/certificates/{'0' * 32}/"
    for suffix in ("", "certificate.pdf", "correct"):
        theirs, none = other.get(address + suffix), other.get(missing + suffix)
        assert theirs.status_code == none.status_code == 404
        assert _without_tokens(theirs.text) == _without_tokens(none.text)
    data = {"name": "Ann Lee", "confirmed": "yes"}
    assert other.post(f"{address}correct", data=data).status_code == 404
    assert other.get(NAME).status_code == other.post(NAME, data=data).status_code == 404
    assert other.get("/certificates/none/name").status_code == 404


def _without_tokens(page):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def test_the_pages_ask_the_database_little(holder, statements):
    address = holder.issue()
    for path in ("/certificates", address):
        with statements() as seen:
            assert holder.client.get(path).status_code == 200
        assert len(seen) <= 3, seen


def test_a_completed_course_waits_in_the_list_until_its_certificate_is_issued(holder):
    assert NAME in holder.client.get("/certificates").text
    holder.issue()
    assert NAME not in holder.client.get("/certificates").text


def test_an_empty_list_leads_to_learning(client, make):
    make.sign_in(client, make.person())
    page = client.get("/certificates")
    assert "You have no certificates yet" in page.text
