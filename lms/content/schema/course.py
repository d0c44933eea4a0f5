"""A module, and the whole course."""

from collections.abc import Iterable
from datetime import date

from lms.content.schema.base import Frozen
from lms.content.schema.case import Case
from lms.content.schema.page import Page
from lms.content.schema.question import Quiz
from lms.content.schema.registers import Figure, Source, Term

NOBODYS_GROUP = "reception"
"""Whose pathway somebody follows who belongs to no staff group, or to none that the course names."""


class Outcome(Frozen):
    """What a learner can do afterwards."""

    id: str
    text: str


class Module(Frozen):
    """A module: its pages, its questions, and the cases that may be left out."""

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
    cases: tuple[Case, ...] = ()  # none in what was stored before there were cases

    def case(self, number: int) -> Case:
        """The case of this number, counted from 1; KeyError where there is none."""
        return {case.number: case for case in self.cases}[number]

    def page(self, number: int) -> Page:
        """The page of this number, counted from 1; KeyError where there is none."""
        return {page.number: page for page in self.pages}[number]

    def pages_about(self, outcomes: Iterable[str]) -> tuple[Page, ...]:
        """The pages that teach any of these outcomes, in order: what is read again."""
        wanted = set(outcomes)
        return tuple(page for page in self.pages if wanted & set(page.outcomes))


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
