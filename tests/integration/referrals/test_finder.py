"""The finder: for every area somewhere to turn to, no number that nobody vouches for; it knows and keeps nothing."""

import logging
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import func, select

from lms import clock, jobs
from lms.content.directory import services_in
from lms.db.base import Base, db
from lms.referrals import service
from lms.referrals.models import ServiceArea
from lms.referrals.rules.entries import Kind, Status
from lms.referrals.rules.places import places_to_choose
from tests.integration.referrals.conftest import said
from tests.support.databases import ON_ONE_DATABASE

COURSE = Path(__file__).resolve().parents[3] / "courses" / "four"
ALWAYS = {"999", "101", "111", "0808 802 0300"}
NUMBER = re.compile(r"(?<![\w#.])\d[\d ]*\d(?![\w.])")
YEAR_OR_LESS = re.compile(r"\d{1,2}|20\d\d")
EVERYWHERE = ("uk",)
AREAS = [code for code, _ in places_to_choose(date(2026, 11, 22))]
VERIFIED, EXPIRED, UNVERIFIED = "01632 960101", "01632 960202", "01632 960303"


def fill() -> int:
    return service.fill_directory(services_in({"services.yaml": (COURSE / "services.yaml").read_bytes()}))


@pytest.fixture
def planted(make: Any, at: Any) -> None:
    """The course's own directory, and everywhere three services more: checked, checked too long ago, never checked."""
    at("2026-11-22 09:00")
    fill()
    for name, fields in {
        "Checked": {"phone": VERIFIED, "checked_on": date(2026, 11, 2), "website": "https://checked.example"},
        "Expired": {"phone": EXPIRED, "checked_on": date(2026, 8, 23), "website": "https://expired.example"},
        "Unchecked": {"phone": UNVERIFIED, "status": Status.CHECK, "checked_on": None, "hours": "Every morning"},
    }.items():
        make.service(name=name, areas=EVERYWHERE, kind=Kind.LOCAL, **fields)
    make.service(name="Candidate", areas=EVERYWHERE, status=Status.CANDIDATE, phone="01632 960404")
    make.service(name="Ended", areas=EVERYWHERE, status=Status.SUPERSEDED, phone="01632 960505")


@ON_ONE_DATABASE
@pytest.mark.usefixtures("planted")
def test_in_every_area_only_a_checked_number_shows_on_page_and_card(
    client: Any, run_task: Callable[[str], None], tmp_path: Path, read_pdf: Callable[[bytes], str]
) -> None:
    run_task("draw_cards")
    assert len(AREAS) == 52
    for area in AREAS:
        page = client.post("/services", data={"area": area})
        words = said(page)
        numbers = {
            found.strip() for found in NUMBER.findall(words.replace("NHS 111 ", "")) if len(found.replace(" ", "")) > 2
        }
        assert {each for each in numbers if not re.fullmatch(r"\d{1,2}|20\d\d", each)} <= ALWAYS | {VERIFIED}, area
        assert VERIFIED in words and "National Stalking Helpline" in words and "0808 802 0300" in words
        assert words.index("999") < words.index("0808 802 0300") < words.index(VERIFIED)
        for hidden in (EXPIRED, UNVERIFIED, "Candidate", "Ended", "expired.example", "Every morning", "960404"):
            assert hidden not in page.text and hidden.replace(" ", "") not in page.text, (area, hidden)
        assert "Expired" in words and words.count("Being checked") >= 2
        for card in re.findall(r'name="area" value="([\w-]+)"', page.text):
            answer = client.post("/services/card.pdf", data={"area": card})
            assert answer.mimetype == "application/pdf", card
            text = read_pdf(answer.data)
            assert VERIFIED in text and "0808 802 0300" in text and "999" in text
            assert not {EXPIRED, UNVERIFIED, "01632 960404", "01632 960505"} & set(re.findall(r"01632 \d{6}", text))


