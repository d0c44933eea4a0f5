import unicodedata

import pytest

from lms.certificates.rules.name import UnprintableNameError, printed_name

AS_TYPED = [
    "Rowan Adebayo-Ellis",
    "Teller",
    "O’Neill",
    "D'Souza",
    "Nguyễn Thị Minh Khai",
    "Þórdís Ævarsdóttir",
    "Ọláolúwa Adébáyọ̀",
    "Αλεξάνδρα Παπαδοπούλου",
    "Святослава Володимирівна",
    "محمد الأمين",
    "می‌خواهم",
    "陳大文",
    "{{7*7}}",
    "<img src=x>",
    "file:///etc/passwd",
    "Robert'); DROP TABLE certificate;--",
    "1",
]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_name_is_printed_exactly_as_typed(typed: str):
    assert printed_name(typed) == unicodedata.normalize("NFC", typed)


def test_only_spaces_and_the_way_of_writing_accents_are_tidied():
    assert printed_name("  Zoe\u0308   de\u00a0la  Cruz ") == "Zoë de la Cruz"


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0\u2003", "\u200d"])
def test_nothing_is_not_a_name(typed: str):
    with pytest.raises(UnprintableNameError, match="Enter your name"):
        printed_name(typed)


@pytest.mark.parametrize(
    "hidden",
    ["\x00", "\n", "\t", "\x1b", "\x7f", "\x85", "\u200b", "\u200e", "\u200f", "\u2028", "\u202a", "\u202e", "\u2066",
     "\u2069", "\u061c", "\ufeff", "\ue000", "\ud800", "\U000e0041", "\U0010ffff", "\ufe0f", "\U000e0101", "\u3164",
     "\u115f", "\u2800", "\u034f"],
)  # fmt: skip
def test_what_nobody_can_see_is_refused(hidden: str):
    with pytest.raises(UnprintableNameError, match="cannot be seen"):
        printed_name(f"Ann{hidden}Lee")


def test_200_characters_are_a_name_and_201_are_not():
    assert printed_name("x" * 200) == "x" * 200
    with pytest.raises(UnprintableNameError, match="200 characters or fewer"):
        printed_name("x" * 201)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ann 🙂", "We cannot print 🙂. Write"),
        ("\U0002a6d6\U00030000", "We cannot print \U0002a6d6 or \U00030000. Write"),
        ("བོད་ A", "We cannot print བ, \u25ccོ, ད or ་. Write"),
        ("ᐃᓄᒃᑎᑐᑦ", "We cannot print ᐃ, ᓄ, ᒃ, ᑎ, ᑐ or other characters. Write"),
    ],
)
def test_letters_that_no_font_has_are_named_before_anything_is_issued(name: str, words: str):
    with pytest.raises(UnprintableNameError) as refused:
        printed_name(name)
    assert str(refused.value) == f"{words} your name in other letters"


def test_marks_cannot_be_piled_up_to_cover_the_sheet():
    assert printed_name("q" + "\u0301" * 4)
    with pytest.raises(UnprintableNameError, match="marks"):
        printed_name("q" + "\u0301" * 5)
