"""Questions from Moodle and for Moodle: the same question after there and back, every refusal at its line, and no file
that harms."""

import re
import subprocess
import sys
import time
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from lms.content import moodle
from lms.content.check import check, examine
from lms.content.files import FILE_LIMIT, read_folder
from lms.content.moodle import Imported, NoSuchTypeError, different_in_moodle, read_moodle, write_moodle
from lms.content.passages import numbered, read_questions
from lms.content.problems import Problems
from lms.content.prose import Place, Prose
from lms.content.question_render import render_question
from lms.content.questions import KINDS
from lms.content.questions.short_text import normal
from lms.content.registers import Registers
from lms.content.render import render
from lms.content.schema import Option, Question

ROOT = Path(__file__).resolve().parents[3]
COURSES = [ROOT / "courses" / "four", ROOT / "tests" / "courses" / "small"]
MARKED = sorted(name for name, kind in KINDS.items() if kind.is_marked)
LOST = {"outcome", "sources", "source", "critical"}
SPAN = re.compile(r"</?span[^>]*>")
quick = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def banks() -> tuple[tuple[Question, ...], ...]:
    """The questions of each module of our courses."""
    found = []
    for folder in COURSES:
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


def drawn(markdown: str) -> list[Question]:
    """The questions as our own parser reads them; nothing in how they are written may be a problem."""
    problems = Problems()
    written = read_questions(numbered(markdown.split("\n")), problems)
    assert [str(problem) for problem in problems.found] == []
    prose, place = Prose(Registers()), Place(lambda address: address, lambda _: None)
    return [
        render_question(each, each.attributes.id, each.attributes.get("outcome"), prose, place, Registers())
        for each in written
    ]


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


SIGNS = st.text("ab 12.)(#>-+*_`[]{}|<&;!\\~=:é^@/%’", min_size=1, max_size=24)
PIECES = st.sampled_from(
    ["&amp;", "<b>", "[[1]]", "[figure: x]", "[@x]", "# a", "- [x] a", "1. a", "Answer: 2", "> a", "**a**", "`a`",
     "---", "{1:SA:=a}", "{#x}", "[a](b)", "| a |", "[^1]", "]]>", "![x](y)", "~~~", "<!-- a", "&#49;", "\\",
     "[!key]", "Gap 1"]
)  # fmt: skip
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


# --- what comes from Moodle ---------------------------------------------------------------------------------------


def question_xml(kind: str, inside: str, text: str = "<p>What is it?</p>", name: str = "Q1") -> str:
    return (
        f'<question type="{kind}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>\n{inside}\n</question>'
    )


