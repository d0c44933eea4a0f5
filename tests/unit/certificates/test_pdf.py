"""The PDF as a reader, a printer and a screen reader meet it, asked with poppler's and pikepdf's own eyes."""

import re
import socket
import subprocess
import threading
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno
from PIL import Image

from lms.certificates.pdf.assets import BASE, NAME_FONTS, own_files
from lms.certificates.pdf.fetcher import OwnFilesOnly, RefusedAddressError
from lms.certificates.pdf.fonts import MissingGlyphsError, width_of
from lms.certificates.pdf.sheet import LINE, NAME_TRACKING, draw_certificate, name_size
from lms.certificates.rules.faces import NAME_FACES, TEXT_FILE
from lms.certificates.rules.number import grouped, spell
from lms.certificates.rules.printed import Printed, print_course
from tests.factories.certificates import ISSUED_AT, printed_sheet
from tests.support.courses import FOUR, course_in

NUMBER = spell(0x3F2A9B1C4D5E6F708192A3B4C5D6E7F8)
SEVEN = (
    ("What it is", 30, 80), ("Spotting it in practice", 45, 80), ("Trauma and PTSD", 45, 80),
    ("Responding and referral routes", 45, 80), ("When it is you: staff safety", 30, 80),
    ("Working with those who do it", 30, 80), ("For leads and managers", 45, 80),
)  # fmt: skip
NAMES = [
    "Rowan Adebayo-Ellis",
    "Teller",
    "O’Neill-D'Souza",
    "Nguyễn Thị Mỹ Duyên",
    "Þórdís Ævarsdóttir Øster",
    "Zoë Łukasiewicz-Dvořák",
    "Ọláolúwa Adébáyọ̀",
    "Ștefan Țăranu",
    "İlknur Çağlayan",
    "Αλεξάνδρα Παπαδοπούλου",
    "Ἀριστοτέλης",
    "Святослава Кропивницька",
    "Ђорђе Љубичић",
    "{{7*7}}",
    "{% raw %}",
    "<img src=x>",
    "<b>Ann</b> & Co",
    "file:///etc/passwd",
    "'; DROP TABLE certificate;--",
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh",
    "Maria do Carmo Mão de Ferro e Cunha de Almeida Santa Rita Santos Abreu Vasconcelos e Noronha",
]


def draw(printed: Printed) -> bytes:
    return draw_certificate(printed, number=NUMBER, issued_at=ISSUED_AT, check_address="https://learning.example/check")


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    # -raw: in the order of the tags, and without joining what was hyphenated, which would lose a name's own hyphen
    output, options = (["-"], ("-raw", *options)) if tool == "pdftotext" else ([], options)
    return subprocess.run([tool, *options, str(path), *output], check=True, capture_output=True, text=True).stdout


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def usual() -> bytes:
    return draw(printed_sheet(None))


