import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.rules.number import ALPHABET, BITS, grouped, new_number, read_number, spell


def test_alphabet_has_no_letter_that_is_read_as_another():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


@given(st.integers(0, 2**BITS - 1))
def test_every_value_has_a_spelling_of_its_own(value: int):
    number = spell(value)
    assert len(number) == 26
    assert sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(number))) == value


def test_new_numbers_use_all_of_the_bits():
    numbers = [new_number() for _ in range(400)]
    assert len(set(numbers)) == 400
    assert {number[-1] for number in numbers} == set(ALPHABET)
    assert {number[0] for number in numbers} == set("01234567")  # 26 characters hold 130 bits, 128 are used


@pytest.mark.parametrize("value", [-1, 2**BITS])
def test_a_value_of_more_bits_is_refused(value: int):
    with pytest.raises(ValueError, match="128 bits"):
        spell(value)


def test_printed_in_groups_of_four():
    assert grouped("7K4MQ2XD9FTRW3HB5PZC8NJVEA") == "7K4M-Q2XD-9FTR-W3HB-5PZC-8NJV-EA"


@given(st.integers(0, 2**BITS - 1))
def test_what_is_printed_is_read_back(value: int):
    assert read_number(grouped(spell(value))) == spell(value)


@pytest.mark.parametrize(
    "typed",
    [
        "7k4m-q2xd-9ftr-w3hb-5pzc-8njv-ea",
        " 7K4M Q2XD 9FTR W3HB 5PZC 8NJV EA\n",
        "7K4MQ2XD9FTRW3HB5PZC8NJVEA",
        "7K4M–Q2XD—9FTR‑W3HB−5PZC-8NJV-EA",
    ],
)
def test_case_spaces_and_hyphens_are_of_no_account(typed: str):
    assert read_number(typed) == "7K4MQ2XD9FTRW3HB5PZC8NJVEA"


def test_letters_that_look_like_figures_are_read_as_figures():
    assert read_number("OIL" + "A" * 23) == read_number("oil" + "a" * 23) == "011" + "A" * 23


@pytest.mark.parametrize(
    "typed", ["", "7K4M", "7K4MQ2XD9FTRW3HB5PZC8NJVEAA", "U" * 26, "é" * 26, "ß" * 13, "x" * 10**6]
)
def test_what_cannot_be_a_number_is_none(typed: str):
    assert read_number(typed) is None
