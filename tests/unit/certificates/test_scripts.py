"""Names of the whole workforce as they stand on paper: no box, no borrowed font, nothing cut off, nothing lost."""

import re
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from lms.certificates.pdf.fonts import MissingGlyphsError
from lms.certificates.pdf.letters import Letters
from lms.certificates.pdf.sheet import draw_certificate
from lms.certificates.rules.faces import Face, faces_for
from lms.certificates.rules.name import MAX_LENGTH, printed_name
from lms.certificates.rules.script import language_of
from tests.factories.certificates import ISSUED_AT, printed_sheet

MODULES = tuple((title, 45, 80) for title in ("What it is", "Spotting it in practice", "Trauma and PTSD", "Leading"))
OUTCOMES = ("recognise the signs and ask safely", "act the same day", "record and refer safely", "find a service")
LONG = "Maria do Carmo Mão de Ferro e Cunha de Almeida Santa Rita Santos Abreu Vasconcelos e Noronha "
NAMES = {
    "Latin": "Rowan Adebayo-Ellis",
    "a single name": "Teller",
    "a single letter": "Ø",
    "Yoruba": "Ọláolúwa Adébáyọ̀",
    "Hausa": "Ƙwari Ɗanladi Ɓaba",
    "Vietnamese": "Nguyễn Thị Mỹ Duyên",
    "Greek": "Ἀριστοτέλης Παπαδοπούλου",
    "Cyrillic": "Святослава Кропивницька",
    "Arabic": "محمد عبد الرحمن الأمين",
    "Persian": "شیرین می‌خواهم پژمان",
    "Urdu": "فاطمہ گل خانم ڈار",
    "Hebrew": "שָׂרָה בֶּן־דָּוִד",
    "Devanagari": "प्रियंका श्रीवास्तव त्रिवेदी",
    "Bengali": "সৌমিত্র চট্টোপাধ্যায়",
    "Gurmukhi": "ਹਰਪ੍ਰੀਤ ਸਿੰਘ ਢਿੱਲੋਂ",
    "Gujarati": "કૃષ્ણકાંત ત્રિવેદી",
    "Oriya": "ଶ୍ରୀକାନ୍ତ ମହାପାତ୍ର",
    "Tamil": "ஸ்ரீ லட்சுமி நாராயணன்",
    "Telugu": "శ్రీలక్ష్మి వెంకటేశ్వర్లు",
    "Kannada": "ಶ್ರೀನಿವಾಸ್ ಕೃಷ್ಣಮೂರ್ತಿ",
    "Malayalam": "ശ്രീജിത്ത് കൃഷ്ണൻകുട്ടി",
    "Sinhala": "ක්‍රිෂාන්ත විජේසිංහ",
    "Thai": "สมศักดิ์ ศรีสุวรรณ์",
    "Lao": "ສົມສັກ ແກ້ວມະນີ",
    "Khmer": "សុខ ស្រីពៅ ចន្ទ្រា",
    "Myanmar": "အောင်ဆန်းစုကြည်",
    "Ethiopic": "ጥሩነሽ ዲባባ ቀነኒሳ",
    "Armenian": "Արամ Խաչատրյան",
    "Georgian": "ნინო ბურჯანაძე",
    "Chinese": "王伟 陳大文",
    "Japanese": "渡邉 さくら・ケイ",
    "Korean": "김민수 金民洙",
    "Chinese beyond the basic plane": "𠮷野 㐀𠀋",
    "Chinese beside Latin": "陳大文 (Chan Tai-Man)",
    "Latin, then Arabic": "Fatima Al-Amin فاطمة الأمين",
    "Arabic, then Latin": "فاطمة الأمين Fatima Al-Amin",
    "three scripts": "Anita அனிதா अनिता",
    "a long name": LONG * 3,
    "a long word": "W" * MAX_LENGTH,
    "a long Arabic name": "محمد عبد الرحمن بن عبد العزيز آل الشيخ " * 6,
    "a long Devanagari name": "प्रियंका श्रीवास्तव त्रिवेदी " * 8,
    "a long Chinese name": "陳大文" * 70,
}
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff]")


def draw(name: str, han_forms: str = "") -> bytes:
    printed = printed_sheet(None, name=name, language=language_of(name, han_forms), modules=MODULES, outcomes=OUTCOMES)
    return draw_certificate(
        printed, number="0" * 26, issued_at=ISSUED_AT, check_address="https://learning.example/check"
    )


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    output = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, path, *output], check=True, capture_output=True, text=True).stdout


