"""Questions for Moodle and back: what is given away, and the same question after there and back."""

import re
import subprocess
import sys
from functools import cache
from html import escape
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from lms.content import moodle
from lms.content.check import examine
from lms.content.files import read_folder
from lms.content.moodle import NoSuchTypeError, different_in_moodle, read_moodle, write_moodle
from lms.content.questions import KINDS
from lms.content.questions.short_text import normal
from lms.content.render import render
from lms.content.schema import Option, Question
from tests.support.courses import FOUR, ROOT, SMALL
from tests.support.moodle import PIECES, SIGNS, drawn, quick

MARKED = sorted(name for name, kind in KINDS.items() if kind.is_marked)
LOST = {"outcome", "sources", "source", "critical"}
SPAN = re.compile(r"</?span[^>]*>")


@cache
def banks() -> tuple[tuple[Question, ...], ...]:
    """The questions of each module of our courses."""
    found = []
    for folder in (FOUR, SMALL):
        text = examine(read_folder(folder)[0])[1]
        assert text
        found += [module.quiz.questions for module in render(text).modules]
    return tuple(found)


def marked_questions() -> list[Question]:
    return [question for bank in banks() for question in bank]


@cache
def pairs() -> list[tuple[Question, Question]]:
    """Every marked question with itself as it comes back."""
    return [pair for bank in banks() for pair in zip(bank, there_and_back(*bank), strict=True)]


def there_and_back(*questions: Question) -> list[Question]:
    imported = read_moodle(write_moodle(questions), outcome="o")
    assert [str(each) for each in imported.refused] == []
    return drawn(imported.markdown)


def bare(question: Question) -> dict[str, object]:
    """All of a question but what is listed as lost."""
    fields: dict[str, object] = question.model_dump(exclude=LOST)
    return fields


def without_spans(value: object) -> object:
    if isinstance(value, str):
        return SPAN.sub("", value)
    if isinstance(value, dict):
        return {name: without_spans(each) for name, each in value.items()}
    return tuple(without_spans(each) for each in value) if isinstance(value, (list, tuple)) else value


# --- there and back -----------------------------------------------------------------------------------------------


def test_every_marked_question_of_our_courses_comes_back_as_it_was():
    assert len(pairs()) > 150 and {before.kind for before, _ in pairs()} == set(MARKED)
    for before, after in pairs():
        assert bare(after) == without_spans(bare(before))
        if "<span" not in str(before):
            assert bare(after) == bare(before)


def test_what_is_lost_is_what_the_table_says_and_no_more():
    lost = {
        name
        for before, after in pairs()
        for name in Question.model_fields
        if without_spans(before.model_dump())[name] != without_spans(after.model_dump())[name]
    }
    assert lost == LOST
    assert all(f"`{name}`" in (moodle.__doc__ or "") for name in lost)


def asked(kind: str, *options: Option, **more: object) -> Question:
    return Question(
        **{"id": "q", "kind": kind, "control": KINDS[kind].control, "title": "What?", "stem": "", "outcome": "o",
           "options": options, **more},
    )  # fmt: skip


def option(letter: str, words: str = "", right: bool = True, why: str = "", **more: object) -> Option:
    return Option(id=letter, html=escape(words, quote=False), text=words, right=right, feedback=why, **more)


TRUE, FALSE = option("a", "True"), option("b", "False", right=False)


def test_links_into_the_course_and_pictures_are_words_there():
    stem = '<p>See <a href="/learning/tea/1/2">page 2</a> and <img src="/images/x.png" alt="a kettle"></p>'
    stem += '<p><a href="https://tea.example/?a=1&amp;copy=2" rel="noopener">Tea</a></p>'
    question = asked("true-false", TRUE, FALSE, stem=stem)
    assert len(different_in_moodle(question)) == 2
    (after,) = there_and_back(question)
    assert after.stem.startswith("<p>See page 2 and [a kettle]</p>")
    assert 'href="https://tea.example/?a=1&amp;copy=2"' in after.stem


