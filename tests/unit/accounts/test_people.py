"""Names, addresses and staff groups as they are stored."""

import pytest

from lms.access import Role
from lms.accounts.rules.people import (
    ROLE_HINTS,
    ROLE_LABELS,
    UnknownStaffGroup,
    clean_name,
    domain_of,
    known_staff_group,
    normal_email,
    staff_group_label,
)


def test_one_address_has_one_form() -> None:
    assert normal_email("  Asha.RAO@Example.NHS.uk ") == "asha.rao@example.nhs.uk"
    assert normal_email("ａsha@example.org") == "asha@example.org"


def test_the_domain_is_what_follows_the_last_at() -> None:
    assert domain_of('"a@b"@example.org') == "example.org"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Asha   Rao ", "Asha Rao"),
        ("Asha\x00\nRao", "Asha Rao"),
        ("<img src=x>", "<img src=x>"),
        ("{{7*7}}", "{{7*7}}"),
        ("Zoë O’Neill-Łukasz", "Zoë O’Neill-Łukasz"),
    ],
)
def test_a_name_is_printed_as_typed(typed: str, printed: str) -> None:
    assert clean_name(typed) == printed


def test_every_role_has_a_label_and_every_one_above_learner_a_hint() -> None:
    assert set(ROLE_LABELS) == {role.value for role in Role}
    assert set(ROLE_HINTS) == {role.value for role in Role if role is not Role.LEARNER}


def test_an_unknown_staff_group_is_refused() -> None:
    assert known_staff_group("nursing") == "nursing"
    assert staff_group_label("nursing") == "Nursing"
    with pytest.raises(UnknownStaffGroup):
        known_staff_group("astronaut")