def test_every_area_has_a_national_service_from_the_course_itself(finder: Any, at: Any) -> None:
    at("2026-11-22 09:00")
    assert fill() == 24
    assert fill() == 0
    without_local = 0
    for area in AREAS:
        words = finder(area)
        assert "Samaritans" in words and "Being checked" in words
        assert "none exists" not in words
        without_local += "no local specialist service recorded here" in words
    # 11 of today's 36 boards, of the earlier ones those that became them, and no nation.
    today = [code for code in AREAS if code in {board.code for board in _boards()}]
    local = [code for code in today if "no local specialist service recorded here" not in finder(code)]
    assert len(today) == 36 and sorted(local) == sorted(
        ["QRL", "QUA", "QHL", "D7T5G", "QE1", "QKS", "QR1", "QVV", "QSL", "S9B9J", "QK1"]
    )
    assert without_local >= 36 - 11 + 4


def _boards() -> Any:
    from lms.content.areas import boards_on

    return boards_on(clock.today())


def test_an_empty_directory_still_says_whom_to_call(client: Any, finder: Any) -> None:
    for words in (said(client.get("/services")), finder("QE1")):
        assert words.index("999") < words.index("0808 802 0300") < words.index("101")
    assert "no local specialist service recorded here" in finder("QE1")


def test_a_service_says_who_it_is_for_how_to_refer_consent_and_when_it_was_checked(
    make: Any, finder: Any, at: Any
) -> None:
    at("2026-11-22 09:00")
    make.service(website="https://harbour.example", hours="Monday to Friday")
    words = finder("QE1")
    for each in ("People who are being followed.", "Send its form.", "The person themselves, or a professional",
                 "Consent: Needed", "Checked on 22 November 2026", "Monday to Friday", "01632 960001"):  # fmt: skip
        assert each in words


def test_a_number_is_gone_the_day_after_its_90_days(make: Any, finder: Any, at: Any) -> None:
    make.service(checked_on=date(2026, 11, 22))
    for when, is_shown in (("2027-02-20 23:30", True), ("2027-02-21 00:30", False), ("2026-11-21 12:00", False)):
        at(when)
        assert ("01632 960001" in finder("QE1")) is is_shown, when


def test_todays_name_and_the_earlier_one_lead_to_the_same_services(make: Any, finder: Any, at: Any) -> None:
    at("2026-11-22 09:00")
    make.service(name="Recorded for Sussex", areas=("QNX",))
    make.service(name="Recorded for today", areas=("S9B9J",))
    for area in ("QNX", "QXU", "S9B9J"):
        words = finder(area)
        assert "Recorded for Sussex" in words and "Recorded for today" in words
    assert "Since April 2026 this area belongs to Surrey and Sussex" in finder("QNX")


@pytest.mark.parametrize("area", ["", "XXX", "uk", "qe1", "<b>", "QE1\x00", "x" * 10_000])
@pytest.mark.parametrize("address", ["/services", "/services/card.pdf"])
def test_no_area_is_asked_for_again_and_the_numbers_stay(client: Any, address: str, area: str) -> None:
    page = client.post(address, data={"area": area})
    assert page.status_code == 422
    assert 'href="#area"' in page.text or address.endswith("pdf")
    assert "0808 802 0300" in page.text and "<b>" not in page.text


def test_it_knows_nobody_sets_nothing_and_asks_two_questions_of_the_database(
    client: Any, make: Any, at: Any, statements: Any
) -> None:
    at("2026-11-21 09:00")
    fill()
    with statements() as seen:
        before = client.get("/services"), client.post("/services", data={"area": "QE1"})
    assert len(seen) == 4 and all(each.startswith("SELECT") for each in seen)
    make.sign_in(client, make.person(name="Rowan Ellis"))
    at("2026-11-21 09:10")
    client.sends_token = False
    after = client.get("/services"), client.post("/services", data={"area": "QE1"})
    for first, second in zip(before, after, strict=True):
        assert first.data == second.data
        assert "Set-Cookie" not in second.headers and "csrf" not in second.text
        assert second.headers["Cache-Control"] == "no-store"
        assert second.headers["Referrer-Policy"] == "no-referrer"


