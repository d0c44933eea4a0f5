"""What a check comes to: the problems, and what the course holds."""

from dataclasses import dataclass

from lms.content.problems import Problem


@dataclass(frozen=True)
class Summary:
    """What a course holds, counted."""

    modules: int = 0
    pages: int = 0
    words: int = 0
    minutes: int = 0
    items: tuple[tuple[str, str, str, int], ...] = ()  # module, outcome, kind, how many
    figures: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The summary as it is printed."""
        items = [f"  {module}, {outcome}, {kind}: {number}" for module, outcome, kind, number in self.items]
        return [
            f"Modules: {self.modules}. Pages: {self.pages}. Words: {self.words:,}. Minutes: {self.minutes}.",
            f"Questions: {sum(item[3] for item in self.items)}",
            *items,
            f"Figures used: {', '.join(self.figures) or 'none'}",
            f"Sources to verify: {', '.join(self.to_verify) or 'none'}",
        ]


@dataclass(frozen=True)
class Report:
    """The problems of a course, in the order of its files, and what it holds."""

    problems: tuple[Problem, ...]
    summary: Summary = Summary()

    @property
    def stops(self) -> bool:
        """Whether anything keeps the course from being published."""
        return any(problem.stops for problem in self.problems)
