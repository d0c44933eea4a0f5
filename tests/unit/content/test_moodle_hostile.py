"""Files that claim to be from Moodle and mean harm: refused as a whole and at once, and no bytes raise an error."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lms.content.files import FILE_LIMIT
from lms.content.moodle import read_moodle
from lms.content.questions import KINDS
from tests.support.moodle import (
    CHOICE,
    GAPS,
    NUMBER,
    PAIR,
    PIECES,
    SIGNS,
    WHOLE,
    answers,
    drawn,
    question_xml,
    quick,
    quiz,
    read,
)

LAUGHS = '<!DOCTYPE quiz [\n<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
HOSTILE = {
    "laughs": (f'<?xml version="1.0"?>\n{LAUGHS}<quiz>&b;</quiz>'.encode(), 2, "DOCTYPE"),
    "outside": (b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>&x;</quiz>', 1, "DOCTYPE"),
    "doctype from elsewhere": (b'\n<!DOCTYPE q SYSTEM "https://x.example/q.dtd">\n<quiz/>', 2, "DOCTYPE"),
    "unknown entity": (b"<quiz>\n&nbsp;</quiz>", 2, "entity"),
    "cut off": (b"<quiz>\n<question>", 2, "not XML that can be read"),
    "nothing": (b"", 1, "not XML that can be read"),
    "not XML": (b"PK\x03\x04", 1, "control character"),
    "not UTF-8": ("<quiz>\né</quiz>".encode("latin-1"), 2, "UTF-8"),
    "another encoding": (b'<?xml version="1.0" encoding="ISO-8859-1"?><quiz/>', 1, "UTF-8"),
    "another root": (b"<html/>", 1, "This is not Moodle XML"),
    "no question": (b"\n<quiz></quiz>", 2, "no questions"),
    "too large": (b" " * (FILE_LIMIT + 1), 1, "1 MB"),
    "too deep": (b"<quiz>" + b"<a>" * 300_000, 1, "12 deep"),
    "too many": (b"<quiz>" + b"<a/>" * 200_000 + b"</quiz>", 1, "20,000 elements"),
    "many questions": (quiz(*["<question/>"] * 501), 503, "over 500 questions"),
    "many tags": (quiz(*[question_xml("essay", "", text="<b>" * 3_000)] * 10), 43, "25,000 tags"),
    "much Markdown": (
        quiz(*[question_xml("essay", "", text="[" * 1_900).replace('"html"', '"markdown"')] * 12), 53,
        "20,000 characters",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_means_harm_is_refused_as_a_whole_and_at_once(name: str):
    data, line, said = HOSTILE[name]
    started = time.process_time()
    imported = read_moodle(data)
    assert time.process_time() - started < 2
    assert imported.questions == imported.noted == ()
    assert [(each.name, each.type, said in each.reason) for each in imported.refused] == [("", "", True)], imported
    assert imported.refused[0].line == line


def filled(sign: str, length: int, written: str) -> str:
    return question_xml("multichoice", CHOICE, text=(sign * length)[:length]).replace('"html"', f'"{written}"', 1)


@pytest.mark.parametrize("sign", ["<!--", "<", '<a href="', "<b>*_[`", "[", "{1:MC:\\", "- "])
@pytest.mark.parametrize("written", ["html", "markdown", "plain_text", "cloze"])
def test_a_megabyte_of_signs_is_read_or_refused_within_two_seconds(sign: str, written: str):
    item = filled(sign, 1_990 if written == "markdown" else 9_900, "html" if written == "cloze" else written)
    item = item.replace("multichoice", "cloze") if written == "cloze" else item
    data = quiz(*[item] * (9 if written == "markdown" else (FILE_LIMIT - 200) // (len(item) + 1)))
    started = time.process_time()
    imported = read_moodle(data)
    assert time.process_time() - started < 2
    assert imported.questions or imported.refused


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@quick
def test_any_bytes_are_answered_and_never_raise(data: bytes):
    assert read_moodle(data).refused


TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<br>", "<code>", "</code>",
     "<a href='https://x.example'>", "</a>", "<span>", "</span>", " ", "\n", "[[1]]", "{1:MC:=a~b}", "<", "&"]
)  # fmt: skip
TYPES = st.sampled_from(["multichoice", "cloze", "gapselect", "ordering", "numerical", "shortanswer", "matching"])
OWN = {
    "multichoice": CHOICE, "gapselect": GAPS, "ordering": answers(1, 2, 3), "numerical": NUMBER, "cloze": "",
    "shortanswer": answers(100), "matching": PAIR.format("a", "b") + PAIR.format("c", "d"),
}  # fmt: skip


@given(TYPES, st.lists(TAGS | PIECES | SIGNS, max_size=12).map("".join))
@quick
def test_whatever_the_text_is_what_is_taken_in_is_one_question_that_can_be_read(kind: str, html: str):
    assume("]]>" not in html)
    imported = read(kind, OWN[kind] + WHOLE, text=html)
    assert len(imported.questions) + len(imported.refused) == 1
    if imported.questions:
        (question,) = drawn(imported.markdown)
        assert not KINDS[question.kind].faults(question.options)
        assert question.id == "q1" and question.outcome == "water"
