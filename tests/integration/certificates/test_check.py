"""The public check: genuine, expired, superseded, cannot confirm; and nothing about who, where or why not."""

from hashlib import sha256
from io import BytesIO

import pytest
from sqlalchemy import func, inspect, select

from lms.accounts.rules.sign_in import MOST_TRIES, ThrottledAct
from lms.accounts.service.profile import change_wishes
from lms.certificates import queries, service
from lms.certificates.models import CertificateFile
from lms.certificates.rules.number import grouped, new_number
from lms.db.base import db


@pytest.fixture
def own(make, at):
    at("2026-11-21 09:30")
    return make.certificate(name="Rowan Adebayo-Ellis")


def check(client, number):
    return client.post("/check", data={"code": grouped(number)})


def upload(client, pdf):
    return client.post("/check/file", data={"pdf": (BytesIO(pdf), "certificate.pdf")})


def test_a_genuine_one_shows_its_title_and_month_and_nothing_else(client, own):
    page = check(client, own.number)
    assert page.status_code == 200
    assert "This certificate is genuine" in page.text
    assert "Recognising unwanted behaviour" in page.text
    assert "November 2026" in page.text
    for secret in ("Rowan", "21 November", own.number, grouped(own.number), own.key, "Module"):
        assert secret not in page.text


def test_the_answers(client, make, own, at):
    person_id = db.session.execute(select(service.Certificate.person_id)).scalar_one()
    newer = service.correct(owner=person_id, key=own.key, name="Rowan Ellis")
    assert "has been replaced" in check(client, own.number).text
    number = queries.get_own_certificate(person_id, newer).number
    at("2029-11-21 23:59")
    assert "is genuine" in check(client, number).text
    at("2029-11-22 00:01")
    assert "has expired" in check(client, number).text
    assert "has been replaced" in check(client, own.number).text


def test_unknown_wrong_and_switched_off_are_the_same_bytes(client, make, own):
    person_id = db.session.execute(select(service.Certificate.person_id)).scalar_one()
    change_wishes(owner=person_id, listed=True, reminders=True, certificates_checkable=False)
    one_off = ("1" if own.number[-1] != "1" else "2").join([own.number[:-1], ""])
    answers = [check(client, number) for number in (own.number, one_off, new_number(), "UUUU", "<script>", "x" * 60)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert len({tuple(sorted((k, v) for k, v in answer.headers if k != "Date")) for answer in answers}) == 1
    assert "We cannot confirm this certificate" in answers[0].text


def test_a_check_costs_the_same_statements_whatever_the_answer(client, make, own, statements):
    counts = set()
    for number in (own.number, new_number(), "nonsense"):
        with statements() as seen:
            check(client, number)
        counts.add(len(seen))
    assert len(counts) == 1


def test_nothing_given_is_asked_for(client):
    page = client.post("/check", data={"code": " "})
    assert page.status_code == 422
    assert "Enter the code on the certificate" in page.text
    page = client.post("/check/file", data={})
    assert page.status_code == 422
    assert "Choose the PDF of a certificate" in page.text


def test_the_pdf_itself_says_whether_it_was_altered(client, make, own, run_task):
    run_task(service.DRAW)
    pdf = db.session.scalar(select(CertificateFile.content))
    page = upload(client, pdf)
    assert "is genuine" in page.text
    assert "exactly as this service made it" in page.text
    for altered in (pdf + b"\n", pdf[:-1], pdf.replace(b"%PDF-1.7", b"%PDF-1.6"), b"", b"%PDF"):
        page = upload(client, altered)
        assert "We cannot confirm" in page.text
        assert "exactly as" not in page.text


def test_a_pdf_whose_holder_switched_checking_off_answers_like_any_file(client, make, own, run_task):
    run_task(service.DRAW)
    person_id = db.session.execute(select(service.Certificate.person_id)).scalar_one()
    pdf = db.session.scalar(select(CertificateFile.content))
    change_wishes(owner=person_id, listed=True, reminders=True, certificates_checkable=False)
    assert upload(client, pdf).data == upload(client, b"any file").data


def test_an_uploaded_file_is_kept_nowhere(app, client, make, own):
    before = _rows(app)
    upload(client, b"%PDF words that would be found")
    after = _rows(app)
    assert {table for table in after if after[table] != before[table]} == {"sign_in_failure"}
    digest = sha256(b"%PDF words that would be found").hexdigest()
    assert db.session.scalar(select(func.count()).where(CertificateFile.sha256 == digest)) == 0


def _rows(app):
    tables = inspect(db.engine).get_table_names()
    return {
        name: db.session.scalar(select(func.count()).select_from(db.metadata.tables[name]))
        for name in tables
        if name in db.metadata.tables
    }


def test_a_file_too_large_is_refused(client):
    head = b'--edge\r\nContent-Disposition: form-data; name="pdf"; filename="certificate.pdf"\r\n\r\n'
    body = head + b"x" * 1024 * 1024 + b"\r\n--edge--\r\n"
    sent = client.post("/check/file", data=body, content_type="multipart/form-data; boundary=edge")
    assert sent.status_code == 413


def test_it_is_throttled_by_address_and_opens_again(client, own, at):
    for _ in range(MOST_TRIES[ThrottledAct.CHECK_CERTIFICATE]):
        assert check(client, new_number()).status_code == 200
    refused = check(client, own.number)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert upload(client, b"x").status_code == 429
    elsewhere = client.post("/check", data={"code": own.number}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200
    at("2026-11-21 09:46")
    assert "is genuine" in check(client, own.number).text


def test_it_needs_no_cookie_no_token_and_no_sign_in_and_is_not_for_search_engines(client, own):
    client.sends_token = False
    for page in (client.get("/check"), check(client, own.number)):
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Cache-Control"] == "no-store"
        assert "csrf" not in page.text


def test_to_somebody_signed_in_it_is_the_same_page(client, make, own):
    before = client.get("/check").data
    make.sign_in(client, make.person())
    assert client.get("/check").data == before
    assert client.get("/check?code=" + own.number).data == before
