"""What is told of a draft while it is written: what is in it, and one page, question or case of it."""

from lms.content.schema.base import Frozen
from lms.content.schema.case import Case
from lms.content.schema.course import Module
from lms.content.schema.page import Page
from lms.content.schema.question import Question


class Drawn(Frozen):
    """The piece of a file that somebody is writing, as a learner gets it; nothing where it cannot be drawn. It has the
    lines from `first` to the one before `after`."""

    module: int = 0
    first: int = 1
    after: int = 1_000_000
    page: Page | None = None
    question: Question | None = None
    case: Case | None = None


class DrawnModule(Frozen):
    """A whole module of a draft, as learners get it; nothing where it cannot be drawn."""

    module: Module | None = None


class Part(Frozen):
    """A page, question or case of a draft: where it begins, and the outcomes it teaches or asks about."""

    id: str
    path: str
    line: int
    title: str
    kind: str = ""  # of a question
    outcomes: tuple[str, ...] = ()


class Outline(Frozen):
    """What is in a draft, as far as it can be read."""

    title: str = ""
    own_approver: tuple[str, ...] = ()  # law, figures, directory: what somebody of their own approves
    parts: tuple[Part, ...] = ()
    outcomes: dict[str, dict[str, str]] = {}  # by the module's folder: id to words


class Questions(Frozen):
    """The questions of a quiz."""

    questions: tuple[Question, ...] = ()


class Section(Frozen):
    """A section of the manual: the id of its heading, and the heading."""

    id: str
    title: str


class Manual(Frozen):
    """The manual for trainers. Its HTML is no course text: the document is a file of this product."""

    title: str
    html: str  # below the title
    sections: tuple[Section, ...]


class MoodleRemark(Frozen):
    """What is to be said of something in a Moodle XML file: its line, its name there, and why."""

    line: int
    name: str
    reason: str


class FromMoodle(Frozen):
    """What came of a Moodle XML file."""

    markdown: str = ""
    taken: int = 0
    refused: tuple[MoodleRemark, ...] = ()
    noted: tuple[MoodleRemark, ...] = ()