def test_it_declares_itself_accessible(usual: bytes, tmp_path: Path):
    facts = dict(re.split(r":\s+", line, maxsplit=1) for line in poppler("pdfinfo", usual, tmp_path).splitlines())
    assert facts["Title"] == "Certificate"
    assert facts["Tagged"] == "yes"
    assert facts["Pages"] == "1"
    assert facts["Page size"].endswith("(A4)")
    with pikepdf.open(BytesIO(usual)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_headings_and_the_picture_are_tagged_in_reading_order(usual: bytes, tmp_path: Path):
    tree = poppler("pdfinfo", usual, tmp_path, "-struct-text")
    assert re.findall(r"^\s*(H\d)", tree, re.MULTILINE) == ["H1", "H2", "H3", "H3", "H3"]
    assert tree.index("H1") < tree.index("Rowan Adebayo-Ellis") < tree.index("H2")
    with pikepdf.open(BytesIO(usual)) as pdf:
        pictures = [element for element in pdf.objects if _is_figure(element)]
        assert [str(picture.Alt) for picture in pictures] == [
            "QR code that opens the page where this certificate can be checked"
        ]


def _is_figure(element: Any) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.Figure


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_what_was_frozen_in_fonts_of_ours_that_say_which_letters_they_draw(name: str, tmp_path: Path):
    printed = printed_sheet(None, name=name, modules=SEVEN[:5])
    pdf = draw(printed)
    assert_fonts_are_ours(poppler("pdffonts", pdf, tmp_path).splitlines()[2:])
    text = words(poppler("pdftotext", pdf, tmp_path))
    assert _without_breaks(name) in _without_breaks(text)
    expected = [
        printed.title, printed.completed_on, printed.minutes, printed.valid_until, printed.modules_heading,
        printed.small_print, grouped(NUMBER), "learning.example/check", *printed.outcomes,
    ]  # fmt: skip
    for frozen in (*expected, *(f"{module.title} {module.minutes} min" for module in printed.modules)):
        assert words(frozen) in text


def assert_fonts_are_ours(rows: list[str]) -> None:
    assert rows
    for row in rows:
        assert "Source-Sans-3" in row
        embedded, _subset, unicode_map = row.split()[-5:-2]
        assert (embedded, unicode_map) == ("yes", "yes")


def _without_breaks(text: str) -> str:
    """A long name may wrap after a hyphen or, where there is none, anywhere."""
    return unicodedata.normalize("NFC", re.sub(r"\s", "", text))


def test_nothing_else_is_in_the_pdf(usual: bytes, tmp_path: Path):
    printed = printed_sheet(None)
    text = words(poppler("pdftotext", usual, tmp_path))
    module = printed.modules[0]
    for known in (
        "Learning", "Certificate of completion", printed.name, "has completed", printed.title,
        f"Completed on {printed.completed_on}", f"Learning time {printed.minutes}",
        f"Valid until {printed.valid_until}", printed.modules_heading, f"{module.title} {module.minutes} min",
        "On completing it, the learner can",
        *printed.outcomes, "Check this certificate",
        "Go to learning.example/check and type this code, or scan the square.", grouped(NUMBER),
        "The check says only whether it is genuine, with its title and month.", printed.small_print,
    ):  # fmt: skip
        assert known in text
        text = text.replace(known, "", 1)
    assert text.strip() == ""


def test_the_same_values_make_the_same_bytes(usual: bytes):
    assert draw(printed_sheet(None)) == usual


@pytest.mark.parametrize(
    ("name", "size"),
    [("Rowan Adebayo-Ellis", 35), ("Anna-Maria Featherstonehaugh-Lee", 28),
     ("Святослава Володимирівна Кропивницька", 22), ("x" * 80, 22), ("x" * 200, 16),
     ("陳大文", 35), ("陳" * 60, 16), ("陳" * 200, 12)],
)  # fmt: skip
def test_long_names_step_down_before_they_wrap(name: str, size: int):
    assert name_size(name) == size


def test_a_name_that_steps_down_to_a_size_stands_on_one_line_at_it(tmp_path: Path):
    for name in ("Rowan Adebayo-Ellis", "Anna-Maria Featherstonehaugh-Lee", "Alexandria Featherstonehaugh-Okonkwo"):
        assert width_of(name, (), points=name_size(name), tracking=NAME_TRACKING) <= LINE
        assert name in poppler("pdftotext", draw(printed_sheet(None, name=name)), tmp_path).splitlines()


def test_the_longest_name_over_seven_modules_stays_on_one_sheet(tmp_path: Path):
    pdf = draw(
        printed_sheet(
            None, name=" ".join(["Wolfgang"] * 22), modules=SEVEN, outcomes=("recognise the signs and ask safely",) * 5
        )
    )
    assert "Pages:           1\n" in poppler("pdfinfo", pdf, tmp_path)


@pytest.mark.parametrize("name", ["Rowan Adebayo-Ellis", NAMES[-1]])
def test_every_pathway_of_our_course_stays_on_one_sheet_and_is_read_in_order(name: str, tmp_path: Path):
    course = course_in(FOUR)
    for pathway in set(course.pathways.values()):
        modules = [(module, module.minutes) for module in course.modules if module.id in pathway]
        printed = print_course(
            course, name=name, language="", modules=modules, completed_on=ISSUED_AT.date(), until=ISSUED_AT.date(),
            revision=1,
        )  # fmt: skip
        pdf = draw(printed)
        assert "Pages:           1\n" in poppler("pdfinfo", pdf, tmp_path)
        tagged = re.findall(r'^\s*"(.*)"$', poppler("pdfinfo", pdf, tmp_path, "-struct-text"), re.MULTILINE)
        places = [words(" ".join(tagged)).find(outcome) for outcome in printed.outcomes]
        assert len(places) > 10 and -1 not in places and places == sorted(places)


def test_what_cannot_fit_runs_on_and_nothing_is_lost(tmp_path: Path):
    outcomes = tuple(f"do the thing that is number {number} of many" for number in range(60))
    printed = printed_sheet(None, name="W" * 200, modules=SEVEN, outcomes=outcomes)
    text = words(poppler("pdftotext", draw(printed), tmp_path))
    assert all(outcome in text for outcome in outcomes)
    assert words(printed.small_print) in text


@pytest.mark.parametrize("name", ["Ann 🙂", "བོད་", "\U0002a6d6"])
def test_a_letter_that_we_ship_no_font_for_is_never_borrowed(name: str):
    with pytest.raises(MissingGlyphsError) as refused:
        draw(printed_sheet(None, name=name))
    assert set(refused.value.characters) <= set(name)


def test_the_text_beside_the_name_is_written_in_the_house_face_or_not_at_all():
    with pytest.raises(MissingGlyphsError):
        draw(printed_sheet(None, title="陳"))


def test_a_name_that_is_an_address_is_never_opened(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(1)
        heard: list[bytes] = []
        waiter = threading.Thread(target=_listen, args=(listener, heard))
        waiter.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        for name in (f"<img src={address}>", f"<link rel=stylesheet href={address}>", f"@import url({address});"):
            pdf = draw(printed_sheet(None, name=name, title=f'<object data="{address}">'))
            assert name.replace(" ", "") in _without_breaks(poppler("pdftotext", pdf, tmp_path))
        waiter.join()
    assert heard == []


def _listen(listener: socket.socket, heard: list[bytes]) -> None:
    try:
        while True:
            connection, _ = listener.accept()
            heard.append(connection.recv(1000))
            connection.close()
    except TimeoutError:
        return


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "data:text/css,x", "http://127.0.0.1:9/x", "ftp://127.0.0.1/x", f"{BASE}../certificate.css",
     f"{BASE}nothing.svg", f"{BASE}README.md", "certificate.css", "https://certificate.invalid.example/certificate.css"],
)  # fmt: skip
def test_the_fetcher_refuses_whatever_is_not_a_part_of_the_certificate(address: str):
    with pytest.raises(RefusedAddressError):
        OwnFilesOnly().fetch(address)