def quiz(*items: str) -> bytes:
    """The first question starts on line 3, its text stands on line 5 and what is its own begins on line 6."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(items) + "\n</quiz>\n").encode()


def answer(fraction: object, words: str = "It", why: str = "Because", more: str = "") -> str:
    feedback = f'<feedback format="html"><text>{why}</text></feedback>' if why else ""
    return f'<answer fraction="{fraction}" format="html"><text>{words}</text>{feedback}{more}</answer>'


def answers(*fractions: object) -> str:
    return "\n".join(answer(fraction, f"Word {number}") for number, fraction in enumerate(fractions))


def read(kind: str, inside: str, **more: str) -> Imported:
    return read_moodle(quiz(question_xml(kind, inside, **more)), outcome="water")


SEVERAL = "<single>false</single>\n"
KPRIME = (
    "<scoringmethod><text>kprime</text></scoringmethod>"
    + "".join(
        f'<row number="{row}"><optiontext format="html"><text>S{row}</text></optiontext>'
        f'<feedbacktext format="html"><text>F{row}</text></feedbacktext></row>\n'
        for row in (1, 2, 3, 4)
    )
    + "".join(
        f'<column number="{column}"><responsetext><text>{word}</text></responsetext></column>'
        for column, word in ((1, "True"), (2, "False"))
    )
    + "".join(
        f'<weight rownumber="{row}" columnnumber="{column}"><value>\n {value}\n</value></weight>'
        for row in (1, 2, 3, 4)
        for column, value in ((1, "1.000" if row < 3 else "0.000"), (2, "0.000" if row < 3 else "1.000"))
    )
)
NUMBER = (
    '<answer fraction="100"><text>3.2</text><feedback><text>Why</text></feedback><tolerance>0.1</tolerance></answer>'
)
UNIT = "<units><unit><multiplier>1</multiplier><unit_name>mg</unit_name></unit></units>"
PAIR = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
WHOLE = '<generalfeedback format="html"><text>Why</text></generalfeedback>'
GAPS = "".join(
    f"<selectoption><text>{word}</text><group>{group}</group></selectoption>\n"
    for word, group in (("hot", 1), ("cold", 1), ("tea", 2), ("milk", 2))
)

TAKEN = {
    "single": (
        read("multichoice", "<single>true</single>" + answers(100, 0)),
        "## What is it? {#q1 kind=single outcome=water}\n\n- [x] Word 0\n  > Because\n- [ ] Word 1\n  > Because\n",
    ),
    "part marks": (
        read("multichoice", SEVERAL + answers("33.333", "33.33333", "33.33", "-33.33333", "-33.3333", "-33.33333")),
        "kind=multiple-partial",
    ),
    "all or nothing": (read("multichoiceset", answers(100, 0, 100)), "kind=multiple outcome"),
    "true-false": (
        read("truefalse", answer(0, "false", "F") + answer(100, "true", "T")),
        "kind=true-false outcome=water}\n\n- [x] True\n  > T\n- [ ] False\n  > F\n",
    ),
    "kprime": (
        read("kprime", KPRIME),
        "- [x] S1\n  > F1\n- [x] S2\n  > F2\n- [ ] S3\n  > F3\n- [ ] S4\n  > F4\n",
    ),
    "matching": (
        read("matching", PAIR.format("Pot", "tea") + PAIR.format("Jug|cup", "milk") + WHOLE),
        "| This | Goes with |\n|---|---|\n| Pot | tea |\n| Jug&#124;cup | milk |\n\n> Why\n",
    ),
    "ordering": (
        read("ordering", answers("2.0000000", "1.0000000", "3.0000000")),
        "1. Word 1\n  > Because\n2. Word 0\n  > Because\n3. Word 2\n",
    ),
    "gapselect": (
        read("gapselect", GAPS + WHOLE, text="<p>Fill in</p><p>The [[3]] is [[1]].</p>"),
        "## Fill in {#q1 kind=gap outcome=water}\n\nThe [[tea | milk]] is [[hot | cold]].\n\n> Why\n",
    ),
    "cloze": (
        read("cloze", WHOLE, text="Tea is {1:MC:=hot~cold~%0%wet\\}} and {:MCS:%100%good~bad}."),
        "## Q1 {#q1 kind=gap outcome=water}\n\nTea is [[hot | cold | wet}]] and [[good | bad]].\n\n> Why\n",
    ),
    "number": (read("numerical", NUMBER + UNIT), "kind=number outcome=water}\n\nAnswer: 3.2 ± 0.1 mg\n\n> Why\n"),
    "short-text": (
        read("shortanswer", "<usecase>0</usecase>" + answer(100, "a pot", "Why") + answer(100, "pot \\*", "Why")),
        "kind=short-text outcome=water}\n\nAnswer: a pot / pot *\n\n> Why\n",
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_each_type_is_taken_in_as_quiz_md_has_it(name: str):
    imported, wanted = TAKEN[name]
    assert [str(each) for each in imported.refused] == []
    assert wanted in imported.markdown
    assert len(drawn(imported.markdown)) == 1


CHOICE = "<single>true</single>\n" + answers(100, 0)
REFUSED = {
    "essay": (question_xml("essay", ""), 3, "reflect"),
    "description": (question_xml("description", ""), 3, "asks nothing"),
    "calculated": (question_xml("calculatedsimple", ""), 3, "drawn anew"),
    "dragging on pictures": (question_xml("ddmarker", ""), 3, "what the picture shows"),
    "dragging words": (question_xml("ddwtos", ""), 3, "gapselect"),
    "unknown": (question_xml("stack", ""), 3, "Write it as one of"),
    "no type": ("<question>\n</question>", 3, "no kind"),
    "no words": (question_xml("truefalse", answers(100, 0), text="", name=""), 3, "no words"),
    "nine options": (question_xml("multichoice", answers(100, *[0] * 8)), 14, "9 answers. Keep 8"),
    "no options": (question_xml("multichoice", ""), 3, "no answers"),
    "half right": (question_xml("multichoice", answers(100, 50, 0)), 7, "wins 50%"),
    "penalty": (question_xml("multichoice", answers(100, 0, -25)), 8, "costs 25%"),
    "no number": (question_xml("multichoice", answers(100, "x")), 7, "`x` is no fraction"),
    "unequal shares": (question_xml("multichoice", SEVERAL + answers(60, 40, -50)), 7, "set each to 50.00000%"),
    "free wrong ones": (question_xml("multichoice", SEVERAL + answers(50, 50, 0)), 9, "cost 0%"),
    "mixed penalties": (question_xml("multichoice", SEVERAL + answers(50, 50, -50, -100)), 9, "cost 100%, 50%"),
    "three truths": (question_xml("truefalse", answers(100, 0, 0)), 3, "there are 3"),
    "both true": (question_xml("truefalse", answers(100, 100)), 3, "only one"),
    "kprime by points": (question_xml("kprime", KPRIME.replace("kprime", "subpoints")), 3, "all right 1"),
    "kprime undecided": (question_xml("kprime", KPRIME.replace("1.000", "0.5", 1)), 6, "whether it is true"),
    "kprime of one column": (question_xml("kprime", re.sub("<column .*?</column>", "", KPRIME, count=1)), 3, "1 col"),
    "spare answer": (question_xml("matching", PAIR.format("a", "b") + "\n" + PAIR.format("", "c")), 7, "Half of this"),
    "ordering unnumbered": (question_xml("ordering", answers(100, 100, 100)), 3, "not numbered"),
    "ordering with numbers": (
        question_xml("ordering", answers(1, 2, 3), text="<p>Sort</p><ol><li>a</li></ol>"), 3, "numbered list",
    ),
    "gap without word": (question_xml("gapselect", GAPS, text="[[9]]"), 5, "no word for the gap [[9]]"),
    "text without gap": (question_xml("gapselect", GAPS, text="none"), 5, "no gap"),
    "nine gaps": (question_xml("gapselect", GAPS, text="[[1]] " * 9), 5, "over 8 gaps"),
    "cloze typed": (question_xml("cloze", "", text="It is {1:SHORTANSWER:=hot}."), 3, "typed into"),
    "cloze number": (question_xml("multianswer", "", text="It is {1:NM:=2:0.1}."), 3, "typed into"),
    "cloze several": (question_xml("cloze", "", text="It is {1:MULTIRESPONSE:=a~=b}."), 3, "of the kind MULTIRESPONSE"),
    "cloze half": (question_xml("cloze", "", text="It is {1:MC:=a~%50%b}."), 3, "wins 50%"),
    "cloze two right": (question_xml("cloze", "", text="It is {1:MC:=a~=b}."), 3, "2 right answers"),
    "cloze weights": (question_xml("cloze", "", text="{1:MC:=a~b} {2:MC:=a~b}"), 3, "count more"),
    "cloze open": (question_xml("cloze", "", text="{1:MC:=a~b"), 3, "to its end"),
    "two numbers": (question_xml("numerical", NUMBER + "\n" + NUMBER), 7, "second right number"),
    "no number at all": (question_xml("numerical", NUMBER.replace("3.2", "pi")), 6, "`pi` is no number"),
    "long number": (question_xml("numerical", NUMBER.replace("3.2", "1e99999999")), 6, "no number"),
    "seven decimals": (question_xml("numerical", NUMBER.replace("3.2", "0.1234567")), 6, "6 decimals"),
    "half a number": (question_xml("numerical", NUMBER.replace("100", "50")), 6, "wins 50%"),
    "below nothing": (question_xml("numerical", NUMBER.replace("0.1", "-0.1")), 6, "below 0"),
    "two units": (question_xml("numerical", f"{NUMBER}\n{UNIT}\n{UNIT}"), 8, "second unit"),
    "unit that multiplies": (question_xml("numerical", NUMBER + "\n" + UNIT.replace(">1<", ">10<")), 7, "multipl"),
    "unit that is graded": (question_xml("numerical", NUMBER + "<unitgradingtype>1</unitgradingtype>"), 3, "costs"),
    "unit that is a number": (question_xml("numerical", NUMBER + UNIT.replace("mg", "5 mg")), 6, "plain unit"),
    "capitals": (question_xml("shortanswer", "<usecase>1</usecase>" + answers(100)), 3, "Capitals count"),
    "wildcard": (question_xml("shortanswer", answer(100, "pot*")), 6, "stands for anything"),
    "slash": (question_xml("shortanswer", answer(100, "a / b")), 6, "parts two forms"),
    "only signs": (question_xml("shortanswer", answer(100, "?!")), 6, "neither letters"),
    "nothing right": (question_xml("shortanswer", answer(0, "x")), 3, "No answer is right"),
    "a file": (
        question_xml("multichoice", CHOICE).replace("</questiontext>", '\n<file name="pot.png"/></questiontext>'), 6,
        "the file `pot.png`",
    ),
    "an old picture": (question_xml("multichoice", CHOICE + "<image_base64>AA</image_base64>"), 3, "brings a picture"),
    "tags outside CDATA": (
        question_xml("multichoice", "<answer fraction='100'><text>\n<b>x</b></text></answer>"), 7, "CDATA",
    ),
    "too many parts": (question_xml("multichoice", "\n".join(["<tag/>"] * 201)), 204, "over 200 parts"),
    "a long text": (question_xml("multichoice", CHOICE, text="x" * 10_001), 5, "over 10,000 characters"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_place_here_is_refused_at_its_line_with_what_to_do(name: str):
    item, line, said = REFUSED[name]
    good = question_xml("truefalse", answer(100, "true") + answer(0, "false"), name="Good")
    imported = read_moodle(quiz(item, good))
    assert [(each.line, said in each.reason) for each in imported.refused] == [(line, True)], imported.refused
    assert imported.refused[0].reason.endswith(".")
    assert len(imported.questions) == 1 and "#good " in imported.questions[0]


NOT_HELD = {
    '<img src="@@PLUGINFILE@@/a.png">': "names a file",
    '<img src="https://x.example/a.png" alt="x">': "a picture",
    "<table><tr><td>x</td></tr></table>": "a table",
    "<script>alert(1)</script>": "`script`, which could do harm",
    '<iframe src="https://x.example"></iframe>': "`iframe`",
    "<style>p {color: red}</style>": "`style`",
    '<p style="color: red">x</p>': "a look of its own (`color: red`)",
    '<p style="display:none">x</p>': "a look of its own",
    '<p onclick="x()">x</p>': "a script in an attribute",
    '<font color="red">x</font>': "a look of its own",
    "<h3>x</h3>": "a heading",
    "H<sub>2</sub>O": "raised or lowered",
    "<u>not</u>": "underlined",
    "<pre>x</pre>": "a block of code",
    "<blockquote>x</blockquote>": "a quotation",
    '<a href="javascript:x()">x</a>': "a link to `javascript:x()`",
    '<a href="mailto:a@b.example">x</a>': "a link to `mailto:",
    "<blink>x</blink>": "`blink`, which a question cannot hold",
    '<span class="multilang" lang="fr">x</span>': "several languages",
    "$$x^2$$": "a formula",
    r"\(x\)": "a formula",
    "a <b x": "does not end",
    "<ul><li><ul><li><ul><li><ul><li>x</li></ul></li></ul></li></ul></li></ul>": "3 deep",
    '<ol type="a"><li>x</li></ol>': "letters",
}


@pytest.mark.parametrize("html", NOT_HELD)
@pytest.mark.parametrize("where", ["text", "answer", "feedback"])
def test_html_that_our_markdown_cannot_hold_is_refused_where_it_stands(html: str, where: str):
    said = f"<![CDATA[{html}]]>"
    inside = answer(100, said if where == "answer" else "x", said if where == "feedback" else "y") + answer(0)
    imported = read("multichoice", inside, text=f"<p>a</p>{html}" if where == "text" else "a")
    assert [(each.line, NOT_HELD[html] in each.reason) for each in imported.refused] == [(5 + (where != "text"), True)]


HELD = {
    '<p dir="ltr" style="text-align: left;">a&nbsp;<b>b </b>c<br></p>': "a **b** c",
    "a <strong>b</strong><em>c</em>": "a **b***c*",
    "<b>a <i>b</i> c</b>": "**a *b* c**",
    "un<b>der</b>stood": "un**der**stood",
    "see <a href='https://x.example/a_(b)'>this <b>page</b></a>": "see [this **page**](https://x.example/a%5F%28b%29)",
    "<code>a*b</code>, `c`": "`a*b`, \\`c\\`",
    "1 &lt; 2 &amp;amp; 3 &#124; 4": "1 &lt; 2 &amp;amp; 3 &#124; 4",
    "[figure: x] [@y] [[z]] [^1] ![a](b)": "\\[figure: x\\] \\[@y\\] \\[\\[z\\]\\] &#91;^1\\] !\\[a\\](b)",
    "# not a heading": "\\# not a heading",
    "- [x] not an option": "\\- \\[x\\] not an option",
    "2. not a list": "2\\. not a list",
    "Answer: not it": "Answer&#58; not it",
    "> not feedback": "\\> not feedback",
}


@pytest.mark.parametrize("html", HELD)
def test_words_stay_words_and_looks_stay_looks(html: str):
    imported = read("multichoice", CHOICE, text=f"<p>What?</p><p>{html}</p>")
    assert [str(each) for each in imported.refused] == []
    assert imported.markdown.split("\n")[2] == HELD[html]
    drawn(imported.markdown)


def test_lists_and_paragraphs_in_a_text_and_under_an_answer():
    html = "<p>a</p><ul><li>b<ol start='3'><li>c</li></ol></li><li><p>d</p><p>e</p></li></ul><div>f<br>g</div>"
    inside = answer(100, "x", f"<![CDATA[{html}]]>") + answer(0)
    imported = read("multichoice", inside, text=f"<p>What?</p>{html}")
    lines = ["a", "", "- b", "    3. c", "- d e", "", "f", "", "g"]
    assert "\n".join(lines) in imported.markdown
    assert "\n".join(f"  > {line}".rstrip() for line in lines) in imported.markdown
    (question,) = drawn(imported.markdown)
    assert question.stem == question.options[0].feedback and question.stem.count("<li>") == 3


def test_lists_of_two_sorts_stay_two_lists():
    html = "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><ol><li>d</li></ol><ul><li>e</li></ul>"
    imported = read("multichoice", CHOICE, text=f"<p>What?</p>{html}")
    (question,) = drawn(imported.markdown)
    assert re.sub(r" class=\"[^\"]*\"|\s", "", question.stem) == html


FORMATS = {
    "plain_text": ("a *b* <b>\nc", ["a \\*b\\* &lt;b>", "", "c"]),
    "moodle_auto_format": ("a <b>b</b>\nc", ["a **b**", "", "c"]),
    "markdown": ("a *b*\n\n- c\n- [d](https://x.example)", ["a *b*", "", "- c", "- [d](https://x.example)"]),
    "html": ("a\nb", ["a b"]),
}


@pytest.mark.parametrize("written", FORMATS)
def test_every_format_of_moodles_is_read_and_handed_down_to_the_answers(written: str):
    text, lines = FORMATS[written]
    item = question_xml("multichoice", answer(100, "x", f"<![CDATA[{text}]]>") + answer(0))
    item = item.replace('<feedback format="html">', "<feedback>").replace('format="html"', f'format="{written}"')
    imported = read_moodle(quiz(item))
    assert "\n".join(f"  > {line}".rstrip() for line in lines) in imported.markdown, imported


@pytest.mark.parametrize(("written", "text"), [("wiki_like", "a"), ("markdown", "a\n\n|b|c|\n|-|-|\n|d|e|")])
def test_formats_and_markdown_that_cannot_be_held_are_refused(written: str, text: str):
    item = question_xml("multichoice", CHOICE, text=text).replace('format="html"', f'format="{written}"', 1)
    assert [each.line for each in read_moodle(quiz(item)).refused] == [5]


NOTED = {
    "category": ('<question type="category"><category><text>$course$/Tea</text></category></question>', 3, "Categor"),
    "all or nothing": (question_xml("multichoice", SEVERAL + answers(50, 50, -100)), 3, "some of the right answers"),
    "general feedback": (question_xml("multichoice", CHOICE + WHOLE), 8, "The general feedback has no place"),
    "a hint": (question_xml("multichoice", CHOICE + "<hint><text>Think</text></hint>"), 8, "“Think”"),
    "combined": (
        question_xml("multichoice", CHOICE + "<correctfeedback><text>Bravo</text></correctfeedback>"), 8, "“Bravo”",
    ),
    "weight": (question_xml("multichoice", CHOICE + "<defaultgrade>2</defaultgrade>"), 3, "other than 1"),
    "looks": (question_xml("multichoice", CHOICE, text='<p style="font-size: 2em">x</p>'), 5, "fonts, sizes"),
    "rule of ordering": (question_xml("ordering", answers(1, 2, 3)), 3, "pairs of steps"),
    "another language": (question_xml("truefalse", answer(100, "Wahr") + answer(0, "Falsch")), 3, "read as True"),
    "columns": (question_xml("kprime", KPRIME.replace("True", "Agree")), 3, "“Agree”"),
    "wrong number": (question_xml("numerical", NUMBER + "\n" + answer(0, "*", "Too far")), 7, "“Too far”"),
    "gap feedback": (question_xml("cloze", WHOLE, text="It is {1:MC:=a#Yes~b}."), 3, "“Yes”"),
    "unit before": (question_xml("numerical", NUMBER + UNIT + "<unitsleft>1</unitsleft>"), 3, "before the number"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTED)
def test_what_changes_on_the_way_is_noted_at_its_line(name: str):
    item, line, said = NOTED[name]
    imported = read_moodle(quiz(item))
    assert not imported.refused
    assert [(each.line, said in each.reason) for each in imported.noted] == [(line, True)], imported.noted


def test_what_moodle_says_by_itself_is_not_worth_a_note():
    own = "<correctfeedback format='html'><text><![CDATA[<p>Your answer is correct.</p>]]></text></correctfeedback>"
    imported = read("multichoice", CHOICE + own + "<penalty>0.3333333</penalty><defaultgrade>1.0000000</defaultgrade>")
    assert imported.questions and not imported.noted


def test_ids_come_from_the_idnumber_or_the_name_and_never_twice():
    items = [question_xml("multichoice", CHOICE, name="Tea & milk?") for _ in range(2)]
    items.append(question_xml("multichoice", CHOICE + "<idnumber>pot-1</idnumber>", name="Tea & milk?"))
    items = [item.replace("Tea &", "Tea &amp;") for item in items]
    imported = read_moodle(quiz(*items, question_xml("multichoice", CHOICE, name="1")), taken={"tea-milk"})
    assert re.findall("{#([^ ]+) ", imported.markdown) == ["tea-milk-2", "tea-milk-3", "pot-1", "question-1"]


def test_our_check_asks_for_source_and_feedback_at_their_lines():
    files = read_folder(COURSES[1])[0]
    path = "01-making-tea/quiz.md"
    before = files[path].decode().rstrip("\n").split("\n")
    imported = read("multichoice", answer(100, "A pot", "") + answer(0, "A jug", "It holds milk"))
    files[path] = "\n".join([*before, "", imported.markdown]).encode()
    told = [(problem.line - len(before), problem.message) for problem in check(files).problems if problem.stops]
    assert told == [(2, "The question has no source."), (4, "No feedback on this option.")]


# --- files that mean harm -----------------------------------------------------------------------------------------

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