def test_what_is_chosen_stands_in_no_address_no_log_and_no_row(
    client: Any, app: Any, run_task: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    fill()
    run_task("draw_cards")
    client.sends_token = False
    before = _row_counts()
    lines, settings = StringIO(), structlog.get_config()
    structlog.configure(**settings | {"logger_factory": structlog.PrintLoggerFactory(lines)})
    try:
        with caplog.at_level(logging.DEBUG):
            pages = [client.post(path, data={"area": "QKS"}) for path in ("/services", "/services/card.pdf")]
            pages.append(client.post("/help-for-me", data={"who": "colleague"}))
    finally:
        structlog.configure(**settings)
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "QKS" not in lines.getvalue() + caplog.text and "colleague" not in lines.getvalue() + caplog.text
    assert lines.getvalue() == ""
    assert _row_counts() == before
    assert client.get("/services?area=QKS").data == client.get("/services").data
    assert pages[1].headers["Content-Disposition"] == 'attachment; filename="card.pdf"'


def _row_counts() -> dict[str, int]:
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }
    db.session.commit()
    return counts


def test_the_database_refuses_to_write_for_a_choice(
    client: Any, app: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.service()
    view = app.view_functions["referrals.show_services"]

    def write() -> str:
        db.session.execute(db.text("DELETE FROM service_area"))
        return ""

    write.__dict__.update(view.__dict__)
    monkeypatch.setitem(app.view_functions, "referrals.show_services", write)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert client.post("/services", data={"area": "QE1"}).status_code in {500, 503}
    assert db.session.scalar(select(func.count()).select_from(ServiceArea)) == 1


def test_a_card_that_says_something_else_than_today_is_not_handed_out(
    client: Any, make: Any, at: Any, run_task: Callable[[str], None], read_pdf: Callable[[bytes], str]
) -> None:
    at("2026-11-22 09:00")
    make.service(checked_on=date(2026, 11, 22))
    waiting = client.post("/services/card.pdf", data={"area": "QE1"})
    assert waiting.status_code == 202 and waiting.headers["Retry-After"]
    assert "The card is being prepared" in waiting.text and "0808 802 0300" in waiting.text
    run_task("draw_cards")
    assert "01632 960001" in read_pdf(client.post("/services/card.pdf", data={"area": "QE1"}).data)
    at("2027-02-21 09:00")
    assert client.post("/services/card.pdf", data={"area": "QE1"}).status_code == 202
    run_task("draw_cards")
    assert "01632 960001" not in read_pdf(client.post("/services/card.pdf", data={"area": "QE1"}).data)


def test_cards_are_drawn_once_and_only_those_that_differ(make: Any, app: Any, run_task: Any, statements: Any) -> None:
    row = make.service()
    run_task("draw_cards")
    with statements() as seen:
        run_task("draw_cards")
    assert len(seen) == 3 and all(each.startswith("SELECT") for each in seen)
    db.session.refresh(row)
    row.phone = "01632 960009"
    with statements() as seen:
        run_task("draw_cards")
    assert len([each for each in seen if each.startswith("UPDATE pocket_card")]) == 1


def test_an_email_does_not_wait_for_all_cards(make: Any, app: Any, run_task: Any, monkeypatch: Any) -> None:
    """Between two cards whatever is waited for is done first: 40 of them take ten seconds and more."""
    make.service()
    order: list[str] = []
    monkeypatch.setitem(jobs._tasks, "deliver_messages", lambda: order.append("e-mail"))
    monkeypatch.setattr("lms.referrals.pdf.draw_card", lambda card: order.append("card") or b"%PDF-")
    run_task("draw_cards")
    assert len(order) > 4
    assert order == ["e-mail", "card"] * (len(order) // 2)


def test_every_page_leads_here(client: Any, make: Any) -> None:
    make.course()
    make.sign_in(client, make.person())
    for address in ("/learning", "/account", "/no-such-page", "/learning/small/1"):
        assert 'href="/services"' in client.get(address).text, address
