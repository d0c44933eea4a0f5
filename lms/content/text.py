"""A course as it was written: pages, call-outs, questions and cases, every piece with its line. Nothing is rendered."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.content.attributes import Attributes
from lms.content.drawings import Drawing
from lms.content.files import NARROW, Files
from lms.content.front_matter import CaseFields, ModuleFields, QuizFields
from lms.content.lines import Lines, QuestionText
from lms.content.registers import Registers
from lms.content.yaml import Yaml

LONGEST_PIECE = 60_000  # characters of prose in one piece: ten times the longest, and a moment's work for the renderer


@dataclass(frozen=True)
class Prose:
    """Ordinary Markdown between call-outs."""

    lines: Lines

    @property
    def line(self) -> int:
        """Where it starts."""
        return self.lines[0].number

    @property
    def markdown(self) -> str:
        """The text as Markdown."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class CallOut:
    """`> [!name]- title {#id}` and what stands in it: more parts, or for a check the lines of its question."""

    line: int
    name: str
    closable: bool
    title: str
    attributes: Attributes
    parts: "tuple[Part, ...]" = ()
    question: QuestionText | None = None

    def inner(self, name: str) -> "tuple[CallOut, ...]":
        """The call-outs of a name that stand directly in this one."""
        return tuple(part for part in self.parts if isinstance(part, CallOut) and part.name == name)


Part = Prose | CallOut


@dataclass(frozen=True)
class Heading:
    """A heading with its level, from 1 for a page's title."""

    line: int
    level: int
    title: str
    attributes: Attributes


@dataclass(frozen=True)
class PageText:
    """A page as written."""

    heading: Heading
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The page's id; empty where the writer has given none."""
        return self.heading.attributes.id

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the page says it teaches."""
        return tuple(self.heading.attributes.get("outcomes").split())

    @property
    def check_parts(self) -> tuple[CallOut, ...]:
        """The knowledge checks on the page."""
        return tuple(part for part in self.parts if isinstance(part, CallOut) and part.name == "check")

    def check_id(self, check: CallOut) -> str:
        """The id of a knowledge check: its own, or the page's with its place among the page's checks."""
        return check.attributes.id or f"{self.id}-check-{self.check_parts.index(check) + 1}"


@dataclass(frozen=True)
class ChoiceText:
    """`- [words](#scene) {grade sets=flag}` and what happens then, in a quotation under it."""

    line: int
    words: str
    to: str
    grade: str
    sets: tuple[str, ...]
    consequence: Lines


@dataclass(frozen=True)
class SceneText:
    """A scene of a case as written."""

    heading: Heading
    parts: tuple[Part, ...]
    choices: tuple[ChoiceText, ...]

    @property
    def id(self) -> str:
        """The scene's id; empty where the writer has given none."""
        return self.heading.attributes.id

    @property
    def is_end(self) -> bool:
        """Whether the case ends here."""
        return self.heading.attributes.get("kind") == "end"

    @property
    def best(self) -> ChoiceText | None:
        """The first choice that is marked best, if there is one."""
        return next((choice for choice in self.choices if choice.grade == "best"), None)


@dataclass
class CaseText:
    """A branching case as written: it starts with its first scene."""

    file: str
    id: str
    fields: CaseFields | None = None
    yaml: Yaml = field(default_factory=Yaml)
    scenes: tuple[SceneText, ...] = ()

    def scene(self, scene_id: str) -> SceneText | None:
        """The first scene of this id, or None where there is none."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)

    @property
    def best_path(self) -> tuple[SceneText, ...]:
        """The scenes that the best choices lead through, the end included where they reach one; none twice."""
        path: list[SceneText] = []
        here = self.scenes[0] if self.scenes else None
        while here and here not in path:
            path.append(here)
            here = self.scene(here.best.to) if here.best else None
        return tuple(path)


@dataclass(eq=False)  # what is found out about a module is kept by the module itself
class ModuleText:
    """A module as written: its folder, its fields, its pages and its questions. Nobody changes it once it was read."""

    folder: str
    number: int
    id: str
    fields: ModuleFields | None = None
    yaml: Yaml = field(default_factory=Yaml)
    pages: tuple[PageText, ...] = ()
    quiz: QuizFields | None = None
    quiz_yaml: Yaml = field(default_factory=Yaml)
    questions: tuple[QuestionText, ...] = ()
    cases: tuple[CaseText, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    @property
    def file(self) -> str:
        """The path of its pages."""
        return f"{self.folder}/module.md"

    @property
    def quiz_file(self) -> str:
        """The path of its questions."""
        return f"{self.folder}/quiz.md"

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcomes, id to text, as far as they can be read."""
        return {name: self.yaml.words("outcomes", name) for name in self.yaml.keys("outcomes")}

    def drawing(self, written: str) -> Drawing | None:
        """The drawing that is written as `media/name.svg`, or None where that is none."""
        return next((each for each in self.drawings if each.file == f"{self.folder}/{written}"), None)

    def narrow(self, written: str) -> Drawing | None:
        """The drawing that takes this one's place on phones, or None where there is none."""
        return self.drawing(f"{written.removesuffix('.svg')}{NARROW}.svg")


@dataclass
class CourseText:
    """A course as written."""

    files: Files
    registers: Registers = field(default_factory=Registers)
    modules: tuple[ModuleText, ...] = ()


def every_part(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts and what stands inside them, in order."""
    for part in parts:
        yield part
        if isinstance(part, CallOut):
            yield from every_part(part.parts)
