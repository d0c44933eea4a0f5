"""A trainer who keeps the directory, and what the public finder says."""

import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from lms.access import Role


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
