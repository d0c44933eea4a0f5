"""The shape of a course once it has been read, checked and rendered: what every other room may rely on.

Everything here is frozen and holds HTML that is sanitised and ready: whoever serves it only joins it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

STAFF_GROUPS: dict[str, str] = {
    "reception": "Reception and administration",
    "general-practice": "General practice",
    "nursing": "Nursing",
    "midwifery": "Midwifery and health visiting",
    "emergency": "Emergency care",
    "ambulance": "Ambulance",
    "pharmacy": "Pharmacy",
    "dentistry": "Dentistry",
    "mental-health": "Mental health",
    "management": "Management",
    "icb": "Integrated care board",
}
"""Every staff group a course may speak to, with the words that are printed for it."""

TRAINER = "trainer"
"""The audience of a note that trainers alone see."""

NOBODYS_GROUP = "reception"
"""Whose pathway somebody follows who belongs to no staff group, or to none that the course names."""


class Frozen(BaseModel):
    """A value that cannot change and refuses a field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ShowAnswers(StrEnum):
    """When a learner sees which options were right."""

    AFTER_EACH_ATTEMPT = "after each attempt"
    AFTER_PASSING = "after passing"


class Option(Frozen):
    """One answer somebody may choose: its letter, its words, whether it is right, and why or why not."""

    id: str  # "a", "b", "c" in the order of the text; stable within a revision
    html: str  # inline HTML for a label
    text: str  # the same in plain words
    right: bool
    feedback: str  # HTML, shown whether the option is right or not


class Question(Frozen):
    """One question of the bank, or an inline knowledge check."""

    id: str
    kind: str  # a name in content.questions.KINDS
    control: str  # the template partial that draws it: "radios" or "checkboxes"
    title: str  # the question itself, one line of plain text: the legend
    stem: str  # HTML of what stands between the title and the options; may be empty
    outcome: str
    sources: tuple[str, ...] = ()
    source: str = ""  # the sources in words, ready to print
    critical: bool = False
    options: tuple[Option, ...] = ()

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


class Block(Frozen):
    """A piece of a page for one audience: either HTML, or a knowledge check for which the template draws a form."""

    html: str = ""  # sanitised, ready
    audience: tuple[str, ...] = ()  # empty: everybody. Staff groups, or ("trainer",)
    title: str = ""  # the words on a staff group's or trainer's block: it is drawn closable, so that all can open it
    check: Question | None = None

    @property
    def for_staff_groups(self) -> bool:
        """Whether it speaks to some staff groups first."""
        return bool(self.audience) and TRAINER not in self.audience

    def speaks_to(self, groups: Iterable[str]) -> bool:
        """Whether it is written for one of these staff groups."""
        return bool(set(self.audience) & set(groups))


class Page(Frozen):
    """One page of a module: a level-1 heading and what follows it."""

    number: int  # from 1
    id: str
    title: str
    outcomes: tuple[str, ...]  # the outcomes that this page teaches
    blocks: tuple[Block, ...]
    words: int

    @property
    def checks(self) -> tuple[Question, ...]:
        """The knowledge checks on the page, in order."""
        return tuple(block.check for block in self.blocks if block.check)

    def check(self, question_id: str) -> Question:
        """The knowledge check of this id; KeyError where there is none."""
        return {question.id: question for question in self.checks}[question_id]

    def seen_by(self, groups: Iterable[str], *, trainer: bool = False) -> tuple[Block, ...]:
        """The blocks as this reader sees them: trainers' notes for trainers alone; in a run of blocks for staff
        groups the reader's own first, and all the others after them."""
        groups = frozenset(groups)
        seen: list[Block] = []
        run: list[Block] = []
        for block in (*self.blocks, Block()):
            if TRAINER in block.audience and not trainer:
                continue
            if block.for_staff_groups:
                run.append(block)
                continue
            seen += sorted(run, key=lambda each: not each.speaks_to(groups))
            run = []
            seen.append(block)
        return tuple(seen[:-1])


class Outcome(Frozen):
    """What a learner can do afterwards."""

    id: str
    text: str


class Module(Frozen):
    """A module: its pages and its questions."""

    number: int  # from the folder's NN-; numbers may have gaps
    id: str  # the folder's name without NN-
    title: str
    neutral_title: str
    minutes: int  # computed from the text
    level: str
    supports: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    pages: tuple[Page, ...]
    quiz: Quiz

    def page(self, number: int) -> Page:
        """The page of this number, counted from 1; KeyError where there is none."""
        return {page.number: page for page in self.pages}[number]

    def pages_about(self, outcomes: Iterable[str]) -> tuple[Page, ...]:
        """The pages that teach any of these outcomes, in order: what is read again."""
        wanted = set(outcomes)
        return tuple(page for page in self.pages if wanted & set(page.outcomes))


class Source(Frozen):
    """An entry of the bibliography."""

    id: str
    title: str
    publisher: str
    dated: str = ""  # as precise as is known: "2025", "2025-04" or "2025-04-22"; empty where no date is known
    address: str = ""
    checked: date | None = None
    verified: bool = False


class Figure(Frozen):
    """A number that is taught: its registered wording, what it measures, and the caveat it never goes without."""

    id: str
    says: str
    value: str  # as printed large: "7%", "1 in 5", "358"
    measures: str
    population: str
    year: int
    source: str
    caveat: str
    superseded_by: str = ""


class Term(Frozen):
    """A word of the glossary."""

    term: str
    meaning: str


class CertificateTerms(Frozen):
    """What a certificate of this course says and how long it is good for."""

    valid_months: int
    statement: str


class Review(Frozen):
    """Who has reviewed the course. Nobody is invented: until both are named, it has not been reviewed."""

    clinical: str
    legal: str
    due: date
    reviewed: bool  # both reviewers are named and no source waits to be verified


class Course(Frozen):
    """A whole course, as it stands in one revision."""

    code: str  # neutral: it appears in addresses
    title: str
    neutral_title: str
    summary: str
    audience: str = ""
    modules: tuple[Module, ...]
    pathways: dict[str, tuple[str, ...]]  # staff group -> ids of modules that exist, in the order of the course
    certificate: CertificateTerms
    review: Review
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    glossary: tuple[Term, ...] = ()

    def module(self, number: int) -> Module:
        """The module of this number; KeyError where there is none."""
        return {module.number: module for module in self.modules}[number]

    def module_of(self, module_id: str) -> Module:
        """The module of this id; KeyError where there is none."""
        return {module.id: module for module in self.modules}[module_id]

    def required_modules(self, groups: Iterable[str]) -> tuple[Module, ...]:
        """The modules that these staff groups have to complete: the union of their pathways, in order; reception's
        where none of them has a pathway; all modules in a course without that either."""
        wanted = {module for group in groups for module in self.pathways.get(group, ())}
        wanted = wanted or set(self.pathways.get(NOBODYS_GROUP, ()))
        return tuple(module for module in self.modules if module.id in wanted) or self.modules
