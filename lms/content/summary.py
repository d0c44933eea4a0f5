"""What a course holds, counted: by module, by outcome and kind of question, by case, and what it rests on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Items:
    """How many questions of a kind ask about an outcome."""

    outcome: str
    kind: str
    count: int


@dataclass(frozen=True)
class CaseSummary:
    """What a case holds, who pursues somebody in it, and whether that is neither an ex-partner nor family."""

    name: str
    scenes: int  # its ends counted
    choices: int
    minutes: int
    relationship: str
    outside: bool


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
    cases: tuple[CaseSummary, ...] = ()

    @property
    def questions(self) -> int:
        """How many questions are in its bank."""
        return sum(each.count for each in self.items)


@dataclass(frozen=True)
class Summary:
    """What a course holds, module by module."""

    modules: tuple[ModuleSummary, ...] = ()
    review_due: date | None = None  # when the course is to be reviewed next
    checked: date | None = None  # when the source that was looked at longest ago was looked at

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

    @property
    def cases(self) -> tuple[CaseSummary, ...]:
        """The cases of all modules."""
        return tuple(case for each in self.modules for case in each.cases)
