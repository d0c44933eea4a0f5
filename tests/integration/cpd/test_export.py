"""Exports: the same record as PDF and as CSV, for its owner alone, with nothing kept of it."""

import csv
import re
import subprocess
from io import StringIO

import pikepdf
import pytest

from lms.cpd.models import RecordEntry
from lms.cpd.pdf import child
from lms.cpd.queries.learnt import learnt
from lms.cpd.rules.entries import EntryKind
from lms.cpd.rules.regulators import LAYOUTS, Regulator
from lms.db.base import db
from tests.integration.cpd.conftest import words
from tests.support.databases import ON_ONE_DATABASE

PERIOD = {"first": "1/1/2026", "last": "22/11/2026", "reflections": "y"}


def exported(keeper, **fields):
    answer = keeper.client.post("/record/export", data={"regulator": "nmc", **PERIOD, **fields})
    assert answer.status_code == 200, words(answer)
    return answer


def lines(answer):
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))


def read(pdf, folder):
    path = folder / "record.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", said)


@pytest.fixture
def full(keeper, make):
    """A record with own time, a reflection and a note."""
    keeper.client.post("/record/settings", data={"regulator": "nmc", "number": "99I1234E"})
    (passed,) = learnt(keeper.person.id)
    keeper.client.post(f"/record/time/{passed.completion_id}", data={"minutes": "60"})
    keeper.written(learnt="Ask early.\nWrite safely.", code=["people"], evidence="=HYPERLINK(1)")
    make.entry(person=keeper.person, kind=EntryKind.NOTE, text="Only for me.")
    return keeper


def test_the_csv_has_every_column_of_the_regulator(full):
    answer = exported(full, file="csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="record.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    headings, learning, reflection, *rest = lines(answer)
    said = dict(zip(headings, learning, strict=True))
    assert said["Method"] == "Online course, alone (non-participatory)"
    assert (said["Hours"], said["Hours that the course counts"], said["Participatory hours"]) == (
        "1.00",
        "0.75",
        "0.00",
    )
    written = dict(zip(headings, reflection, strict=True))
    assert written["What I learnt"] == "Ask early.\nWrite safely."
    assert written["Parts of the Code"] == "Prioritise people"
    assert written["Evidence that I keep"] == "'=HYPERLINK(1)"
    assert ["Register number", "99I1234E"] in rest
    assert "Only for me." not in answer.text


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1"])
def test_no_cell_is_a_formula(keeper, formula):
    keeper.written(learnt=formula)
    cells = [cell for line in lines(exported(keeper, file="csv")) for cell in line]
    assert f"'{formula.strip()}" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_notes_are_in_it_only_where_they_are_asked_for(full):
    assert "Only for me." in exported(full, file="csv", notes="y").text
    without = full.client.post(
        "/record/export", data={"regulator": "nmc", "file": "csv"} | PERIOD | {"reflections": ""}
    )
    assert without.status_code == 200


@ON_ONE_DATABASE
@pytest.mark.parametrize("regulator", Regulator)
def test_the_pdf_says_what_the_csv_says(full, regulator, tmp_path):
    answer = exported(full, regulator=regulator.value, file="pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="record.pdf"'
    assert answer.mimetype == "application/pdf"
    said = read(answer.data, tmp_path)
    assert "Rowan Adebayo-Ellis" in said and "99I1234E" in said and "Ask early." in said
    assert LAYOUTS[regulator].name in said
    assert "1.00 hours in all, non-participatory" in said
    assert "Not accredited, approved or endorsed by a regulator" in said
    assert "Only for me." not in said


@ON_ONE_DATABASE
def test_the_pdf_is_tagged_and_brings_its_fonts(full, tmp_path):
    path = tmp_path / "record.pdf"
    path.write_bytes(exported(full, file="pdf").data)
    facts = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", facts) and re.search(r"Title:\s+Record", facts)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "en-GB"
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts and all("Source-Sans-3" in line for line in fonts)
    assert all(re.search(r"yes yes yes", line) for line in fonts)


@ON_ONE_DATABASE
def test_whatever_was_written_can_be_drawn(keeper, tmp_path):
    for text in ("محمد قال", "陳大文", "Ọláolúwa Adébáyọ̀", "Ἀριστοτέλης", "<img src=x>", "{{7*7}}"):
        keeper.written(learnt=text)
    said = read(exported(keeper, file="pdf").data, tmp_path)
    assert "<img src=x>" in said and "{{7*7}}" in said


@ON_ONE_DATABASE
def test_letters_that_no_font_has_are_told(keeper, tmp_path):
    keeper.written(learnt="Smile 🙂")
    said = read(exported(keeper, file="pdf").data, tmp_path)
    assert "Smile ?" in said
    assert "Letters that this file cannot show" in said


def test_a_pdf_that_cannot_be_drawn_in_time_is_told_and_the_form_stays(full, monkeypatch):
    monkeypatch.setattr(child.draw_within, "__defaults__", (0.01,))
    answer = full.client.post("/record/export", data={"regulator": "gdc", **PERIOD, "file": "pdf"})
    assert answer.status_code == 422
    assert "could not be made just now" in words(answer)
    assert re.search(r'value="gdc"[^>]*selected', answer.text)


def test_a_period_that_ends_before_it_begins_is_refused(keeper):
    answer = keeper.client.post("/record/export", data={"regulator": "nmc", "first": "2/1/2026", "last": "1/1/2026"})
    assert answer.status_code == 422


def test_exporting_writes_nothing(full, statements):
    before = db.session.query(RecordEntry).count()
    with statements() as seen:
        exported(full, file="csv")
    assert not [each for each in seen if re.match(r"\s*(INSERT|UPDATE|DELETE)", each)]
    assert len(seen) == 4, seen  # who is asking, whose register, what was written, what was learnt
    assert db.session.query(RecordEntry).count() == before
