"""Counts what a course holds, on what is written, before it is rendered."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from lms.content.checks.pieces import pieces_of
from lms.content.measure import case_minutes, count_words, minutes
from lms.content.parse import KEPT
from lms.content.questions import KINDS
from lms.content.registers import Registers
from lms.content.signs import CITATION, FIGURE
from lms.content.summary import CaseSummary, Items, ModuleSummary, Summary
from lms.content.text import CaseText, CourseText, ModuleText


def summarise(text: CourseText) -> Summary:
    """What this course holds, as far as it could be read."""
    registers = text.registers
    checked = [source.checked for source in registers.sources.values() if source.checked]
    return Summary(
        modules=tuple(_module(module, registers) for module in text.modules),
        review_due=registers.course.review.due if registers.course else None,
        checked=min(checked, default=None),
    )


@lru_cache(maxsize=KEPT)
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
        cases=tuple(_case(case) for case in module.cases),
    )


def _case(case: CaseText) -> CaseSummary:
    return CaseSummary(
        name=case.id,
        scenes=len(case.scenes),
        choices=sum(len(scene.choices) for scene in case.scenes),
        minutes=case_minutes(case),
        relationship=case.fields.relationship if case.fields else "",
        outside=bool(case.fields and case.fields.relationship.is_outside),
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
