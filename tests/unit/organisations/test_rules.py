"""What an organisation is."""

import pytest

from lms.organisations.rules import (
    KIND_LABELS,
    LEVELS,
    OrganisationKind,
    clean_domain,
    clean_join_code,
    clean_ods_code,
    is_shared,
    may_stand_under,
    new_join_code,
    printed_join_code,
)


def test_every_kind_has_a_label_and_a_level() -> None:
    assert set(KIND_LABELS) == set(LEVELS) == set(OrganisationKind)


@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_nothing_stands_under_its_own_kind(kind: OrganisationKind) -> None:
    assert not may_stand_under(kind, kind)


def test_no_circle_can_be_made() -> None:
    pairs = [(a, b) for a in OrganisationKind for b in OrganisationKind if may_stand_under(a, b)]
    assert pairs
    assert not any((b, a) in pairs for a, b in pairs)


@pytest.mark.parametrize(("text", "code"), [("rx1", "RX1"), (" A81001 ", "A81001"), ("QHM", "QHM")])
def test_ods_codes_are_written_in_capitals(text: str, code: str) -> None:
    assert clean_ods_code(text) == code


@pytest.mark.parametrize("text", ["", "AB", "A810012", "A 81", "A-81", "Ä81", "A81\n1"])
def test_what_is_no_ods_code_is_refused(text: str) -> None:
    assert clean_ods_code(text) is None


@pytest.mark.parametrize("domain", ["nhs.net", "nhs.uk", "gmail.com", "outlook.com", "icloud.com"])
def test_a_domain_of_many_employers_is_shared(domain: str) -> None:
    assert is_shared(domain)


def test_a_trusts_own_domain_is_not_shared() -> None:
    assert not is_shared("harbour.nhs.uk")


@pytest.mark.parametrize(("text", "domain"), [("@Trust.NHS.uk", "trust.nhs.uk"), ("a-b.org", "a-b.org")])
def test_domains_are_written_in_small_letters(text: str, domain: str) -> None:
    assert clean_domain(text) == domain


@pytest.mark.parametrize("text", ["", "nhs", "a..uk", "-a.uk", "a@b.uk", "a b.uk", "a.uk/x", "<b>.uk"])
def test_what_is_no_domain_is_refused(text: str) -> None:
    assert clean_domain(text) is None


def test_a_join_code_is_read_however_it_was_typed() -> None:
    code = new_join_code()
    assert clean_join_code(printed_join_code(code).lower().replace("-", " - ")) == code
    assert clean_join_code("oil0") == "0110"


def test_join_codes_differ() -> None:
    assert len({new_join_code() for _ in range(200)}) == 200
