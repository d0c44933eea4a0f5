"""What was chosen: for each option of a question, or for each part of one that is answered part by part, how many
answered so in all, and what share of the best and of the weakest did."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lms.assessment.rules.discrimination import Groups
from lms.assessment.rules.first_attempts import Tally
from lms.content import questions
from lms.content.questions import KINDS, Response
from lms.content.questions.kind import each_chosen
from lms.content.schema import Option, Question

BLANK = ""
OTHERS = " "
FEWEST_ALIKE = 8
"""Words that were typed by fewer are not shown but counted together: who typed something odd might be known by it. As
many as a report may show of people (docs/adr/0010)."""


@dataclass(frozen=True)
class Line:
    """One line of the table. `part` is the id of the part that was answered, or empty where options are chosen; `said`
    the option's id or what was said of the part, `BLANK` where nothing was, and `OTHERS` for rare typed words. The
    shares are of all who had the question, and of its upper and lower 27% (None where all are level); where several
    options may be chosen they add up to more than 1."""

    part: str
    said: str
    words: str
    right: bool
    chosen: int
    share: float
    upper: float | None
    lower: float | None


@dataclass
class _Count:
    chosen: int = 0
    upper: Fraction = Fraction(0)
    lower: Fraction = Fraction(0)

    def add(self, other: "_Count") -> None:
        self.chosen += other.chosen
        self.upper += other.upper
        self.lower += other.lower


_Counts = dict[tuple[str, str], _Count]


def lines(question: Question, tally: Tally, found: Groups | None) -> tuple[Line, ...]:
    """Every option as the question has them, chosen or not; or for each part the right answer and those that were
    given, the commonest first. A line for answers left blank comes last, where there are any."""
    counts = _counts(question, tally, found)
    if answered_by_parts(question):
        if KINDS[question.kind].control == "typed":
            _hide_rare(question, counts)
        asked = [each for option in question.options for each in _of_part(question, option, counts)]
    else:
        asked = [("", option.id) for option in question.options]
        asked += [("", BLANK)] if ("", BLANK) in counts else []
    answered = sum(tally.values())
    return tuple(_line(question, key, counts.get(key, _Count()), answered, found) for key in asked)


def answered_by_parts(question: Question) -> bool:
    """Whether each of its options is answered by itself, in place of being chosen."""
    return KINDS[question.kind].given is not each_chosen


def _counts(question: Question, tally: Tally, found: Groups | None) -> _Counts:
    counts: _Counts = {}
    for said, many in tally.items():
        upper, lower = Fraction(0), Fraction(0)
        if found is not None and said.rest is not None:
            upper, lower = many * found.upper[said.rest], many * found.lower[said.rest]
        for key in _told(question, said.response):
            counts.setdefault(key, _Count()).add(_Count(many, upper, lower))
    return counts


def _told(question: Question, response: Response) -> Iterator[tuple[str, str]]:
    """What a response says, as (part, said)."""
    if not answered_by_parts(question):
        yield from (("", option_id) for option_id in response or (BLANK,))
        return
    typed = KINDS[question.kind].control == "typed"
    given = KINDS[question.kind].given(response)
    for option in question.options:
        said = given.get(option.id, BLANK)
        yield option.id, _as_one(question, option, said) if typed and said else said


def _as_one(question: Question, option: Option, said: str) -> str:
    """Typed words without their capitals; every accepted form as the best one."""
    return _right(question, option) if questions.mark(question, (f"{option.id}:{said}",)) == 1 else said.casefold()


def _hide_rare(question: Question, counts: _Counts) -> None:
    for part, said in list(counts):
        right = said in {_right(question, option) for option in question.options if option.id == part}
        if said != BLANK and not right and counts[part, said].chosen < FEWEST_ALIKE:
            counts.setdefault((part, OTHERS), _Count()).add(counts.pop((part, said)))


def _of_part(question: Question, option: Option, counts: _Counts) -> list[tuple[str, str]]:
    right = _right(question, option)
    others = [said for part, said in counts if part == option.id and said != right]
    others.sort(key=lambda said: (said == BLANK, said == OTHERS, -counts[option.id, said].chosen, said))
    return [(option.id, said) for said in (right, *others)]


def _right(question: Question, option: Option) -> str:
    return KINDS[question.kind].given(questions.key(question))[option.id]


def _line(question: Question, key: tuple[str, str], count: _Count, answered: int, found: Groups | None) -> Line:
    part, said = key
    return Line(
        part=part,
        said=said,
        words=_words(question, part, said),
        right=said == _right(question, question.option(part)) if part else said in question.right,
        chosen=count.chosen,
        share=count.chosen / answered,
        upper=float(count.upper / found.size) if found else None,
        lower=float(count.lower / found.size) if found else None,
    )


def _words(question: Question, part: str, said: str) -> str:
    if said == BLANK:
        return "Not answered"
    if said == OTHERS:
        return f"Other answers, each typed by fewer than {FEWEST_ALIKE}"
    if part:
        return KINDS[question.kind].words(question.option(part), said)
    return question.option(said).text
