"""A text that is being written: its problems, and the piece around a line as a learner gets it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from lms.content.case_render import render_case
from lms.content.check import examine
from lms.content.files import MODULE_FOLDER, Files
from lms.content.links import Links
from lms.content.marked_pages import MarkedPages
from lms.content.moodle import Remark, read_moodle
from lms.content.pages import PageRenderer
from lms.content.parse import parse
from lms.content.problems import Problem
from lms.content.prose import Prose
from lms.content.question_render import render_question
from lms.content.render import render_module
from lms.content.report import Report
from lms.content.schema import Drawn, DrawnModule, FromMoodle, MoodleRemark, Outline, Part, Questions
from lms.content.text import CaseText, CourseText, ModuleText
from lms.content.yaml import Yaml


def check(files: Files, code: str = "") -> Report:
    """Every problem of the course, as `flask courses check` tells them; and of the draft of the course of this code,
    whether it keeps it."""
    report, text = examine(files)
    yaml = text.registers.course_yaml if text else Yaml()
    if not code or yaml.words("code") in ("", code):
        return report
    wrong = Problem(
        "course.yaml", yaml.line("code"), f"The code of this course is `{code}`, and never changes.",
        f"Write `code: {code}`. Another course is started with a code of its own.",
    )  # fmt: skip
    return replace(report, problems=tuple(sorted((*report.problems, wrong))))


def outline(files: Files) -> Outline:
    """The course's title, and every page, question and case with its line."""
    text = parse(files).text
    if text is None:
        return Outline()
    fields = text.registers.course
    return Outline(
        title=fields.title if fields else "",
        own_approver=fields.review.own_approver if fields else (),
        parts=tuple(part for module in text.modules for part in _parts(module)),
        outcomes={module.folder: module.outcomes for module in text.modules},
    )


def _parts(module: ModuleText) -> Iterator[Part]:
    for page in module.pages:
        heading = page.heading
        yield Part(id=page.id, path=module.file, line=heading.line, title=heading.title, outcomes=page.outcomes)
    for question in module.questions:
        names = question.attributes
        yield Part(
            id=names.id, path=module.quiz_file, line=question.line, title=question.title, kind=question.kind,
            outcomes=(names.get("outcome"),),
        )  # fmt: skip
    for case in module.cases:
        yield Part(id=case.id, path=case.file, line=1, title=case.fields.title if case.fields else case.id)


def draw(files: Files, path: str, line: int, marked: Collection[int] = ()) -> Drawn:
    """The page, question or case of this file in which this line stands, whatever is wrong elsewhere; nothing where it
    has problems of its own that keep it from being drawn. A page has marks for these lines."""
    try:
        return piece_at(files, path, line, marked)
    except Exception:  # a text with problems may break the renderer in any way: then there is no picture of it
        return Drawn(first=line, after=line + 1)  # of another line there may be one


def piece_at(files: Files, path: str, line: int, marked: Collection[int] = ()) -> Drawn:
    """As `draw`; but raises whatever a text with problems may make the renderer raise."""
    text = parse(files).text
    folder = path.partition("/")[0]
    if text is None or not MODULE_FOLDER.fullmatch(folder):
        return Drawn()
    module = next((each for each in text.modules if each.folder == folder), None)
    return _draw(text, module, path, line, marked) if module else Drawn()


def module(files: Files, folder: str) -> DrawnModule:
    """A whole module as learners get it; nothing where it cannot be drawn."""
    text = parse(files).text
    written = next((each for each in text.modules if each.folder == folder), None) if text else None
    if text is None or written is None:
        return DrawnModule()
    try:
        return DrawnModule(module=render_module(text, written, Links(text), Prose(text.registers)))
    except Exception:  # as in `draw`
        return DrawnModule()


def questions(files: Files, path: str) -> Questions:
    """Every question of a quiz that can be drawn; none where one of them cannot."""
    text = parse(files).text
    module = next((each for each in text.modules if each.quiz_file == path), None) if text else None
    if text is None or module is None:
        return Questions()
    prose, place = (
        Prose(text.registers),
        PageRenderer(text, module, Links(text), Prose(text.registers)).place(None, None),
    )
    try:
        return Questions(
            questions=tuple(
                render_question(each, each.attributes.id, each.attributes.get("outcome"), prose, place, text.registers)
                for each in module.questions
            )
        )
    except Exception:  # as in `draw`
        return Questions()


def from_moodle(data: bytes) -> FromMoodle:
    """What a Moodle XML file holds, as our text, and what of it cannot be taken, each at its line."""
    found = read_moodle(data)
    return FromMoodle(
        markdown=found.markdown,
        taken=len(found.questions),
        refused=tuple(_remark(each) for each in found.refused),
        noted=tuple(_remark(each) for each in found.noted),
    )


def _remark(remark: Remark) -> MoodleRemark:
    return MoodleRemark(line=remark.line, name=remark.name, reason=remark.reason)


def _draw(text: CourseText, module: ModuleText, path: str, line: int, marked: Collection[int]) -> Drawn:
    prose = Prose(text.registers)
    pages = MarkedPages(text, module, Links(text), prose, marked)
    if path == module.file:
        starts = [page.heading.line for page in module.pages]
        number = _at(starts, line)
        return _drawn(module, starts, number, page=pages.draw(module.pages[number], number + 1))
    if path == module.quiz_file:
        starts = [question.line for question in module.questions]
        number = _at(starts, line)
        written = module.questions[number]
        names, place = written.attributes, pages.place(None, None)
        drawn = render_question(written, names.id, names.get("outcome"), prose, place, text.registers)
        return _drawn(module, starts, number, question=drawn)
    case = _case(module.cases, path)
    return Drawn(module=module.number, case=render_case(*case, prose, text.registers)) if case else Drawn()


def _drawn(module: ModuleText, starts: Sequence[int], number: int, **piece: Any) -> Drawn:
    """One piece of several that begin at these lines; what stands above the first is the first one's."""
    ends = {"after": starts[number + 1]} if number + 1 < len(starts) else {}
    return Drawn(module=module.number, first=starts[number] if number else 1, **ends, **piece)


def _at(starts: Sequence[int], line: int) -> int:
    """The last of these that starts at this line or before it; the first where none does."""
    return max((number for number, start in enumerate(starts) if start <= line), default=0)


def _case(cases: Sequence[CaseText], path: str) -> tuple[CaseText, int] | None:
    return next(((case, number) for number, case in enumerate(cases, 1) if case.file == path), None)
