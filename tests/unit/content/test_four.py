"""The FOUR recogniser: what it says follows from the tags of one behaviour, and it never judges the whole."""

import re
from itertools import chain, combinations, product

import pytest

from lms.content.questions import KINDS, UnreadableAnswer, blanks, mark, read, read_whole
from lms.content.questions.four import LONGEST, PARTS
from lms.learning.presenters.question import explained
from tests.support.courses import FOUR, course_in

TAGS = list(chain.from_iterable(combinations(PARTS, size) for size in range(len(PARTS) + 1)))
SOME = f"(?:{'|'.join(PARTS.values())})".lower()
LIST = f"(?:{SOME}(?:, {SOME})*(?: and {SOME})?)"
LABEL = re.compile(rf"You ticked {LIST}|Your entry|")
REMARK = re.compile(
    rf"So did we\.|(We also see {LIST}\.)? ?(Ask yourself what shows {LIST}\.)?|We see: {LIST}\.|Seen alone\."
)
JUDGES = re.compile(
    r"\b(not|isn['’]t|no) stalking\b|\b(low|medium|high|standard)[ -]risk\b|\d ?%|\b\d+ (out )?of \d+\b|\bis safe to\b",
    re.I,
)


def recognisers():
    """Every recogniser of the course."""
    pages = [page for module in course_in(FOUR).modules for page in module.pages]
    return [check for page in pages for check in page.checks if check.kind == "four"]


RECOGNISERS = recognisers()


def test_the_course_has_some():
    assert len(RECOGNISERS) >= 2


@pytest.mark.parametrize("question", RECOGNISERS, ids=lambda each: each.id)
def test_no_combination_of_tags_brings_a_score_a_risk_level_or_a_verdict(question):
    *behaviours, entry = question.options
    fixed = [option.feedback for option in question.options]
    assert not [words for words in (question.stem, question.title, *fixed) if JUDGES.search(words)]
    seen = 0
    for tags in product(TAGS, repeat=len(behaviours)):
        response = tuple(f"{each.id}:{''.join(tag)}" for each, tag in zip(behaviours, tags, strict=True) if tag)
        told = explained(question, (*response, f"{entry.id}:Seen alone."))
        assert mark(question, response) == 0
        assert not told.feedback
        assert [each.option.feedback for each in told.options] == fixed
        for each in told.options:
            assert not each.marked_right
            assert LABEL.fullmatch(each.label), each.label
            assert REMARK.fullmatch(each.remark), each.remark
        seen += 1
    assert seen == len(TAGS) ** len(behaviours)


@pytest.mark.parametrize("question", RECOGNISERS, ids=lambda each: each.id)
def test_what_is_sent_is_read_whatever_its_order(question):
    *behaviours, entry = question.options
    sent = [f"{each.id}:{letter}" for each in behaviours for letter in "RU"] + [f"{entry.id}:  Seen alone.\nOn 3 May. "]
    whole = (*(f"{each.id}:UR" for each in behaviours), f"{entry.id}:Seen alone.\nOn 3 May.")
    assert read_whole(question, sent[::-1]) == whole
    assert read(question, sent[:2]) == (f"{behaviours[0].id}:UR",)
    assert blanks(question, read(question, sent[:2])) == len(behaviours)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ([], "Tick at least one part"),
        (["a:X"], "Select one of the answers shown"),
        (["z:F"], "Select one of the answers shown"),
        (["d:NHS 943 476 5919", "a:F"], "looks like an NHS number"),
        ([f"d:{'a' * (LONGEST + 1)}", "a:F"], "1,000 characters or fewer"),
    ],
)
def test_what_cannot_be_read_says_so_and_the_rest_stays(sent, words):
    question = next(each for each in RECOGNISERS if len(each.options) == 4)
    with pytest.raises(UnreadableAnswer, match=words) as problem:
        read(question, sent)
    assert bool(problem.value.so_far) == (len(sent) > 1)


def test_it_cannot_be_drawn():
    assert not KINDS["four"].is_marked
