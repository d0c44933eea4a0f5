"""Words that travel sealed: for one session, for a while, and of a length that tells nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lms import clock
from lms.access import Actor
from lms.web import sealing

ACTOR = Actor(1, "a" * 32, "Asha Rao", "asha@wealdside.example", "token", 7, clock.now(), clock.now() + timedelta(1))


@pytest.mark.parametrize("words", ["kettle", "", "山田 ßİ", "x" * 100])
def test_they_come_back_as_they_were(app, words):
    assert sealing.unseal("search", ACTOR, sealing.seal("search", ACTOR, words)) == words


def test_nobody_elses_session_opens_them_nor_another_purpose(app):
    sealed = sealing.seal("search", ACTOR, "kettle")
    assert sealing.unseal("search", replace(ACTOR, session_id=8), sealed) is None
    assert sealing.unseal("replay", ACTOR, sealed) is None


@pytest.mark.parametrize("sealed", ["", "x", "gAAAAA==", "é", "a" * 5000])
def test_what_was_never_sealed_is_nothing(app, sealed):
    assert sealing.unseal("search", ACTOR, sealed) is None


def test_they_open_for_an_hour(app, monkeypatch):
    sealed = sealing.seal("search", ACTOR, "kettle")
    monkeypatch.setattr(sealing, "KEPT_FOR_SECONDS", -1)
    assert sealing.unseal("search", ACTOR, sealed) is None


def test_their_length_says_nothing_of_the_words(app):
    assert len({len(sealing.seal("search", ACTOR, words)) for words in ("a", "kettle", "independent adviser")}) == 1
