"""A word or two that are typed: `Answer: patient / person`, the accepted forms with the best first.

Capitals, accents' composition, blanks and punctuation do not count: "0808 802 0300" is "0808-802-0300".
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from lms.content.lines import Lines
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, Verdict, as_written
from lms.content.questions.typed import one_line
from lms.content.questions.ways import Written, answer_line
from lms.content.schema import Option, Question

ASK = "Enter your answer in a few words"
LEFT_OUT = re.compile(r"[\W_]+")


def written(lines: Lines, _: Problems) -> Written:
    """The accepted forms, the best first."""
    found = answer_line(lines)
    if not found.options:
        return found
    forms = tuple(each.strip() for each in found.options[0].answer.split(" / ") if normal(each))
    return Written(found.stem, (found.options[0].of(answer=forms[0] if forms else "", accepted=forms),))


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps this from being a question with a few words for an answer."""
    if not options or not options[0].accepted:
        return ["There is no answer. Write `Answer: word / another form` on a line by itself."]
    return []


def normal(text: str) -> str:
    """The text as it is compared."""
    return LEFT_OUT.sub("", unicodedata.normalize("NFKC", text).casefold())


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:what was typed`."""
    return (f"{question.options[0].id}:{one_line(question, values, ASK)}",)


def is_right(option: Option, said: str) -> bool:
    """Whether this is one of the accepted forms."""
    return normal(said) in {normal(form) for form in option.accepted}


def mark(question: Question, response: Response) -> Fraction:
    """1 when the words are accepted, else 0."""
    option = question.options[0]
    said = parts.given(response).get(option.id)
    return Fraction(int(said is not None and is_right(option, said)))


def key(question: Question) -> Response:
    """The best form."""
    return tuple(f"{option.id}:{option.answer}" for option in question.options)


def words(_: Option, said: str) -> str:
    """What was typed."""
    return said


def verdict(option: Option, said: str, show_right: bool) -> Verdict:
    """What was typed and, where that is shown, the best form."""
    return parts.told(said, option.answer, bool(said) and is_right(option, said), show_right)


KIND = Kind(
    name="short-text", control="typed", hint=ASK, written=written,
    faults=faults, read=read, mark=mark, order=as_written, key=key,
    given=parts.given, blanks=parts.blanks, words=words, verdict=verdict,
    option_word="answer", rivals=False, worded=False,
)  # fmt: skip
