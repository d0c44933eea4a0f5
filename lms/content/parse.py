"""Reads the files of a course without rendering them: all that can be read, with every problem met on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lms.content.cases import read_scenes
from lms.content.directory import FILE, read_services
from lms.content.drawings import Drawing, read_drawing
from lms.content.fields import read_fields
from lms.content.files import CASE, MEDIA, MODULE_FOLDER, Files, lines_of, look_over, too_much
from lms.content.front_matter import read_case_fields, read_module_fields, read_quiz_fields, split_front_matter
from lms.content.lines import Lines
from lms.content.passages import numbered, read_pages, read_questions
from lms.content.problems import Problem, Problems
from lms.content.registers import CourseFields, Registers, read_figures, read_glossary, read_sources
from lms.content.text import CaseText, CourseText, ModuleText
from lms.content.yaml import Yaml, read_yaml

LONGEST_LINE = 10_000
MOST_LINES = 20_000
KEPT = 16  # modules: a course that is being written is read again and again, and most of them stay

Inside = tuple[tuple[str, bytes], ...]
"""Some files of a course, as `Files` has them."""


@dataclass(frozen=True)
class Parsed:
    """A course as far as it could be read. `text` is None where the sizes forbid reading it."""

    text: CourseText | None
    problems: tuple[Problem, ...]


def parse(files: Files) -> Parsed:
    """The course that these files hold, and what is wrong with how they are written. It never raises."""
    heavy = too_much(files)
    if heavy:
        return Parsed(None, heavy)
    problems = Problems()
    folders = look_over(files, problems)
    text = CourseText(files, _registers(files, problems))
    text.modules = tuple(_read(folder, files, problems) for folder in folders)
    return Parsed(text, problems.listed())


def _registers(files: Files, problems: Problems) -> Registers:
    registers, found = _read_registers(tuple((path, files[path]) for path in READERS if path in files))
    problems.found += found
    return registers


@lru_cache(maxsize=KEPT)
def _read_registers(beside: Inside) -> tuple[Registers, tuple[Problem, ...]]:
    registers, problems = Registers(), Problems()
    for path, data in beside:
        with problems.reading(path):
            lines = _lines(data, problems)
            yaml = read_yaml("\n".join(lines), problems) if lines is not None else None
            if yaml:
                READERS[path](yaml, registers, problems)
    return registers, problems.listed()


def _read_services(yaml: Yaml, _registers: Registers, problems: Problems) -> None:
    """The entries fill a directory of their own; the text refers to none of them."""
    read_services(yaml, problems)


def _read_course(yaml: Yaml, registers: Registers, problems: Problems) -> None:
    registers.course_yaml = yaml
    registers.course = read_fields(CourseFields, yaml, problems)


READERS: dict[str, Callable[[Yaml, Registers, Problems], None]] = {
    "course.yaml": _read_course,
    "sources.yaml": read_sources,
    "figures.yaml": read_figures,
    "glossary.yaml": read_glossary,
    FILE: _read_services,
}


def _read(folder: str, files: Files, problems: Problems) -> ModuleText:
    inside = tuple(sorted((path, data) for path, data in files.items() if path.startswith(f"{folder}/")))
    module, found = _read_module(folder, inside)
    problems.found += found
    return module


@lru_cache(maxsize=KEPT)
def _read_module(folder: str, inside: Inside) -> tuple[ModuleText, tuple[Problem, ...]]:
    problems = Problems()
    return _module(folder, dict(inside), problems), problems.listed()


def _module(folder: str, files: Files, problems: Problems) -> ModuleText:
    named = MODULE_FOLDER.fullmatch(folder)
    assert named
    module = ModuleText(folder, int(named[1]), named[2])
    with problems.reading(module.file):
        body = _body(files.get(module.file), problems)
        if body:
            if body[0]:
                module.yaml = body[0]
                module.fields = read_module_fields(body[0], problems)
            module.pages = read_pages(body[1], problems)
    with problems.reading(module.quiz_file):
        body = _body(files.get(module.quiz_file), problems)
        if body:
            if body[0]:
                module.quiz_yaml = body[0]
                module.quiz = read_quiz_fields(body[0], problems)
            module.questions = read_questions(body[1], problems)
    inside = {path: path[len(folder) + 1 :] for path in sorted(files)}
    module.cases = tuple(_case(path, files, problems) for path in inside if CASE.fullmatch(inside[path]))
    media = [path for path in inside if path.endswith(".svg") and MEDIA.fullmatch(inside[path])]
    module.drawings = tuple(_drawing(path, files, problems) for path in media)
    return module


def _drawing(path: str, files: Files, problems: Problems) -> Drawing:
    with problems.reading(path):
        return read_drawing(path, files[path], problems)


def _case(path: str, files: Files, problems: Problems) -> CaseText:
    """A branching case; its file's name is its id."""
    case = CaseText(path, path.rsplit("/", 1)[1].removesuffix(".md"))
    with problems.reading(path):
        body = _body(files[path], problems)
        if body:
            if body[0]:
                case.yaml = body[0]
                case.fields = read_case_fields(body[0], problems)
            case.scenes = read_scenes(body[1], problems)
    return case


def _body(data: bytes | None, problems: Problems) -> tuple[Yaml | None, Lines] | None:
    """The front matter and the lines after it. Where the front matter cannot be read, the lines still can."""
    lines = _lines(data, problems) if data is not None else None
    if lines is None:
        return None
    yaml, taken = split_front_matter(lines, problems)
    return yaml, numbered(lines[taken:], taken + 1)


def _lines(data: bytes, problems: Problems) -> list[str] | None:
    """The lines of a file, or None with a problem where they are too many or too long to be read in time."""
    lines = lines_of(data, problems)
    if lines is None:
        return None
    long = next((number for number, line in enumerate(lines, start=1) if len(line) > LONGEST_LINE), None)
    if long:
        problems.stop(long, f"This line has over {LONGEST_LINE:,} characters.", "Break it into shorter lines.")
        return None
    if len(lines) > MOST_LINES:
        problems.stop(MOST_LINES + 1, f"The file has over {MOST_LINES:,} lines.", "Split it, or take empty ones out.")
        return None
    return lines
