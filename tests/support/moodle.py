"""Moodle XML as tests write it, our own reading of what was made of it, and words that are full of signs."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from lms.content.moodle import Imported, read_moodle
from lms.content.passages import numbered, read_questions
from lms.content.problems import Problems
from lms.content.prose import Place, Prose
from lms.content.question_render import render_question
from lms.content.registers import Registers
from lms.content.schema import Question

quick = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIGNS = st.text("ab 12.)(#>-+*_`[]{}|<&;!\\~=:é^@/%’", min_size=1, max_size=24)
PIECES = st.sampled_from(
    ["&amp;", "<b>", "[[1]]", "[figure: x]", "[@x]", "# a", "- [x] a", "1. a", "Answer: 2", "> a", "**a**", "`a`",
     "---", "{1:SA:=a}", "{#x}", "[a](b)", "| a |", "[^1]", "]]>", "![x](y)", "~~~", "<!-- a", "&#49;", "\\",
     "[!key]", "Gap 1"]
)  # fmt: skip


def drawn(markdown: str) -> list[Question]:
    """The questions as our own parser reads them; nothing in how they are written may be a problem."""
    problems = Problems()
    written = read_questions(numbered(markdown.split("\n")), problems)
    told = [str(problem) for problem in problems.found]
    assert told == [], told
    prose, place = Prose(Registers()), Place(lambda address: address, lambda _: None)
    return [
        render_question(each, each.attributes.id, each.attributes.get("outcome"), prose, place, Registers())
        for each in written
    ]


def question_xml(kind: str, inside: str, text: str = "<p>What is it?</p>", name: str = "Q1") -> str:
    """A question of one of Moodle's types, with all that its type has inside."""
    return (
        f'<question type="{kind}">\n<name><text>{name}</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>\n{inside}\n</question>'
    )


def quiz(*items: str) -> bytes:
    """The first question starts on line 3, its text stands on line 5 and what is its own begins on line 6."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(items) + "\n</quiz>\n").encode()


def answer(fraction: object, words: str = "It", why: str = "Because", more: str = "") -> str:
    """An answer, what it wins, what is said about it, and what else stands in it."""
    feedback = f'<feedback format="html"><text>{why}</text></feedback>' if why else ""
    return f'<answer fraction="{fraction}" format="html"><text>{words}</text>{feedback}{more}</answer>'


def answers(*fractions: object) -> str:
    """An answer on a line of its own for each of these fractions."""
    return "\n".join(answer(fraction, f"Word {number}") for number, fraction in enumerate(fractions))


def read(kind: str, inside: str, **more: str) -> Imported:
    """What is made of a file with this one question."""
    return read_moodle(quiz(question_xml(kind, inside, **more)), outcome="water")


NUMBER = (
    '<answer fraction="100"><text>3.2</text><feedback><text>Why</text></feedback><tolerance>0.1</tolerance></answer>'
)
PAIR = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
WHOLE = '<generalfeedback format="html"><text>Why</text></generalfeedback>'
GAPS = "".join(
    f"<selectoption><text>{word}</text><group>{group}</group></selectoption>\n"
    for word, group in (("hot", 1), ("cold", 1), ("tea", 2), ("milk", 2))
)
CHOICE = "<single>true</single>\n" + answers(100, 0)
