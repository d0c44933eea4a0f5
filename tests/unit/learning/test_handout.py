"""A module on paper: what is on it, and the PDF as a reader, a printer and a screen reader meet it."""

import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from lms.catalogue.queries import LiveCourse
from lms.certificates.pdf.fetcher import RefusedAddressError
from lms.content.schema import TRAINER, Block
from lms.learning.pdf import BASE, OwnPictures, draw_module, drawable, module_html
from lms.learning.presenters.handout import Handout, handout
from lms.learning.rules import PrintKind, print_kind
from tests.factories import assessment, progress
from tests.support.courses import FOUR, SMALL, course_in

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def small(kind: PrintKind = PrintKind.PLAIN, folder: Path = SMALL, number: int = 1) -> Handout:
    course = course_in(folder)
    return handout(LiveCourse(1, 1, 3, course), course.module(number), kind, AT)


def dot() -> bytes:
    """A picture."""
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return file.getvalue()


DOT = dot()


def is_picture(element: object) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.Figure


def poppler(command: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "module.pdf"
    path.write_bytes(pdf)
    return subprocess.run([command, *options, path, *(["-"] if command == "pdftotext" else [])],
                          capture_output=True, check=True, text=True).stdout  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> bytes:
    return draw_module(small(), {})


class TestKinds:
    def test_each_has_something_else_beside_what_everybody_reads(self):
        assert {(kind.whole, kind.notes) for kind in PrintKind} == {
            (whole, notes) for whole in (False, True) for notes in (False, True)
        }
        for kind in PrintKind:
            assert print_kind(whole=kind.whole, notes=kind.notes) is kind


class TestWhatIsOnIt:
    def test_the_questions_of_the_bank_are_not(self):
        bank = {question.title for question in course_in(SMALL).module(1).quiz.questions}
        assert bank and not [title for title in bank if title in module_html(small())]

    def test_notes_are_for_trainers_who_want_them(self):
        assert ["Bring a kettle" in module_html(small(kind)) for kind in PrintKind] == [False, False, True, True]

    def test_what_may_be_hard_to_read_is_for_those_who_ask(self):
        assert ["bitter" in module_html(small(kind)) for kind in PrintKind] == [False, True, False, True]
        assert ["is left out. Its summary" in module_html(small(kind)) for kind in PrintKind] == [True, False] * 2

    def test_a_note_that_may_be_hard_to_read_is_so_for_trainers_too(self):
        page = progress.page(None)
        hard = '<div class="distressing"><p>Short.</p><details class="nhsuk-details">Quillwhistle</details></div>'
        note = Block(html=hard, audience=(TRAINER,), title="For trainers")
        module = progress.module(None, pages=(page.model_copy(update={"blocks": (*page.blocks, note)}),))
        revision = LiveCourse(1, 1, 1, progress.plain_course(None, module))
        assert ["Quillwhistle" in module_html(handout(revision, module, kind, AT)) for kind in PrintKind] == [
            False,
            False,
            False,
            True,
        ]

    def test_knowledge_checks_stand_at_the_end_with_every_reason(self):
        said = module_html(small())
        assert said.index("What do you do with black tea?") > said.index("Any kettle will do.")
        for reason in ("Black tea wants the hottest water.", "The water is too cool by then.", "It is false"):
            assert reason in said
        assert "Not answered" not in said

    def test_each_staff_group_is_named_over_what_is_for_it(self):
        said = module_html(small())
        assert '<p class="for-title">Reception and administration, Pharmacy</p>' in said
        assert said.index("Reception and administration") < said.index("Keep the kettle out of the ward")

    def test_it_says_what_it_is_from_when_and_what_it_is_not(self):
        said = module_html(small())
        assert "Revision 3, published on 22 November 2026." in said
        assert "Not yet clinically reviewed" in said
        assert "Training, not advice about a patient." in said
        assert "0808 802 0300" in said and "Call 999" in said

    def test_words_of_the_course_are_escaped(self):
        module = progress.module(None, title="<b>Tea</b> & {{ 7*7 }}", pages=(progress.page(None, title="<i>"),))
        check = assessment.question(None, "<u>")
        module = module.model_copy(update={"pages": (progress.page(None, title="<i>", check=check),)})
        said = module_html(
            handout(LiveCourse(1, 1, 1, progress.plain_course(None, module)), module, PrintKind.PLAIN, AT)
        )
        assert "&lt;b&gt;Tea&lt;/b&gt; &amp; {{ 7*7 }}" in said and "&lt;i&gt;" in said and "&lt;u&gt;" in said


class TestPdf:
    def test_it_declares_itself_accessible(self, plain, tmp_path):
        facts = dict(re.split(r":\s+", line, maxsplit=1) for line in poppler("pdfinfo", plain, tmp_path).splitlines())
        assert facts["Title"] == "Module 1"
        assert facts["Tagged"] == "yes"
        assert facts["Page size"].endswith("(A4)")
        with pikepdf.open(BytesIO(plain)) as pdf:
            assert str(pdf.Root.Lang) == "en-GB"
            assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
            assert pdf.open_metadata()["pdfuaid:part"] == "1"
            assert not [page for page in pdf.pages if "/Annots" in page]  # nothing to click that would want words

    def test_headings_are_tagged_in_reading_order_and_skip_no_level(self, plain, tmp_path):
        tree = poppler("pdfinfo", plain, tmp_path, "-struct-text")
        levels = [int(level) for level in re.findall(r"^\s*H(\d)", tree, re.MULTILINE)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        assert tree.index("Making tea") < tree.index("Any kettle will do") < tree.index("How long to wait")

    def test_the_text_is_there_in_fonts_of_ours(self, plain, tmp_path):
        text = " ".join(poppler("pdftotext", plain, tmp_path).split())
        for said in ("Tea is an infusion.", "Page 1 of 2", "Read with care.", "Last checked", "About the figures"):
            assert said in text
        rows = poppler("pdffonts", plain, tmp_path).splitlines()[2:]
        assert rows and all("Source-Sans-3" in row or "Noto-Sans" in row for row in rows)
        assert all(row.split()[-5] == "yes" for row in rows)

    def test_every_sheet_says_that_it_is_training_and_has_its_number(self, plain, tmp_path):
        sheets = poppler("pdftotext", plain, tmp_path).rstrip("\f").split("\f")
        assert len(sheets) >= 3
        for number, sheet in enumerate(sheets, 1):
            assert "Training, not advice about a patient." in sheet
            assert f"Page {number} of {len(sheets)}" in sheet

    def test_the_same_module_makes_the_same_bytes(self, plain):
        assert draw_module(small(), {}) == plain

    def test_a_picture_is_drawn_with_its_words_and_no_other_is_fetched(self, tmp_path):
        name = "0123456789abcdef" * 2
        html = f'<figure class="chart"><img src="/images/{name}.png" alt="A pot"></figure>'
        module = progress.module(None, pages=(progress.page(None, html=html),))
        drawn = handout(LiveCourse(1, 1, 1, progress.plain_course(None, module)), module, PrintKind.PLAIN, AT)
        assert drawn.images == (f"{name}.png",)
        with pikepdf.open(BytesIO(draw_module(drawn, {f"{name}.png": DOT}))) as pdf:
            pictures = [each for each in pdf.objects if is_picture(each)]
            assert [str(picture.Alt) for picture in pictures] == ["A pot"]

    @pytest.mark.parametrize(
        "address", ["file:///etc/passwd", f"{BASE}other.png", "https://example.org/x.png", "data:,x"]
    )
    def test_nothing_but_its_own_files_is_handed_out(self, address):
        with pytest.raises(RefusedAddressError):
            OwnPictures({"own.png": DOT}).fetch(address)
        assert OwnPictures({"own.png": DOT}).fetch(f"{BASE}own.png").read() == DOT

    def test_a_letter_of_no_font_of_ours_has_a_stand_in(self, tmp_path):
        assert drawable("Ann, “Łódź” → 陳\n") in ("Ann, “Łódź” ? ?\n", "Ann, “Łódź” → ?\n")


def test_the_real_course_has_no_letter_that_we_cannot_print():
    for module in course_in(FOUR).modules:
        said = module_html(small(PrintKind.WHOLE_NOTES, FOUR, module.number))
        assert drawable(said) == said, sorted(set(said) - set(drawable(said)))
