"""The pocket card: what it says, and the PDF as a printer and a screen reader meet it."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from lms.paper import RefusedAddressError
from lms.referrals.pdf import BASE, _files, draw_card, printable
from lms.referrals.rules.cards import MOST_LINES, Card, CardLine, card_for
from lms.referrals.rules.entries import Listing, Status, listing
from lms.referrals.rules.places import find_place
from tests.unit.referrals.test_entries import DAY, ENTRY

LONGEST = "Independent advocates for Nottingham, Nottinghamshire and the places around, " * 3


def shown(*phones: str, days_ago: int = 1, status: Status = Status.LIVE) -> list[Listing]:
    entries = (
        replace(ENTRY, name=f"Advocates {phone}", phone=phone, status=status, checked_on=DAY - timedelta(days=days_ago))
        for phone in phones
    )
    return [found for entry in entries if (found := listing(entry, DAY))]


def card(services: Sequence[Listing] = (), code: str = "QE1") -> Card:
    place = find_place(code, DAY)
    assert place is not None
    return card_for(place, services)


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "card.pdf"
    path.write_bytes(pdf)
    output = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, str(path), *output], check=True, capture_output=True, text=True).stdout


def words(pdf: bytes, folder: Path) -> str:
    return " ".join(poppler("pdftotext", pdf, folder, "-raw").split())


def test_only_checked_local_numbers_are_on_it_and_the_first_to_run_out_dates_it() -> None:
    fresh, old = shown("01632 960001"), shown("01632 960002", days_ago=80)
    assert card([*fresh, *old]).good_until == DAY + timedelta(days=10)
    assert card(shown("01632 960003", days_ago=91)).lines == ()
    assert card(shown("01632 960003", status=Status.CHECK)).lines == ()


def test_what_finds_no_room_is_counted() -> None:
    made = card(shown(*(f"01632 96000{number}" for number in range(6))))
    assert (len(made.lines), made.others) == (MOST_LINES, 6 - MOST_LINES)


def test_the_fingerprint_changes_with_whatever_is_printed() -> None:
    first = card(shown("01632 960001"))
    others = [card(), card(shown("01632 960002")), card(shown("01632 960001", days_ago=2)), replace(first, area="X")]
    assert len({first.fingerprint, *(each.fingerprint for each in others)}) == 5
    assert card(shown("01632 960001")).fingerprint == first.fingerprint


def test_it_is_one_tagged_page_of_a6_that_names_nobody(tmp_path: Path) -> None:
    pdf = draw_card(card(shown("01632 960001")))
    facts = dict(re.split(r":\s+", line, maxsplit=1) for line in poppler("pdfinfo", pdf, tmp_path).splitlines())
    assert (facts["Title"], facts["Tagged"], facts["Pages"], facts["Author"]) == ("Card", "yes", "1", "Learning")
    assert facts["Page size"].startswith("297.638 x 419.528")
    tree = poppler("pdfinfo", pdf, tmp_path, "-struct-text")
    assert re.findall(r"^\s*(H\d)", tree, re.MULTILINE) == ["H1", "H2"]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.open_metadata()["pdfuaid:part"] == "1"
    for row in poppler("pdffonts", pdf, tmp_path).splitlines()[2:]:
        assert "Source-Sans-3" in row and row.split()[-5] == "yes"


def test_it_says_the_four_numbers_and_the_local_ones(tmp_path: Path) -> None:
    said = words(draw_card(card(shown("01632 960001"))), tmp_path)
    numbers = set(re.findall(r"\b0[\d ]+\d|(?<!\d)\d{3}(?!\d)", said.replace("Advocates 01632 960001", "")))
    assert numbers == {"999", "0808 802 0300", "101", "111", "01632 960001"}
    assert "Look local numbers up again after 19 February 2027" in said
    assert "Lancashire and South Cumbria" in said


def test_an_area_without_one_says_whom_to_ask_and_111_is_on_cards_of_england(tmp_path: Path) -> None:
    said = words(draw_card(card(code="scotland")), tmp_path)
    assert "no local number here" in said and "Ask the Helpline" in said
    assert "111" not in said and "Scotland" in said


def test_long_names_leave_it_on_one_page(tmp_path: Path) -> None:
    lines = tuple(CardLine(f"{number} {LONGEST}"[:200], "01632 960001") for number in range(MOST_LINES))
    pdf = draw_card(replace(card(), area=LONGEST[:70], lines=lines, good_until=date(2027, 9, 30)))
    assert "Pages:           1\n" in poppler("pdfinfo", pdf, tmp_path)
    said = words(pdf, tmp_path)
    assert "Not produced or endorsed" in said
    count = said.count("01632 960001")
    assert 0 < count <= MOST_LINES
    assert count == MOST_LINES or f"{MOST_LINES - count} more with a number are in the finder" in said


def test_what_is_typed_stays_words(tmp_path: Path) -> None:
    lines = (CardLine("<img src='file:///etc/passwd'/> & {{ 7 * 7 }} 山", "01632 960001"),)
    assert "<img src='file:///etc/passwd'/> & {{ 7 * 7 }} ?" in words(draw_card(replace(card(), lines=lines)), tmp_path)
    assert printable("Ærø 山") == "Ærø ?"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/", f"{BASE}../settings.py", BASE])
def test_it_asks_for_nothing_that_is_not_its_own(address: str) -> None:
    with pytest.raises(RefusedAddressError):
        _files().fetch(address)
