"""What may be shown of an entry on a day: a number only while a person's check of at most 90 days vouches for it."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.contact import ALWAYS_RIGHT
from lms.referrals.rules.entries import (
    Consent,
    Details,
    Entry,
    Kind,
    Referral,
    Status,
    changed_fields,
    is_due,
    listing,
    needs_new_check,
    next_check_on,
)

DAY = date(2026, 11, 22)
ENTRY = Entry(
    name="Harbour Advocates",
    kind=Kind.LOCAL,
    areas=frozenset({"QE1"}),
    area_text="Blackpool",
    who_for="People who are being followed.",
    how_to_refer="",
    referral_by=Referral.EITHER,
    consent=Consent.NEEDED,
    phone="01632 960001",
    hours="Monday",
    website="https://harbour.example",
    source="Its own page",
    notes="",
    service_id=1,
    status=Status.LIVE,
    checked_on=DAY,
    version=1,
)


def checked(days_ago: int | None, status: Status = Status.LIVE) -> Entry:
    return replace(ENTRY, status=status, checked_on=None if days_ago is None else DAY - timedelta(days=days_ago))


@pytest.mark.parametrize(("days_ago", "is_shown"), [(0, True), (1, True), (90, True), (91, False), (400, False),
                                                    (None, False), (-1, False)])  # fmt: skip
def test_a_number_shows_for_90_days_after_a_check_and_never_before_it(days_ago: int | None, is_shown: bool) -> None:
    shown = listing(checked(days_ago), DAY)
    assert shown is not None
    contact = (shown.phone, shown.hours, shown.website, shown.checked_on)
    assert contact == ((ENTRY.phone, ENTRY.hours, ENTRY.website, checked(days_ago).checked_on) if is_shown
                       else ("", "", "", None))  # fmt: skip


@pytest.mark.parametrize("status", [Status.CANDIDATE, Status.SUPERSEDED])
def test_candidates_and_what_has_ended_show_nowhere(status: Status) -> None:
    assert listing(checked(0, status), DAY) is None


def test_an_entry_that_is_being_checked_shows_no_number_whenever_somebody_looked() -> None:
    shown = listing(checked(0, Status.CHECK), DAY)
    assert shown is not None and shown.phone == ""


@pytest.mark.parametrize("phone", ["999", "101", "111", "0808 802 0300", "08088020300"])
def test_four_numbers_always_show_but_not_what_stands_beside_them(phone: str) -> None:
    shown = listing(replace(checked(None), phone=phone), DAY)
    assert shown is not None
    assert (shown.phone, shown.hours, shown.website) == (phone, "", "")


@given(
    phone=st.from_regex(r"0[0-9]{9,10}", fullmatch=True),
    days_ago=st.none() | st.integers(-1000, 1000),
    status=st.sampled_from(Status),
)
def test_whatever_shows_was_checked_and_found_right(phone: str, days_ago: int | None, status: Status) -> None:
    shown = listing(replace(checked(days_ago, status), phone=phone), DAY)
    if phone in ALWAYS_RIGHT or (status is Status.LIVE and days_ago is not None and 0 <= days_ago <= 90):
        return
    assert shown is None or phone not in map(str, asdict(shown).values())


@pytest.mark.parametrize(("days_ago", "due"), [(None, True), (0, False), (75, False), (76, True), (91, True)])
def test_a_check_is_due_a_fortnight_before_it_ends(days_ago: int | None, due: bool) -> None:
    assert is_due(checked(days_ago), DAY) is due


def test_what_is_being_checked_is_due_and_what_has_ended_is_not() -> None:
    assert is_due(checked(0, Status.CHECK), DAY)
    assert not is_due(checked(None, Status.SUPERSEDED), DAY)


def test_the_next_check_is_90_days_later() -> None:
    assert next_check_on(date(2026, 11, 22)) == date(2027, 2, 20)
    assert next_check_on(None) is None


def test_any_change_but_to_notes_and_source_needs_a_new_check() -> None:
    names = set(Details.__dataclass_fields__)
    assert {name for name in names if not needs_new_check([name])} == {"notes", "source"}
    assert changed_fields(ENTRY, replace(ENTRY, notes="x", phone="101")) == ["phone", "notes"]