@pytest.fixture(params=NAMES)
def name(request: Any) -> str:
    return printed_name(NAMES[request.param][:MAX_LENGTH])


def test_a_name_is_drawn_whole_in_fonts_of_ours_inside_the_margins(name: str, tmp_path: Path):
    pdf = draw(name)
    _assert_fonts(poppler("pdffonts", pdf, tmp_path).splitlines()[2:], faces_for(name))
    _assert_no_boxes(pdf)
    _assert_said_whole(pdf, poppler("pdftotext", pdf, tmp_path, "-raw"), name)
    _assert_room_around_the_name(pdf, tmp_path)


def _assert_fonts(rows: list[str], faces: tuple[Face, ...]) -> None:
    """Embedded, with a Unicode map, and exactly those that the name's letters ask for."""
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    families = {re.sub(r"-Semi-Bold$|,$", "", row.split()[0].partition("+")[2]) for row in rows}
    assert families == {"Source-Sans-3"} | {face.family.replace(" ", "-") for face in faces}


def _assert_no_boxes(pdf: bytes) -> None:
    """Every glyph drawn is a glyph of its font, and not the one for "no glyph"; each says which letter it is."""
    with pikepdf.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        assert document.Root.MarkInfo.Marked
        drawn: dict[str, set[int]] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            for text in operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else ():
                codes = bytes(text) if isinstance(text, pikepdf.String) else b""
                drawn.setdefault(font, set()).update(
                    int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2)
                )
        for font, glyphs in drawn.items():
            described = page.Resources.Font[font]
            entries = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", described.ToUnicode.read_bytes() + b"\n")
            assert described.Encoding == "/Identity-H"
            assert 0 not in glyphs
            assert glyphs <= {int(glyph, 16) for glyph, _letters in entries}


def _assert_said_whole(pdf: bytes, text: str, name: str) -> None:
    """What is copied has the name's letters, in its order too unless it runs from the right; so does what is read."""
    copied, wanted = (re.sub(r"[\s\u202a-\u202e]", "", words) for words in (text, name))
    if FROM_THE_RIGHT.search(name):  # which programs turn round in ways of their own
        assert Counter(wanted) <= Counter(copied)
    else:
        assert wanted in copied
    with pikepdf.open(BytesIO(pdf)) as document:
        (heading,) = (thing for thing in document.objects if _is_heading(thing))
        if faces_for(name):
            assert str(heading.ActualText) == name
        assert str(heading.get("/Lang", "")) == language_of(name)


def _is_heading(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/H1"


def _assert_room_around_the_name(pdf: bytes, folder: Path) -> None:
    """A band of paper above and below the name, and the right margin white beside all of the text."""
    boxes = poppler("pdftotext", pdf, folder, "-bbox")
    words = [each for each in ElementTree.fromstring(boxes).iter() if each.tag.endswith("word")]
    top = next(float(each.attrib["yMax"]) for each in words if each.text == "Certificate")
    bottom = next(float(each.attrib["yMin"]) for each in words if each.text == "has")
    subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", "-png", "-singlefile", pdf_path(folder), folder / "sheet"], check=True
    )
    with Image.open(folder / "sheet.png") as sheet:
        ink = sheet.convert("L").point(lambda grey: 255 if grey < 200 else 0)
        assert ink.crop((0, int(top) + 1, sheet.width, int(bottom))).getbbox() is not None
        for start in (int(top) + 1, int(bottom) - 3):
            assert ink.crop((0, start, sheet.width, start + 3)).getbbox() is None
        right = int(187 / 210 * sheet.width)
        assert ink.crop((right, int(top), sheet.width, sheet.height)).getbbox() is None


def pdf_path(folder: Path) -> Path:
    return folder / "certificate.pdf"


def test_the_same_characters_take_another_form_in_another_language(tmp_path: Path):
    seen = {draw("直骨海", forms) for forms in ("zh-Hans", "zh-Hant", "zh-HK", "ja", "ko")}
    assert len(seen) >= 4
    assert all("直骨海" in poppler("pdftotext", pdf, tmp_path) for pdf in seen)


def test_a_box_in_place_of_a_letter_stops_the_drawing():
    class Font:
        to_unicode, missing = {0: " "}, {}  # a box for the blank between two characters

    class Document:
        fonts = {"x": Font}

    with pytest.raises(MissingGlyphsError):
        Letters("陳 大文", (), "")(Document, None)
