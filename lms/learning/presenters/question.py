"""A question as it is asked, and as its answer is explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lms.assessment.rules.attempts import Sitting, draw, next_attempt, pass_score
from lms.content.questions import KINDS, Response, blanks
from lms.content.schema import Module, Option, Question


@dataclass(frozen=True)
class AskedOption:
    """An option to answer, and what was said of it: nothing, its own id where it was chosen, `true` or `false`, the
    number of the words that were selected for it, or what was typed."""

    option: Option
    said: str


@dataclass(frozen=True)
class Asked:
    """A question to be answered, its options in the order of this attempt."""

    question: Question
    hint: str
    terms: str  # how it is marked, where that has to be said
    options: tuple[AskedOption, ...]

    @property
    def control(self) -> str:
        """The partial that draws it."""
        return f"learning/_{self.question.control}.html"

    @property
    def first_open(self) -> int:
        """The number, from 1, of the first option of which nothing was said: where a problem is put right."""
        return next((number for number, each in enumerate(self.options, 1) if not each.said), 1)


@dataclass(frozen=True)
class ExplainedOption:
    """An option, usually with its reason: `label` says what it was ("Your answer, right"), or nothing."""

    option: Option
    label: str
    marked_right: bool
    reasoned: bool  # whether its feedback may be shown
    remark: str  # plain words before the feedback, such as what was written


@dataclass(frozen=True)
class Explained:
    """A question that was answered, with the reasons that are shown."""

    question: Question
    number: int
    answered: bool
    options: tuple[ExplainedOption, ...]
    feedback: str  # HTML on the question as a whole; empty where options have their own, or what is right is hidden


def asked(question: Question, response: Response = (), order: Sequence[str] = ()) -> Asked:
    """The question in this order of options, or else as it is written, with what was answered so far."""
    kind, options = KINDS[question.kind], [question.option(each) for each in order] or question.options
    given = kind.given(response)
    answers = tuple(AskedOption(option, given.get(option.id, "")) for option in options)
    return Asked(question, kind.hint, kind.terms, answers)


def explained(
    question: Question, response: Response, order: Sequence[str] = (), *, number: int = 0, show_right: bool = True
) -> Explained:
    """Every option with its reason; without `show_right` only what was answered, and nothing says what is right."""
    kind, options = KINDS[question.kind], [question.option(each) for each in order] or question.options
    if kind.explained_as_written and show_right:
        options = question.options
    given = kind.given(response)
    shown = [option for option in options if show_right or option.id in given]
    return Explained(
        question,
        number,
        bool(response),
        tuple(ExplainedOption(option, *kind.verdict(option, given.get(option.id, ""), show_right)) for option in shown),
        question.feedback if show_right else "",
    )


def briefly(whole: Explained) -> Explained:
    """Only what was chosen and what is right: the two reasons side by side."""
    kept = tuple(each for each in whole.options if each.label)
    return replace(whole, options=kept)


@dataclass(frozen=True)
class AnswerRow:
    """A question of the open attempt, what was answered, in words, and what is still to be answered."""

    number: int
    title: str
    answers: tuple[str, ...]
    gap: str  # "Not answered yet", "2 of 4 not answered yet", or nothing


def answer_rows(module: Module, sitting: Sitting, answers: Mapping[str, Response]) -> list[AnswerRow]:
    """Every question of the attempt with what was answered, in the order drawn."""
    rows = []
    for number, drawn in enumerate(sitting.drawn, 1):
        question = module.quiz.question(drawn.question_id)
        kind, response = KINDS[question.kind], answers.get(question.id, ())
        given = kind.given(response)
        words = tuple(kind.words(question.option(each), given[each]) for each in drawn.options if each in given)
        rows.append(AnswerRow(number, question.title, words, _gap(question, response)))
    return rows


def _gap(question: Question, response: Response) -> str:
    left = blanks(question, response)
    if not response:
        return "Not answered yet"
    return f"{left} of {len(question.options)} not answered yet" if left else ""


def answered(module: Module, sitting: Sitting, answers: Mapping[str, Response]) -> list[int]:
    """The numbers of the questions that are answered in whole."""
    return [
        number
        for number, drawn in enumerate(sitting.drawn, 1)
        if (response := answers.get(drawn.question_id))
        and not blanks(module.quiz.question(drawn.question_id), response)
    ]


@dataclass(frozen=True)
class Terms:
    """What somebody should know before beginning: how many questions, how many points pass, which attempt."""

    questions: int
    pass_score: int
    number: int
    allowed: int


def assessment_terms(module: Module, sittings: Sequence[Sitting]) -> Terms:
    """The terms of the attempt that is open or comes next."""
    last = sittings[-1] if sittings else None
    following = next_attempt((last.round, last.number) if last else None, module.quiz.attempts)
    number = last.number if last and last.result is None else following[1]
    drawn = len(draw(module.quiz, seed=0))
    return Terms(drawn, pass_score(drawn, module.quiz.pass_mark), number, module.quiz.attempts)
