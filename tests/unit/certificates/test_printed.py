import json

import pytest

from lms.certificates.rules.printed import minutes_in_words, read_printed, supports_sentence
from tests.factories.certificates import printed_sheet


def test_what_was_frozen_is_read_back_as_it_was():
    frozen = printed_sheet(None, name="Þórdís {{7*7}}")
    assert read_printed(json.loads(json.dumps(frozen.to_json()))) == frozen


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(195, "3 hours 15 minutes"), (60, "1 hour"), (61, "1 hour 1 minute"), (45, "45 minutes"), (0, "0 minutes")],
)
def test_minutes_are_said_in_words(minutes: int, words: str):
    assert minutes_in_words(minutes) == words


@pytest.mark.parametrize(
    ("modules", "heading"),
    [
        ([("One", 30, 80)], "Module passed at 80% or more"),
        ([("One", 30, 80), ("Two", 30, 80)], "Modules passed, each at 80% or more"),
        ([("One", 30, 80), ("Two", 30, 70)], "Modules passed"),
    ],
)
def test_the_pass_mark_is_said_once_where_it_is_the_same(modules: list[tuple[str, int, int]], heading: str):
    assert printed_sheet(None, modules=modules).modules_heading == heading


@pytest.mark.parametrize(
    ("supports", "end"),
    [
        ([], "training."),
        (["Safeguarding adults level 2"], "training; supports safeguarding adults level 2."),
        (["CSTF one", "Information governance"], "training; supports CSTF one and information governance."),
        (["A", "B", "C"], "training; supports A, B and C."),
    ],
)
def test_it_supports_other_learning_and_never_replaces_it(supports: list[str], end: str):
    sentence = supports_sentence(supports)
    assert sentence.startswith("Adds to, and does not replace, statutory safeguarding")
    assert sentence.endswith(end)


def test_the_small_print_says_what_kind_of_learning_which_text_and_that_nobody_has_reviewed_it():
    words = printed_sheet(None, revision=7).small_print
    assert "Non-participatory continuing professional development." in words
    assert "Content revision 7. Not yet clinically reviewed." in words
    assert "Not produced or endorsed by the NHS" in words