def test_the_fetcher_hands_out_our_own_files():
    assert OwnFilesOnly().fetch(f"{BASE}{TEXT_FILE}").read() == own_files()[TEXT_FILE]
    for face in NAME_FACES:
        assert OwnFilesOnly().fetch(f"{BASE}{face.file}").read() == (NAME_FONTS / face.file).read_bytes()


def test_the_square_on_paper_leads_to_the_check_with_the_number_after_the_hash(tmp_path: Path):
    pdf = draw(printed_sheet(None, modules=SEVEN[:5]))
    address = f"https://learning.example/check#{grouped(NUMBER)}"
    ways = [segno.make(address, error="m", micro=False, mask=mask).matrix for mask in range(8)]  # all are read alike
    on_paper = _modules_on_paper(pdf, tmp_path, size=len(ways[0]))
    assert on_paper in [[[bool(dark) for dark in row] for row in way] for way in ways]


def _modules_on_paper(pdf: bytes, folder: Path, size: int) -> list[list[bool]]:
    """The modules of the square, read off a print at 300 dots an inch."""
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "300", "-png", "-gray", "-singlefile", path, folder / "sheet"], check=True)
    with Image.open(folder / "sheet.png") as sheet:
        millimetre = sheet.width / 210
        left, width = 30.5 * millimetre, 27 * millimetre
        column = sheet.convert("L").crop(
            tuple(int(edge) for edge in (left, 215 * millimetre, left + width, 262 * millimetre))
        )
        box = column.point(lambda grey: 255 if grey < 128 else 0).getbbox()
        assert box is not None
        step = (box[3] - box[1]) / size
        assert (box[2] - box[0]) / size == pytest.approx(step, rel=0.02)
        centres = [int((place + 0.5) * step) for place in range(size)]
        return [[column.getpixel((box[0] + x, box[1] + y)) < 128 for x in centres] for y in centres]
