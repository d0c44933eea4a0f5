"""Help for me: public, without a trace, and with only the numbers that were checked."""

import re
from html import unescape

import pytest

from lms.referrals.rules.who import LABELS, Who

ADDRESS = "/help-for-me"


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


def test_it_needs_nobody_and_leaves_nothing(client, statements):
    client.sends_token = False
    with statements() as seen:
        pages = [client.get(ADDRESS), *(client.post(ADDRESS, data={"who": who.value}) for who in Who)]
    assert seen == []
    for page in pages:
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "csrf" not in page.text


def test_to_somebody_signed_in_it_is_the_same_and_their_session_is_not_touched(client, make, at, statements):
    before = client.get(ADDRESS).data
    at("2026-11-21 09:00")
    make.sign_in(client, make.person(name="Rowan Ellis"))
    at("2026-11-21 09:10")
    with statements() as seen:
        page = client.get(ADDRESS)
        chosen = client.post(ADDRESS, data={"who": "colleague"})
    assert seen == []
    assert page.data == before
    assert "Rowan" not in page.text + chosen.text
    assert "Set-Cookie" not in page.headers
    assert "Set-Cookie" not in chosen.headers


@pytest.mark.parametrize("who", list(Who))
def test_only_the_four_numbers_and_no_opening_hours(client, who):
    for page in (client.get(ADDRESS), client.post(ADDRESS, data={"who": who.value})):
        numbers = set(re.findall(r"(?<![\w#.])\d[\d ]*\d(?![\w.])", words(page)))
        assert numbers - {"55"} == {"999", "101", "111", "0808 802 0300"}
        assert not re.search(r"\b(am|pm|24 hours|Monday|weekdays|open)\b", words(page))
        assert set(re.findall(r'href="tel:(\d+)"', page.text)) == {"999", "101", "111", "08088020300"}


@pytest.mark.parametrize("who", list(Who))
def test_a_choice_is_answered_first_and_stands_in_no_address(client, who):
    page = client.post(ADDRESS, data={"who": who.value})
    assert page.text.index('id="answer"') < page.text.index('id="services"')
    assert f"{ADDRESS}?" not in page.text
    assert client.get(f"{ADDRESS}?who={who.value}").data == client.get(ADDRESS).data
    assert LABELS[who] in words(client.get(ADDRESS))


@pytest.mark.parametrize("sent", [{}, {"who": ""}, {"who": "../../etc/passwd"}, {"who": "_services"}])
def test_no_choice_is_a_reason_to_read_on(client, sent):
    page = client.post(ADDRESS, data=sent)
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert "0808 802 0300" in page.text
