"""NHS numbers, as people type them. 943 476 5919 is the NHS's own example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.nhs_number import holds_nhs_number


@pytest.mark.parametrize("text", [
    "9434765919", "943 476 5919", "943-476-5919", "Seen today, 943 476 5919, at home", "NHS:9434765919.",
    "12 943 476 5919", "1 34 943 476 5919", "9434765919 12", "ref 12 34, 943 476 5919",
])  # fmt: skip
def test_one_is_found_wherever_it_stands(text):
    assert holds_nhs_number(text)


@pytest.mark.parametrize("text", [
    "", "943 476 5918", "0808 802 0300", "07700 900123", "21/11/2026", "94347659190", "943 476 591", "999, 101, 111",
])  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert not holds_nhs_number(text)


@given(st.integers(0, 999_999_999))
def test_of_ten_numbers_with_the_same_beginning_one_at_most_is_one(beginning):
    found = [last for last in range(10) if holds_nhs_number(f"{beginning:09}{last}")]
    assert len(found) <= 1


@given(st.text())
def test_no_text_is_too_strange_to_be_looked_at(text):
    assert holds_nhs_number(text) in {True, False}
