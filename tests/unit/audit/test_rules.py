"""The seal of an audit event depends on every word of it and on the seal before it."""

from hypothesis import given
from hypothesis import strategies as st

from lms.audit.rules import FIRST_LINK, link

WORDS = st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=8), st.integers(), st.none()), max_size=4)


@given(WORDS, WORDS)
def test_two_events_share_a_seal_only_when_they_say_the_same(one: dict[str, object], other: dict[str, object]) -> None:
    assert (link(FIRST_LINK, one) == link(FIRST_LINK, other)) == (one == other)


def test_the_same_event_after_another_past_has_another_seal() -> None:
    event: dict[str, object] = {"action": "role granted"}
    assert link(FIRST_LINK, event) != link(link(FIRST_LINK, event), event)
