"""Several right answers, chosen with checkboxes; all of them and nothing else count as right."""

from collections.abc import Sequence

from lms.content.questions.kind import Kind, all_or_nothing, chosen, shuffled
from lms.content.schema import Option


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these options from being a question with several right answers."""
    right = sum(option.right for option in options)
    found = []
    if len(options) < 3:
        found.append("A kind=multiple question needs at least three options. Add a line that starts with `- [ ]`.")
    if right == 0:
        found.append("No option is marked right. Write `- [x]` before each right one.")
    if right == 1:
        found.append("Only one option is marked right. Mark another with `- [x]`, or leave out kind=multiple.")
    return found


KIND = Kind(
    name="multiple", control="checkboxes", hint="Select all that apply",
    faults=faults, read=chosen, mark=all_or_nothing, order=shuffled,
)  # fmt: skip
