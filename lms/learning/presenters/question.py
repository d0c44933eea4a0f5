"""A question as it is asked, and as its answer is explained."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lms.assessment.rules import Sitting, draw, next_attempt, pass_score
from lms.content.questions import KINDS, Response
from lms.content.schema import Module, Option, Question


@dataclass(frozen=True)
class AskedOption:
    """An option to choose: its number in the order shown, and whether it is chosen already."""

    option: Option
    checked: bool


@dataclass(frozen=True)
class Asked:
    """A question to be answered, its options in the order of this attempt."""

    question: Question
    hint: str
    options: tuple[AskedOption, ...]

    @property
    def control(self) -> str:
        """The partial that draws it."""
        return f"learning/_{self.question.control}.html"


@dataclass(frozen=True)
class ExplainedOption:
    """An option with its reason: `label` says what it was ("Your answer, right"), or nothing."""

    option: Option
    label: str
    marked_right: bool


@dataclass(frozen=True)
class Explained:
    """A question that was answered, with the reasons that are shown."""

    question: Question
    number: int
    answered: bool
    options: tuple[ExplainedOption, ...]


def asked(question: Question, chosen: Collection[str] = (), order: Sequence[str] = ()) -> Asked:
    """The question in this order of options, or else as it is written."""
    options = [question.option(each) for each in order] or question.options
    return Asked(
        question,
        KINDS[question.kind].hint,
        tuple(AskedOption(option, option.id in chosen) for option in options),
    )


def explained(
    question: Question, chosen: Response, order: Sequence[str] = (), *, number: int = 0, show_right: bool = True
) -> Explained:
    """Every option with its reason; without `show_right` only what was chosen, and nothing says what is right."""
    options = [question.option(each) for each in order] or list(question.options)
    shown = [option for option in options if show_right or option.id in chosen]
    return Explained(
        question, number, bool(chosen), tuple(_explain(option, option.id in chosen, show_right) for option in shown)
    )


def briefly(whole: Explained) -> Explained:
    """Only what was chosen and what is right: the two reasons side by side."""
    kept = tuple(each for each in whole.options if each.label)
    return Explained(whole.question, whole.number, whole.answered, kept)


def _explain(option: Option, chosen: bool, show_right: bool) -> ExplainedOption:
    right = option.right and show_right
    label = {(True, True): "Your answer, right", (True, False): "Your answer", (False, True): "Right"}
    return ExplainedOption(option, label.get((chosen, right), ""), right)


@dataclass(frozen=True)
class AnswerRow:
    """A question of the open attempt and what was chosen, in words; no words while it is not answered."""

    number: int
    title: str
    chosen: tuple[str, ...]


def answer_rows(module: Module, sitting: Sitting, answers: Mapping[str, Response]) -> list[AnswerRow]:
    """Every question of the attempt with what was chosen, in the order drawn."""
    rows = []
    for number, drawn in enumerate(sitting.drawn, 1):
        question = module.quiz.question(drawn.question_id)
        chosen = answers.get(question.id, ())
        words = tuple(question.option(each).text for each in drawn.options if each in chosen)
        rows.append(AnswerRow(number, question.title, words))
    return rows


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
