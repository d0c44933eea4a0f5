"""What a course holds, counted on what is written: by module, by outcome and kind of question, and what it rests on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.checks.pieces import pieces_of
from lms.content.measure import CITATION, FIGURE, count_words, minutes
from lms.content.questions import KINDS
from lms.content.registers import Registers
from lms.content.text import CourseText, ModuleText


@dataclass(frozen=True)
class Items:
    """How many questions of a kind ask about an outcome."""

    outcome: str
    kind: str
    count: int


@dataclass(frozen=True)
class ModuleSummary:
    """What one module holds, and the ids of the figures and of the unverified sources that it uses."""

    name: str  # its number and id, as in its folder's name
    pages: int
    words: int
    minutes: int
    items: tuple[Items, ...]  # in the order of the outcomes and of KINDS
    figures: tuple[str, ...]
    to_verify: tuple[str, ...]

    @property
    def questions(self) -> int:
        """How many questions are in its bank."""
        return sum(each.count for each in self.items)


@dataclass(frozen=True)
class Summary:
    """What a course holds, module by module."""

    modules: tuple[ModuleSummary, ...] = ()

    @property
    def pages(self) -> int:
        """The pages of all modules."""
        return sum(each.pages for each in self.modules)

    @property
    def words(self) -> int:
        """The words on all pages."""
        return sum(each.words for each in self.modules)

    @property
    def minutes(self) -> int:
        """The minutes that all modules take."""
        return sum(each.minutes for each in self.modules)

    @property
    def questions(self) -> int:
        """The questions of all banks."""
        return sum(each.questions for each in self.modules)

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that any module uses, sorted."""
        return tuple(sorted({figure for each in self.modules for figure in each.figures}))

    @property
    def to_verify(self) -> tuple[str, ...]:
        """The sources that any module uses and nobody has verified, sorted."""
        return tuple(sorted({source for each in self.modules for source in each.to_verify}))


def summarise(text: CourseText) -> Summary:
    """What this course holds, as far as it could be read."""
    return Summary(tuple(_module(module, text.registers) for module in text.modules))


def _module(module: ModuleText, registers: Registers) -> ModuleSummary:
    figures = {figure for line in _lines(module) for figure in FIGURE.findall(line)} & set(registers.figures)
    used = {source for line in _lines(module) for source in CITATION.findall(line)}
    used |= {source for question in module.questions for source in question.attributes.get("source").split()}
    used |= {registers.figures[figure].source for figure in figures}
    unverified = {source.id for source in registers.sources.values() if not source.verified}
    return ModuleSummary(
        name=module.folder,
        pages=len(module.pages),
        words=sum(count_words(page, registers) for page in module.pages),
        minutes=minutes(module, registers),
        items=tuple(_items(module)),
        figures=tuple(sorted(figures)),
        to_verify=tuple(sorted(used & unverified)),
    )


def _lines(module: ModuleText) -> Iterable[str]:
    return (line.text for piece in pieces_of(module) for line in piece.lines)


def _items(module: ModuleText) -> Iterable[Items]:
    counted = Counter((question.attributes.get("outcome"), question.kind) for question in module.questions)
    kinds, outcomes = list(KINDS), list(module.outcomes)

    def place(item: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        outcome, kind = item
        return (
            outcomes.index(outcome) if outcome in outcomes else len(outcomes),
            kinds.index(kind) if kind in kinds else len(kinds),
            item,
        )

    return (Items(*item, counted[item]) for item in sorted(counted, key=place))
