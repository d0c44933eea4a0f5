"""Questions from Moodle: each type as `quiz.md` has it, and every refusal and note at its line."""

import re

import pytest

from lms.content.check import check
from lms.content.files import read_folder
from lms.content.moodle import read_moodle
from tests.support.courses import SMALL
from tests.support.moodle import CHOICE, GAPS, NUMBER, PAIR, WHOLE, answer, answers, drawn, question_xml, quiz, read

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
UNIT = "<units><unit><multiplier>1</multiplier><unit_name>mg</unit_name></unit></units>"

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
    files = read_folder(SMALL)[0]
    path = "01-making-tea/quiz.md"
    before = files[path].decode().rstrip("\n").split("\n")
    imported = read("multichoice", answer(100, "A pot", "") + answer(0, "A jug", "It holds milk"))
    files[path] = "\n".join([*before, "", imported.markdown]).encode()
    told = [(problem.line - len(before), problem.message) for problem in check(files).problems if problem.stops]
    assert told == [(2, "The question has no source."), (4, "No feedback on this option.")]
