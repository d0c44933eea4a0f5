"""Questions, their options, and how an assessment is drawn from them."""

from enum import StrEnum

from lms.content.schema.base import Frozen


class ShowAnswers(StrEnum):
    """When a learner sees which options were right."""

    AFTER_EACH_ATTEMPT = "after each attempt"
    AFTER_PASSING = "after passing"


class Option(Frozen):
    """One answer somebody may choose: its letter, its words, whether it is right, and why or why not. Or one part of a
    question that is answered part by part, with what is right for it."""

    id: str  # "a", "b", "c" in the order of the text; stable within a revision
    html: str  # inline HTML for a label
    text: str  # the same in plain words
    right: bool
    feedback: str  # HTML, shown whether the option is right or not
    answer: str = ""  # what is right for this part
    choices: tuple[str, ...] = ()  # the words offered for it, in the order they are shown
    accepted: tuple[str, ...] = ()  # every form of what may be typed
    tolerance: str = "0"  # how far off a number may be
    unit: str = ""


class Question(Frozen):
    """One question of the bank, or an inline knowledge check."""

    id: str
    kind: str  # a name in content.questions.KINDS
    control: str  # the template partial that draws it, such as "radios"
    title: str  # the question itself, one line of plain text: the legend
    stem: str  # HTML of what stands between the title and the options; may be empty
    outcome: str
    sources: tuple[str, ...] = ()
    source: str = ""  # the sources in words, ready to print
    critical: bool = False
    options: tuple[Option, ...] = ()
    feedback: str = ""  # HTML, on the question as a whole

    @property
    def right(self) -> frozenset[str]:
        """The ids of the options that are right."""
        return frozenset(option.id for option in self.options if option.right)

    def option(self, option_id: str) -> Option:
        """The option of this id; KeyError where there is none."""
        return {option.id: option for option in self.options}[option_id]


class Quiz(Frozen):
    """A module's question bank, and how an assessment is drawn from it."""

    draw: int
    at_least_per_outcome: int
    pass_mark: int  # percent
    attempts: int
    wait_hours: int
    shuffle: bool
    show_answers: ShowAnswers
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """The question of this id; KeyError where there is none."""
        return {question.id: question for question in self.questions}[question_id]
