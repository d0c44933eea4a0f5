"""Lines of a file, and a question as it was written in them. Light: whoever serves pages may load it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lms.content.attributes import Attributes  # it brings the reader of YAML


class Line(NamedTuple):
    """A line of a file: its number from 1, and its text without what a call-out puts before it."""

    number: int
    text: str


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class OptionText:
    """`- [x] words` and the feedback under it; or one part of a question that is answered part by part: a row, a step,
    a gap or what is typed."""

    line: int
    right: bool
    words: Lines
    feedback: Lines
    answer: str = ""  # what is right for this part
    choices: tuple[str, ...] = ()  # what is offered for it
    accepted: tuple[str, ...] = ()  # every form of what may be typed
    tolerance: str = "0"
    unit: str = ""

    def of(self, **changes: Any) -> "OptionText":
        """The same with other values."""
        return replace(self, **changes)


@dataclass(frozen=True)
class QuestionText:
    """A question as written: what is asked, and the options."""

    line: int
    title: str
    attributes: "Attributes"
    kind: str  # as it is named, or as it follows from how the answers are written
    stem: Lines
    options: tuple[OptionText, ...]
    feedback: Lines = ()  # on the question as a whole
