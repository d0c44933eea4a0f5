"""What is wrong with a course, in the writer's words, each with the file and the line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MANUAL = "docs/writing-a-module.md"
"""What messages name for more, as the command line has it. In the browser it is a page."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what to write instead. It stops publication or it is advice."""

    file: str
    line: int
    message: str
    advice: str
    stops: bool = True

    def __str__(self) -> str:
        """As it is printed: `file:line: what is wrong. What to write instead.`"""
        kind = "" if self.stops else "advice: "
        return f"{self.file}:{self.line}: {kind}{self.message} {self.advice}".rstrip()


@dataclass
class Problems:
    """A collector that remembers which file is being read, so that whoever finds a problem names only its line."""

    found: list[Problem] = field(default_factory=list)
    file: str = ""

    @contextmanager
    def reading(self, file: str) -> Iterator[None]:
        """Everything found meanwhile is in this file."""
        before, self.file = self.file, file
        try:
            yield
        finally:
            self.file = before

    def stop(self, line: int, message: str, advice: str = "") -> None:
        """Something that keeps the course from being published."""
        self.found.append(Problem(self.file, max(line, 1), message, advice))

    def advise(self, line: int, message: str, advice: str = "") -> None:
        """Something to think about, that does not keep the course from being published."""
        self.found.append(Problem(self.file, max(line, 1), message, advice, stops=False))

    @property
    def stopped(self) -> bool:
        """Whether anything found so far keeps the course from being published."""
        return any(problem.stops for problem in self.found)

    def listed(self) -> tuple[Problem, ...]:
        """Every problem once, by file and line, in an order that does not change."""
        return tuple(sorted(set(self.found)))
