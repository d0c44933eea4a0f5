"""Everything that is wrong with a course, at once; and what is in it."""

from functools import lru_cache

from lms.content.checks.cases import check_cases, check_relationships
from lms.content.checks.drawings import check_drawings
from lms.content.checks.law import check_law
from lms.content.checks.links import check_links
from lms.content.checks.markup import check_markup
from lms.content.checks.modules import check_module
from lms.content.checks.numbers import check_numbers
from lms.content.checks.questions import check_questions
from lms.content.checks.references import check_figures, check_references
from lms.content.checks.structure import check_structure
from lms.content.checks.wording import check_fields, check_wording
from lms.content.files import Files
from lms.content.inventory import summarise
from lms.content.parse import KEPT, parse
from lms.content.problems import Problem, Problems
from lms.content.registers import Registers
from lms.content.report import Report
from lms.content.summary import Summary
from lms.content.text import CourseText, ModuleText
from lms.content.yaml import Yaml

OF_A_MODULE = (
    check_module, check_references, check_markup, check_numbers, check_wording, check_questions, check_cases, check_law,
    check_drawings,
)  # fmt: skip
OF_THE_COURSE = (check_structure, check_figures, check_links, check_fields, check_relationships)


def check(files: Files) -> Report:
    """Every problem of the course that these files hold. It never raises, whatever the files hold; text from untrusted
    hands goes through `bounded.check_within`, which also ends in time."""
    return examine(files)[0]


def examine(files: Files) -> tuple[Report, CourseText | None]:
    """The report, and the course as written, for whoever means to render it."""
    parsed = parse(files)
    text = parsed.text
    if text is None:
        return Report(parsed.problems), None
    problems = Problems(list(parsed.problems))
    for module in text.modules:
        problems.found += _found_in(module, text.registers)
    for each in OF_THE_COURSE:
        each(text, problems)
    summary = summarise(text)
    _unverified(summary, text.registers, problems)
    return Report(problems.listed(), summary), text


@lru_cache(maxsize=KEPT)
def _found_in(module: ModuleText, registers: Registers) -> tuple[Problem, ...]:
    """What is wrong in a module whatever the other modules hold."""
    problems = Problems()
    for each in OF_A_MODULE:
        each(module, registers, problems)
    return problems.listed()


def _unverified(summary: Summary, registers: Registers, problems: Problems) -> None:
    """One advice for all of them, at the first."""
    waiting = [source_id for source_id in registers.sources if source_id in summary.to_verify]
    if waiting:
        yaml = registers.sources_yaml or Yaml()
        more = f" and {len(waiting) - 1} more are" if len(waiting) > 1 else " is"
        with problems.reading("sources.yaml"):
            problems.advise(
                yaml.line(waiting[0]),
                f"`{waiting[0]}`{more} used and still to be verified.",
                "Readers see a mark, and production refuses to publish. Each has `status: to verify` in sources.yaml.",
            )
