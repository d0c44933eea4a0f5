"""How long a text is, and how long it takes: counted on what is written, before it is rendered."""

import math
import re
from collections.abc import Iterable

from lms.content.questions import likert
from lms.content.registers import Registers
from lms.content.signs import CITATION, FIGURE
from lms.content.text import CallOut, CaseText, ModuleText, PageText, Part, every_part

WORDS_A_MINUTE = 200
ROUNDED_UP_TO = 5
LONGER_BY = 1.25
LONGER_BY_LETTERS = 15

LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()\s]*(?:[ ]+\"[^\"]*\")?\)")
BRACKETS = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")
WORD = re.compile(r"[^\W_][\w'’.,:%-]*")


def plain(markdown: str, registers: Registers) -> str:
    """The words of a line as a reader sees them: figures said, citations and marks taken out."""
    said = FIGURE.sub(lambda found: _say(found[1], registers), markdown)
    said = LINK.sub(r"\2", CITATION.sub("", said))
    said = BRACKETS.sub("", re.sub(r"^\s*(#{1,6}|[-*+]|\d+[.)])\s+", "", said))
    return re.sub(r"[*_`|]+", " ", said)


def _say(figure_id: str, registers: Registers) -> str:
    figure = registers.figures.get(figure_id)
    return figure.says if figure else figure_id


def stands_out(length: int, others: Iterable[int]) -> bool:
    """Whether what is so many letters long is conspicuously longer than the others: whoever guesses would take it."""
    longest = max(others, default=length)
    return length > longest * LONGER_BY and length > longest + LONGER_BY_LETTERS


def letters(words: str, registers: Registers) -> int:
    """How many letters and blanks a reader sees."""
    return len(re.sub(r"\s+", " ", plain(words, registers)).strip())


def count_words(page: PageText, registers: Registers) -> int:
    """The words on a page: headings and call-outs too, trainers' notes and knowledge checks not."""
    texts = [page.heading.title, *_texts(page.parts)]
    return sum(len(WORD.findall(plain(text, registers))) for text in texts)


def _texts(parts: Iterable[Part]) -> Iterable[str]:
    kept = tuple(part for part in parts if not (isinstance(part, CallOut) and part.name in ("trainer", "check")))
    for part in every_part(kept):
        if isinstance(part, CallOut):
            yield part.title if part.name != "for" else ""
        else:
            yield from (line.text for line in part.lines)


def _is_scale(check: CallOut) -> bool:
    """Whether there is nothing to think about in it that takes a minute."""
    return check.question is not None and check.question.kind == likert.KIND.name


def minutes(module: ModuleText, registers: Registers) -> int:
    """The minutes a module takes: 200 words a minute, one a check that is marked, one a question drawn; up to 5."""
    words = sum(count_words(page, registers) for page in module.pages)
    checks = [check for page in module.pages for check in page.check_parts if not _is_scale(check)]
    questions = len(checks) + (module.quiz.draw if module.quiz else 0)
    return math.ceil((words / WORDS_A_MINUTE + questions) / ROUNDED_UP_TO) * ROUNDED_UP_TO


def case_minutes(case: CaseText) -> int:
    """The minutes a case takes: one a scene on the best path, the end not counted. They are not the module's minutes,
    for a case can be left out."""
    return sum(not scene.is_end for scene in case.best_path)
