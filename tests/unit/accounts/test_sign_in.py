"""How long sessions and links last, how often something may be tried, where to go afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.access import (
    IDLE_MINUTES,
    IDLE_MINUTES_ABOVE_LEARNER,
    LONGEST_HOURS,
    LONGEST_HOURS_ABOVE_LEARNER,
)
from lms.accounts.rules.sign_in import (
    LINK_LIVES,
    MOST_TRIES,
    ThrottledAct,
    TokenPurpose,
    device_name,
    may_try_again,
    new_token,
    session_end,
    token_hash,
    way_back,
)

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_the_limits_are_those_of_the_privacy_rules() -> None:
    assert (IDLE_MINUTES, LONGEST_HOURS) == (30, 12)
    assert (IDLE_MINUTES_ABOVE_LEARNER, LONGEST_HOURS_ABOVE_LEARNER) == (15, 8)


def test_a_session_ends_when_idle_or_after_its_longest_time() -> None:
    limits = {"idle_minutes": 30, "longest_hours": 12}
    assert session_end(NINE, NINE, **limits) == NINE + timedelta(minutes=30)
    later = NINE + timedelta(hours=11, minutes=45)
    assert session_end(NINE, later, **limits) == NINE + timedelta(hours=12)


def test_every_link_dies_within_a_day() -> None:
    assert set(LINK_LIVES) == set(TokenPurpose)
    assert max(LINK_LIVES.values()) <= timedelta(days=1)


def test_the_tries_of_a_pair_run_out() -> None:
    most = MOST_TRIES[ThrottledAct.SIGN_IN]
    assert may_try_again(ThrottledAct.SIGN_IN, most - 1)
    assert not may_try_again(ThrottledAct.SIGN_IN, most)


def test_a_token_is_long_and_no_hash_leads_back_to_it() -> None:
    token = new_token()
    assert len(token) == 64 and token != new_token()
    assert token not in token_hash(token)


@pytest.mark.parametrize("text", ["/learning", "/learning/four/4/2?again=1", "/"])
def test_the_way_back_is_inside(text: str) -> None:
    assert way_back(text) == text


@pytest.mark.parametrize(
    "text", ["", "learning", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "javascript:1"]
)
def test_no_way_back_leads_elsewhere(text: str) -> None:
    assert way_back(text) is None


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("<script>alert(1)</script>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_called_what_its_owner_calls_it(agent: str, name: str) -> None:
    assert device_name(agent) == name
