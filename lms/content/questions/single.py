"""One right answer among several, chosen with radios."""

from collections.abc import Sequence

from lms.content.questions.kind import Kind, Response, UnreadableAnswer, all_or_nothing, chosen, shuffled
from lms.content.schema import Option, Question


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these options from being a question with one right answer."""
    right = sum(option.right for option in options)
    found = []
    if len(options) < 2:
        found.append("A question needs at least two options. Add a line that starts with `- [ ]`.")
    if right == 0:
        found.append("No option is marked right. Write `- [x]` before the right one.")
    if right > 1:
        found.append(f"{right} options are marked right. Keep one, or write kind=multiple after the question.")
    return found


def read(question: Question, values: Sequence[str]) -> Response:
    """The one option that was chosen."""
    response = chosen(question, values)
    if len(response) != 1:
        raise UnreadableAnswer("Select one answer only")
    return response


KIND = Kind(
    name="single",
    control="radios",
    hint="Select one answer",
    faults=faults,
    read=read,
    mark=all_or_nothing,
    order=shuffled,
)
