"""Which passwords are accepted."""

import pytest

from lms.accounts.rules.passwords import PasswordFault, password_fault, prepared

GOOD = [
    "tangerine kettle moss",
    "xK9#pQ2!vL7m",
    "żółć gęślą jaźń",
    "839201756293",
    "purple staircase",
    "ο άνεμος φυσά σήμερα",
]
COMMON = [
    "password1234",
    "P@ssw0rd1234",
    "Password2026!",
    "aaaaaaaaaaaa",
    "ababababab12",
    "123456789012",
    "987654321098",
    "qwertyuiop12",
    "1qaz2wsx3edc",
    "Summer2026!!",
    "letmeinletmein",
    "welcome12345",
    "correct horse battery staple",
    "nhsnhsnhs2026",
    "Liverpool2026",
]


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_needs_no_composition(password: str) -> None:
    assert password_fault(password) is None


@pytest.mark.parametrize("password", COMMON)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert password_fault(password) is PasswordFault.COMMON


def test_twelve_characters_are_enough_and_eleven_are_not() -> None:
    assert password_fault("kettle-moss9") is None
    assert password_fault("kettle-moss") is PasswordFault.TOO_SHORT
    assert password_fault("") is PasswordFault.TOO_SHORT


def test_a_very_long_password_is_refused_before_it_costs_anything() -> None:
    assert password_fault("kettle moss " * 10) is None
    assert password_fault("kettle moss " * 1000) is PasswordFault.TOO_LONG


@pytest.mark.parametrize("letter", ["\0", "\n", "\x1b", "\ud800"])
def test_what_no_keyboard_types_is_refused(letter: str) -> None:
    assert password_fault(f"tangerine{letter}kettle") is PasswordFault.UNPRINTABLE


def test_ones_own_name_and_address_are_refused() -> None:
    assert password_fault("marguerite.okafor9", email="marguerite.okafor@example.org") is PasswordFault.COMMON
    assert password_fault("Okaforokafor1!", name="Maria Okafor") is PasswordFault.COMMON
    assert password_fault("marguerite.okafor9") is None


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    assert prepared("ﬁne kettle moss") == prepared("fine kettle moss")