def test_a_table_in_a_question_is_given_away_and_refused_when_it_comes_back():
    question = asked("true-false", TRUE, FALSE, stem="<table><tr><td>1</td></tr></table>")
    imported = read_moodle(write_moodle([question]))
    assert not imported.questions
    assert [(each.name, each.type) for each in imported.refused] == [("What?", "truefalse")]
    assert "a table" in imported.refused[0].reason


def test_what_moodle_does_differently_is_told():
    said = {question.kind: different_in_moodle(question) for question in marked_questions() if not question.critical}
    assert {kind for kind, remarks in said.items() if remarks} == {"kprim", "multiple", "ordering", "short-text"}
    assert any("critical" in remark for q in marked_questions() if q.critical for remark in different_in_moodle(q))


def test_a_kind_that_is_not_marked_is_not_left_out_without_a_word():
    with pytest.raises(NoSuchTypeError, match="`q` is of the kind likert"):
        write_moodle([asked("true-false", TRUE, FALSE), asked("likert", TRUE)])


WORDS = (
    st.lists(SIGNS | PIECES, min_size=1, max_size=3)
    .map(lambda parts: " ".join(" ".join(parts).split()))
    .filter(lambda said: bool(said) and not ("\\(" in said and "\\)" in said) and not ("\\[" in said and "\\]" in said))
)
FEEDBACK = st.lists(WORDS, min_size=1, max_size=2).map(
    lambda texts: "\n".join(f"<p>{escape(each, quote=False)}</p>" for each in texts)
)
FORMS = WORDS.filter(lambda said: bool(normal(said)) and "/" not in said.split(" ") and len(said) <= 100)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any marked kind, of words that are full of signs."""
    kind = draw(st.sampled_from(MARKED))
    whole = draw(FEEDBACK) if KINDS[kind].explained_as_a_whole else ""
    more = {"title": draw(WORDS), "feedback": whole, "stem": draw(FEEDBACK) if draw(st.booleans()) else ""}
    if kind == "number":
        answer, tolerance = draw(st.sampled_from(["2", "-3.20", "10429"])), draw(st.sampled_from(["0", "0.5"]))
        unit = draw(st.sampled_from(["", "%", "mg/l", "& more"]))
        return asked(kind, option("a", why=draw(FEEDBACK), answer=answer, tolerance=tolerance, unit=unit), **more)
    if kind == "short-text":
        forms = tuple(draw(st.lists(FORMS, min_size=1, max_size=3, unique=True)))
        return asked(kind, option("a", why=draw(FEEDBACK), answer=forms[0], accepted=forms), **more)
    if kind == "gap":
        words = draw(st.lists(WORDS, min_size=2, max_size=3, unique_by=str.casefold))
        right = draw(st.sampled_from(words))
        gap = option("a", "Gap 1", answer=right, choices=tuple(words))
        more["stem"] = f"<p>{escape(draw(WORDS), quote=False)} <strong>(gap 1)</strong>.</p>"
        return asked(kind, gap, **more)
    count = {"true-false": 2, "kprim": 4}.get(kind) or draw(st.integers(3, 8))
    texts = ["True", "False"] if kind == "true-false" else draw(
        st.lists(WORDS, min_size=count, max_size=count, unique=True)
    )  # fmt: skip
    if kind == "matching":
        rights = draw(st.lists(WORDS, min_size=count, max_size=count, unique_by=str.casefold))
        rows = zip("abcdefgh", texts, rights, strict=False)
        return asked(
            kind, *(option(each, text, answer=right, choices=tuple(rights)) for each, text, right in rows), **more
        )
    right = {"single": 1, "true-false": 1, "ordering": count}.get(kind) or 2
    places = tuple(str(place) for place in range(1, count + 1)) if kind == "ordering" else ()
    made = [
        option(letter, text, number < right, draw(FEEDBACK), answer=places[number] if places else "", choices=places)
        for number, (letter, text) in enumerate(zip("abcdefgh", texts, strict=False))
    ]
    return asked(kind, *made, **more)


def in_no_order(question: Question) -> dict[str, object]:
    """What is offered comes in alphabetical order, in which signs may stand elsewhere once they are escaped."""
    fields = bare(question)
    fields["options"] = [{**each.model_dump(), "choices": sorted(each.choices)} for each in question.options]
    return fields


@given(questions())
@quick
def test_any_question_comes_back_as_it_was_whatever_signs_it_is_made_of(question: Question):
    assume("gap 1" not in question.title)
    (after,) = there_and_back(question)
    assert in_no_order(after) == in_no_order(question)


STYLED = st.lists(
    st.tuples(
        st.sampled_from(["", "strong", "em", "code", "strong em"]), st.sampled_from(["a", "b c", "*", "d_e", "[x]"])
    ),
    min_size=1, max_size=5,
)  # fmt: skip


WITHIN_BOLD = [("strong", "a"), ("strong em", "b c"), ("strong", "a"), ("strong em", "a")]


@given(STYLED, st.booleans())
@example(styled=WITHIN_BOLD, is_apart=True)
@example(styled=WITHIN_BOLD, is_apart=False)
@quick
def test_bold_italics_and_code_come_back_as_they_were(styled: list[tuple[str, str]], is_apart: bool):
    assume(all(one[0] != two[0] for one, two in pairwise(styled)))
    between = " " if is_apart else ""
    html = between.join(_styled(*each) for each in styled)
    (after,) = there_and_back(asked("true-false", TRUE, FALSE, stem=f"<p>Look: {html}</p>"))
    assert _looks(after.stem) == _looks(f"<p>Look: {html}</p>")


def _styled(styles: str, words: str) -> str:
    tags = styles.split()
    return "".join(f"<{tag}>" for tag in tags) + words + "".join(f"</{tag}>" for tag in reversed(tags))


def _looks(html: str) -> list[tuple[str, str]]:
    """Each sign with the looks it has."""
    found, looks = [], []
    for tag, words in re.findall(r"<([^>]*)>|([^<]+)", html):
        if tag.startswith("/"):
            looks.remove(tag[1:])
        elif tag:
            looks.append(tag)
        found += [(sign, " ".join(sorted(looks))) for sign in words if sign != " "]
    return found


# --- what is given away -------------------------------------------------------------------------------------------


def test_what_is_given_away_has_the_shape_that_moodle_reads():
    tree = etree.fromstring(write_moodle(marked_questions(), category="$course$/top/Tea & more"))
    items = tree.findall("question")
    assert items[0].get("type") == "category" and items[0].findtext("category/text") == "$course$/top/Tea & more"
    assert len(items) == len(marked_questions()) + 1
    for question, item in zip(marked_questions(), items[1:], strict=True):
        assert item.findtext("idnumber") == question.id and item.findtext("defaultgrade") == "1"
        assert item.findtext("name/text") == question.title[:255]
        won = [float(each.get("fraction", "0")) for each in item.findall("answer")]
        if question.kind in ("single", "multiple", "multiple-partial"):
            assert abs(sum(each for each in won if each > 0) - 100) < 0.001
            assert item.findtext("single") == ("true" if question.kind == "single" else "false")
        if question.kind == "ordering":
            assert won == list(range(1, len(question.options) + 1))
        if question.kind == "gap":
            places = re.findall(r"\[\[(\d+)\]\]", item.findtext("questiontext/text") or "")
            words = [each.findtext("text") for each in item.findall("selectoption")]
            assert [words[int(place) - 1] for place in places] == [each.answer for each in question.options]


def test_whoever_serves_pages_may_import_it_and_loads_nothing_that_renders():
    slow = {"markdown", "nh3", "weasyprint", "yaml"}
    code = f"import sys, lms.content.moodle; loaded = {slow} & set(sys.modules); assert not loaded, loaded"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_class_or_address_of_ours_is_given_away():
    assert not re.search(rb"nhsuk|class=|/learning/|rel=", write_moodle(marked_questions()))
