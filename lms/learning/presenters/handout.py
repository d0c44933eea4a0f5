"""A module as it is printed: every page in order, each with its knowledge checks and their reasons at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lms import clock
from lms.catalogue.queries import LiveCourse
from lms.content.figures import dated_day
from lms.content.paper import Paper, has_hard_parts, images_in
from lms.content.schema import TRAINER, Block, Module, Page, Question
from lms.learning.presenters.question import explained
from lms.learning.rules import PrintKind


@dataclass(frozen=True)
class PrintedBlock:
    """A piece of a page; `title` says whom it is for, where it is not for everybody."""

    html: str
    title: str


@dataclass(frozen=True)
class PrintedOption:
    """An answer with its reason; `label` says that it is right or, of a statement or a behaviour, what it is."""

    html: str
    label: str
    feedback: str


@dataclass(frozen=True)
class PrintedCheck:
    """A knowledge check with every reason."""

    title: str
    stem: str
    options: tuple[PrintedOption, ...]
    source: str


@dataclass(frozen=True)
class PrintedPage:
    """A page of the module."""

    number: int
    title: str
    blocks: tuple[PrintedBlock, ...]
    checks: tuple[PrintedCheck, ...]


@dataclass(frozen=True)
class Handout:
    """Everything that the PDF of a module says. `images` are the names of the pictures in it."""

    number: int
    title: str
    minutes: int
    outcomes: tuple[str, ...]
    pages: tuple[PrintedPage, ...]
    reviewed: bool
    revision: int
    dated: str
    published_at: datetime
    kind: PrintKind
    has_left_out: bool
    images: tuple[str, ...]


def handout(revision: LiveCourse, module: Module, kind: PrintKind, published_at: datetime) -> Handout:
    """The module of this revision, of this kind."""
    paper = Paper(module.number, kind.whole)
    return Handout(
        number=module.number,
        title=module.title,
        minutes=module.minutes,
        outcomes=tuple(outcome.text for outcome in module.outcomes),
        pages=tuple(_page(page, kind, paper) for page in module.pages),
        reviewed=revision.course.review.reviewed,
        revision=revision.revision_number,
        dated=dated_day(clock.in_london(published_at).date()),
        published_at=published_at,
        kind=kind,
        has_left_out=has_hard_part(module) and not kind.whole,
        images=tuple(dict.fromkeys(name for html in _html_of(module) for name in images_in(html))),
    )


def has_hard_part(module: Module) -> bool:
    """Whether any page of it has a block that may be hard to read."""
    return any(has_hard_parts(block.html) for page in module.pages for block in page.blocks)


def _html_of(module: Module) -> Iterator[str]:
    for page in module.pages:
        yield from (block.html for block in page.blocks)
        yield from (check.stem for check in page.checks)


def _page(page: Page, kind: PrintKind, paper: Paper) -> PrintedPage:
    shown = [block for block in page.blocks if block.html and (kind.notes or TRAINER not in block.audience)]
    return PrintedPage(
        page.number,
        page.title,
        tuple(PrintedBlock(paper.put(block.html), _whom_for(block)) for block in shown),
        tuple(_check(check, paper) for check in page.checks),
    )


def _whom_for(block: Block) -> str:
    return block.title if block.audience else ""


def _check(check: Question, paper: Paper) -> PrintedCheck:
    options = tuple(
        PrintedOption(
            paper.put(each.option.html),
            each.label.removeprefix("Not answered. ") or each.remark,  # on paper nothing is
            paper.put(each.option.feedback),
        )
        for each in explained(check, ()).options
    )
    return PrintedCheck(check.title, paper.put(check.stem), options, check.source)
