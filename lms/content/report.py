"""What a check comes to: the problems, and what the course holds; and both as they are printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from lms.content.figures import dated_day
from lms.content.problems import Problem
from lms.content.questions import KINDS
from lms.content.summary import CaseSummary, ModuleSummary, Summary

DAYS_A_CHECK_HOLDS = 365
WIDTH = 100  # characters; a table of many kinds of question may be wider


@dataclass(frozen=True)
class Report:
    """The problems of a course, in the order of its files, and what it holds."""

    problems: tuple[Problem, ...]
    summary: Summary = field(default_factory=Summary)

    @property
    def stops(self) -> bool:
        """Whether anything keeps the course from being published."""
        return any(problem.stops for problem in self.problems)


def problems_in_words(report: Report) -> str:
    """How many problems stop the course, and how many are advice."""
    stops = sum(problem.stops for problem in report.problems)
    stopping = f"{stops} {'problem stops' if stops == 1 else 'problems stop'} it" if stops else "nothing stops it"
    return f"{stopping}, {len(report.problems) - stops or 'nothing'} to weigh."


def summary_lines(summary: Summary, today: date) -> list[str]:
    """What a course holds, as it is printed in a terminal on this day."""
    rows = [(each.name, each.pages, each.words, each.minutes, each.questions) for each in summary.modules]
    total = ("All", summary.pages, summary.words, summary.minutes, summary.questions)
    return [
        *_table(("Module", "Pages", "Words", "Minutes", "Questions"), [*rows, total]),
        *(line for each in summary.modules for line in ("", *_bank(each))),
        "",
        *_cases(summary.cases),
        *_listed("Figures used", summary.figures),
        *_listed("Sources still to verify", summary.to_verify),
        *_dates(summary, today),
    ]


def _dates(summary: Summary, today: date) -> Iterable[str]:
    """When the course is to be reviewed, and since when a source has not been looked at; too late is said."""
    if summary.review_due:
        late = " It is overdue." if today > summary.review_due else ""
        yield f"Next review: {dated_day(summary.review_due)}.{late}"
    if summary.checked:
        late = " That is over a year ago." if (today - summary.checked).days > DAYS_A_CHECK_HOLDS else ""
        yield f"Every source was looked at since {dated_day(summary.checked)}.{late}"


def _bank(module: ModuleSummary) -> list[str]:
    """A module's questions: a row for each outcome, a column for each kind."""
    outcomes = list(dict.fromkeys(each.outcome for each in module.items))
    kinds = sorted({each.kind for each in module.items}, key=[*KINDS, *(each.kind for each in module.items)].index)
    count = {(each.outcome, each.kind): each.count for each in module.items}
    rows = [_row(outcome, [count.get((outcome, kind), 0) for kind in kinds]) for outcome in outcomes]
    total = _row("All", [sum(count.get((outcome, kind), 0) for outcome in outcomes) for kind in kinds])
    return _table((module.name, *kinds, "all"), [*rows, total])


def _cases(cases: Sequence[CaseSummary]) -> list[str]:
    """The cases: their minutes are not the module's, for each can be left out."""
    if not cases:
        return ["Cases: none"]
    outside = sum(case.outside for case in cases)
    rows = [(case.name, case.scenes, case.choices, case.minutes, case.relationship) for case in cases]
    return [
        *_table(("Case", "Scenes", "Choices", "Minutes", "Who it is"), rows),
        f"Cases: {len(cases)}, {outside} of them outside ex-partner or family ({outside * 100 // len(cases)}%)",
        "",
    ]


def _row(name: str, counts: Sequence[int]) -> tuple[str | int, ...]:
    return (name or "no outcome", *counts, sum(counts))


def _table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> list[str]:
    """Columns of one width each: names to the left, numbers to the right, nothing as a dot."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def _cell(value: str | int) -> str:
    return value if isinstance(value, str) else f"{value:,}" if value else "·"


def _listed(title: str, ids: Sequence[str]) -> list[str]:
    """A title with how many there are, and their ids in lines that fit a terminal."""
    lines = wrap(", ".join(ids), WIDTH - 2, break_on_hyphens=False, break_long_words=False)
    return [f"{title}: {len(ids) or 'none'}", *(f"  {line}" for line in lines)]
