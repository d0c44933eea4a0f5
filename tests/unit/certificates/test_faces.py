"""Which fonts a name needs, which language its letters tell, which way they run."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.pdf.assets import NAME_FONTS
from lms.certificates.pdf.fonts import coverage_table
from lms.certificates.rules.faces import (
    COVERAGE,
    HOUSE,
    NAME_FACES,
    faces_for,
    missing_from_name,
    missing_from_text,
)
from lms.certificates.rules.script import direction_of, language_of, likely_han_forms, needs_han_forms


def test_the_table_says_what_is_in_the_fonts():
    assert COVERAGE.read_text("ascii") == coverage_table()


def test_each_font_has_its_source_its_version_and_the_licence_beside_it():
    words = (NAME_FONTS / "README.md").read_text()
    files = {path.name for path in NAME_FONTS.iterdir()} - {"README.md"}
    assert files == {face.file for face in NAME_FACES}
    assert all(f"| {name} |" in words for name in files)
    assert "SIL OPEN FONT LICENSE Version 1.1" in words


@pytest.mark.parametrize("name", ["Rowan Adebayo-Ellis", "Nguyễn Thị", "Παπαδοπούλου", "Кропивницька", "Ọláolúwa", ""])
def test_most_names_need_no_font_beside_the_house_face(name: str):
    assert faces_for(name) == ()


@pytest.mark.parametrize(
    ("name", "families"),
    [
        ("محمد", ["Noto Sans Arabic"]),
        ("陳大文 Chan", ["Noto Sans CJK"]),
        ("Ƙwari", ["Noto Sans"]),
        ("می‌خواهم", ["Noto Sans Arabic"]),
        ("Anita அனிதா अनिता", ["Noto Sans Devanagari", "Noto Sans Tamil"]),
    ],
)
def test_only_the_fonts_that_a_name_needs(name: str, families: list[str]):
    assert [face.family for face in faces_for(name)] == families


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
def test_every_letter_is_in_a_font_that_is_loaded_or_is_named_as_missing(name: str):
    loaded = (HOUSE, *faces_for(name))
    missing = missing_from_name(name)
    assert (
        set(missing)
        <= set(name)
        == set(missing) | {each for each in name if each in "\u200c\u200d" or any(face.covers(each) for face in loaded)}
    )
    assert set(missing_from_text(name)) >= set(missing)


def test_whatever_the_house_face_lacks_is_missing_from_the_text_beside_a_name():
    assert missing_from_text("Ann 陳陳大") == "陳大"
    assert missing_from_text("".join(map(chr, range(0x20, 0x7F)))) == ""


@pytest.mark.parametrize(
    ("name", "direction"),
    [("Ann", "ltr"), ("محمد", "rtl"), ("שרה Ann", "rtl"), ("Ann שרה", "ltr"), ("1 محمد", "rtl"), ("陳", "ltr"),
     ("", "ltr")],
)  # fmt: skip
def test_the_first_letter_with_a_direction_decides(name: str, direction: str):
    assert direction_of(name) == direction


@pytest.mark.parametrize(
    ("name", "chosen", "language"),
    [
        ("Ann Lee", "", ""),
        ("محمد", "", ""),  # Arabic, Persian, Urdu and more
        ("प्रियंका", "", ""),  # Hindi, Marathi, Nepali
        ("அனிதா", "", "ta"),
        ("Anita அனிதா", "", ""),
        ("שרה", "", "he"),
        ("さくら", "zh-HK", "ja"),
        ("渡邉 さくら", "", "ja"),
        ("김민수 金", "", "ko"),
        ("陳大文 Chan", "zh-HK", "zh-HK"),
        ("陳大文", "", "zh-Hant"),
        ("陳大文", "fr", "zh-Hant"),
    ],
)
def test_a_language_is_said_only_where_the_letters_or_the_holder_tell(name: str, chosen: str, language: str):
    assert language_of(name, chosen) == language


@pytest.mark.parametrize(
    ("name", "forms"),
    [("王伟", "zh-Hans"), ("陳大文", "zh-Hant"), ("渡辺", "ja"), ("邨𠝹", "zh-HK"), ("㐀", "zh-Hant"), ("榊原", "ja")],
)  # fmt: skip
def test_the_forms_offered_first_are_those_of_the_country_that_writes_the_name(name: str, forms: str):
    assert needs_han_forms(name)
    assert likely_han_forms(name) == forms


def test_no_name_of_any_letters_stops_the_rules():
    for code in range(sys.maxunicode + 1):
        if 0xD800 <= code <= 0xDFFF or code % 97:
            continue
        language_of(chr(code)), direction_of(chr(code)), missing_from_name(chr(code))
