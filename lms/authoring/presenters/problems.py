"""What is wrong with a text, as a list, beside its lines and in its preview."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from lms.content.bounded import TOO_LONG
from lms.content.problems import MANUAL, Problem
from lms.content.report import Report

MOST_PROBLEMS = 50
MOST_QUOTED = 60  # characters
LOOKS = {True: "label--warm", False: "label--plain"}
THE_MANUAL = Markup('<a href="/courses/manual">the manual</a>')
MARK = Markup('<p class="flag"><span class="label {look} nhsuk-u-margin-left-0">Line {line}</span> {words}</p>')


def problems(report: Report, path: str = "", limit: int = MOST_PROBLEMS) -> list[Problem]:
    """The problems of a file, or of every file: what stops first, and no more than somebody can look at."""
    found = [problem for problem in report.problems if not path or concerns(problem, path)]
    return sorted(found, key=lambda problem: not problem.stops)[:limit]


def quotes(text: str, problems: Sequence[Problem]) -> Mapping[int, str]:
    """The words of each line that has a problem, by which it is found where lines have no numbers."""
    lines = dict(enumerate(text.split("\n"), 1))
    words = {each.line: " ".join(lines.get(each.line, "").split()) for each in problems}
    return {
        line: f"{said[:MOST_QUOTED].rstrip()}…" if len(said) > MOST_QUOTED else said for line, said in words.items()
    }


def concerns(problem: Problem, path: str) -> bool:
    """Whether somebody who writes this file is told of it there; that checking took too long, everybody is."""
    return problem.file == path or problem.message == TOO_LONG


def elsewhere(report: Report, path: str) -> str:
    """What stops the course in other files, in words; empty where nothing does."""
    count = sum(problem.stops for problem in report.problems if not concerns(problem, path))
    return f"{count} {'problem stops' if count == 1 else 'problems stop'} the course in other files." if count else ""


def counted(problems: Sequence[Problem]) -> str:
    """How many of these stop the course, and how many are advice."""
    stops = sum(problem.stops for problem in problems)
    advice = len(problems) - stops
    if not stops:
        return f"{_things(advice)} to weigh" if advice else "Nothing to put right"
    return f"{_things(stops)} {'stops' if stops == 1 else 'stop'} it" + (f", {advice} to weigh" if advice else "")


def _things(number: int) -> str:
    return f"{number} {'thing' if number == 1 else 'things'}"


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem as the editor's script reads it; beside the editor stands a link to the manual."""
    return {
        "line": problem.line, "stops": problem.stops, "message": problem.message.replace(MANUAL, "the manual"),
        "advice": problem.advice.replace(MANUAL, "the manual"), "file": problem.file,
    }  # fmt: skip


def in_words(text: str) -> Markup:
    """A message as HTML: what stands between backticks is what somebody writes, and the manual is a page."""
    pieces = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(each)
        if number % 2 and number + 1 < len(pieces)
        else THE_MANUAL.join(each.split(MANUAL))
        for number, each in enumerate(pieces)
    )


def marks(problems: Sequence[Problem]) -> Markup:
    """Problems as they stand in a preview: the line, and what is wrong."""
    return Markup().join(
        MARK.format(look=LOOKS[each.stops], line=each.line, words=in_words(each.message)) for each in problems
    )
