"""Everything that is wrong with a course, at once; and what is in it."""

from collections import Counter

from lms.content.checks.markup import check_markup
from lms.content.checks.numbers import check_numbers
from lms.content.checks.pieces import pieces_of
from lms.content.checks.questions import check_questions
from lms.content.checks.references import check_references
from lms.content.checks.structure import check_structure
from lms.content.checks.wording import check_wording
from lms.content.files import Files
from lms.content.measure import CITATION, FIGURE, count_words, minutes
from lms.content.parse import parse
from lms.content.problems import Problems
from lms.content.report import Report, Summary
from lms.content.text import CourseText
from lms.content.yaml import Yaml

CHECKS = (check_structure, check_references, check_markup, check_numbers, check_wording, check_questions)


def check(files: Files) -> Report:
    """Every problem of the course that these files hold. It never raises, whatever the files hold; text from untrusted
    hands goes through `bounded.check_within`, which also ends in time."""
    return examine(files)[0]


def examine(files: Files) -> tuple[Report, CourseText | None]:
    """The report, and the course as written, for whoever means to render it."""
    parsed = parse(files)
    if parsed.text is None:
        return Report(parsed.problems), None
    problems = Problems(list(parsed.problems))
    for each in CHECKS:
        each(parsed.text, problems)
    used = _used_sources(parsed.text)
    _unverified(parsed.text, used, problems)
    return Report(problems.listed(), _summary(parsed.text, used)), parsed.text


def _used_sources(text: CourseText) -> set[str]:
    cited = {
        source
        for module in text.modules
        for piece in pieces_of(module)
        for line in piece.lines
        for source in CITATION.findall(line.text)
    }
    asked = {
        source
        for module in text.modules
        for question in module.questions
        for source in question.attributes.get("source").split()
    }
    behind = {figure.source for name, figure in text.registers.figures.items() if name in _used_figures(text)}
    return cited | asked | behind


def _used_figures(text: CourseText) -> set[str]:
    return {
        figure
        for module in text.modules
        for piece in pieces_of(module)
        for line in piece.lines
        for figure in FIGURE.findall(line.text)
    }


def _unverified(text: CourseText, used: set[str], problems: Problems) -> None:
    yaml = text.registers.sources_yaml or Yaml()
    with problems.reading("sources.yaml"):
        for source in text.registers.sources.values():
            if source.id in used and not source.verified:
                problems.advise(
                    yaml.line(source.id),
                    f"`{source.id}` is used and is still to be verified.",
                    "Readers see a mark; production refuses to publish.",
                )


def _summary(text: CourseText, used: set[str]) -> Summary:
    registers = text.registers
    items = Counter(
        (module.id, question.attributes.get("outcome"), question.kind)
        for module in text.modules
        for question in module.questions
    )
    return Summary(
        modules=len(text.modules),
        pages=sum(len(module.pages) for module in text.modules),
        words=sum(count_words(page, registers) for module in text.modules for page in module.pages),
        minutes=sum(minutes(module, registers) for module in text.modules),
        items=tuple((*key, number) for key, number in sorted(items.items())),
        figures=tuple(sorted(_used_figures(text) & set(registers.figures))),
        to_verify=tuple(
            sorted(source.id for source in registers.sources.values() if source.id in used and not source.verified)
        ),
    )
