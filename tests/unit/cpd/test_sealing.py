"""Sealing: what goes in comes out, for its person and its row alone, under a key that is there."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.cpd.rules.sealing import HEAD, STEP, Unreadable, is_under, key_name, seal, unseal

NEW, OLD, OTHER = (secrets.token_hex(32) for _ in range(3))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
bound = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(text=words, bound_to=bound)
def test_what_was_sealed_opens_as_it_was(text: str, bound_to: str) -> None:
    content = {"text": text, "answers": {"learnt": text}}
    assert unseal(seal(content, keys=[NEW], bound_to=bound_to), keys=[NEW], bound_to=bound_to) == content


@given(text=words, bound_to=bound, other=bound)
def test_it_opens_for_nobody_else_and_in_no_other_row(text: str, bound_to: str, other: str) -> None:
    sealed = seal({"text": text}, keys=[NEW], bound_to=bound_to)
    if other != bound_to:
        with pytest.raises(Unreadable):
            unseal(sealed, keys=[NEW], bound_to=other)


@given(text=words, place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_changed_bit_is_noticed_wherever_it_is(text: str, place: int, bit: int) -> None:
    sealed = bytearray(seal({"text": text}, keys=[NEW], bound_to="me"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), keys=[NEW, OLD], bound_to="me")


@settings(max_examples=30)
@given(cut=st.integers(min_value=0, max_value=HEAD + STEP))
def test_a_text_that_was_cut_off_is_unreadable_and_no_crash(cut: int) -> None:
    with pytest.raises(Unreadable):
        unseal(seal({"text": ""}, keys=[NEW], bound_to="me")[:cut], keys=[NEW], bound_to="me")


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({seal({"text": "same"}, keys=[NEW], bound_to="me") for _ in range(50)}) == 50


def test_no_word_of_it_shows_and_its_length_says_little() -> None:
    short, longer = (seal({"text": text}, keys=[NEW], bound_to="me") for text in ("Ann", "Ann was there " * 10))
    assert b"Ann" not in short
    assert len(short) == len(longer)


def test_an_older_key_opens_while_it_is_kept_and_the_first_seals() -> None:
    before = seal({"text": "then"}, keys=[OLD], bound_to="me")
    assert unseal(before, keys=[NEW, OLD], bound_to="me") == {"text": "then"}
    with pytest.raises(Unreadable):
        unseal(before, keys=[NEW, OTHER], bound_to="me")
    after = seal({"text": "now"}, keys=[NEW, OLD], bound_to="me")
    assert is_under(after, NEW) and not is_under(after, OLD)
    assert is_under(before, OLD)


def test_two_keys_of_one_name_are_both_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.cpd.rules.sealing.key_name", lambda _key: b"same")
    sealed = seal({"text": "then"}, keys=[OLD], bound_to="me")
    assert unseal(sealed, keys=[NEW, OLD], bound_to="me") == {"text": "then"}


def test_the_name_of_a_key_is_no_part_of_it() -> None:
    assert key_name(NEW) not in bytes.fromhex(NEW)
