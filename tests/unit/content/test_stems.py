"""Words as a search compares them, and the word that was meant."""

import pytest

from lms.content.stems import nearest, stem, words_in


@pytest.mark.parametrize(
    "family",
    [
        "stalk stalks stalked stalking stalk's",
        "worry worries worried worrying",
        "refer refers referred referring",
        "harass harasses harassed harassing",
        "house houses housed housing",
        "agency agencies agency's",
        "risk risks",
        "stress stresses stressed",
        "recognise recognised recognising recognize recognized",
        "organisation organization organisations",
        "nurse nurses nursing",
        "watch watches watched watching",
        "process processes processing",
    ],
)
def test_forms_of_a_word_are_one(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("thing", "th"), ("need", "ne"), ("risk", "rise"), ("police", "policy")])
def test_other_words_stay_others(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "s", "ed", "ing", "ies", "'s", "ss", "ß", "İ", "1", "e", "yyy", "sss"])
def test_no_word_is_too_short_or_too_strange(word):
    assert isinstance(stem(word), str)


def test_words_are_found_whatever_stands_between_them():
    assert words_in("Post-traumatic: it’s “Zoë’s”, 999!") == ["post", "traumatic", "it's", "zoë's", "999"]


KNOWN = ["helpline", "police", "policy", "safe", "flag", "enquiry", "record"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("helplien", "helpline"),
        ("helpine", "helpline"),
        ("hellpline", "helpline"),
        ("polcie", "police"),
        ("enqiury", "enquiry"),
        ("inquery", "enquiry"),
        ("flga", "flag"),
        ("saef", "safe"),
        ("sf", None),
        ("sane", "safe"),
        ("bicycle", None),
        ("helpliness", "helpline"),
        ("polite", "police"),
    ],
)
def test_the_nearest_known_word_is_what_was_meant(typed, meant):
    assert nearest(typed, KNOWN) == meant


def test_of_two_that_are_as_near_the_first_is_meant():
    assert nearest("polics", ["policy", "police"]) == "policy"
    assert nearest("polics", ["police", "policy"]) == "police"
