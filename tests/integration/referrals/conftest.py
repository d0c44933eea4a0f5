"""A trainer who keeps the directory, and what the public finder says."""

import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from lms.access import Role
from lms.referrals import pdf
from lms.referrals.rules.cards import Card
from tests.support.once import once_a_run


@pytest.fixture
def trainer(app: Any, make: Any) -> Any:
    """Somebody signed in who keeps the directory."""
    client = app.test_client()
    person = make.person(name="Tamsin Rook")
    make.grant(person=person, role=Role.TRAINER)
    make.sign_in(client, person)
    client.key = person.key
    return client


@pytest.fixture
def finder(client: Any) -> Callable[[str], str]:
    """`finder("QE1")`: the words of the page for an area, without what they are marked up with."""

    def find(area: str) -> str:
        page = client.post("/services", data={"area": area})
        assert page.status_code == 200, page.text
        return said(page)

    return find


@pytest.fixture(autouse=True)
def each_card_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card that says the same is drawn once in a run; on both databases, and in most tests, they are the same."""
    draw = pdf.draw_card

    def drawn(card: Card) -> bytes:
        return once_a_run(f"card {card.fingerprint}", lambda: draw(card))

    monkeypatch.setattr(pdf, "draw_card", drawn)


def said(page: Any) -> str:
    """The words of a page in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


@pytest.fixture
def read_pdf(tmp_path: Path) -> Callable[[bytes], str]:
    """The words of a PDF, in the order of its tags."""

    def read(pdf: bytes) -> str:
        path = tmp_path / "card.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True)
        return " ".join(done.stdout.split())

    return read
