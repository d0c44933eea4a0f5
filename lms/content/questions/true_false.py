"""A statement that is true or false: two radios, True always first."""

from collections.abc import Sequence

from lms.content.questions.kind import Kind, all_or_nothing, as_written
from lms.content.questions.single import read
from lms.content.schema import Option

WORDS = ["true", "false"]


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these options from being True and False with one of them right."""
    if [option.text.strip().lower() for option in options] != WORDS:
        return [
            "A kind=true-false question has two options, True and then False. Write `- [x] True` and `- [ ] False`."
        ]
    if sum(option.right for option in options) != 1:
        return [
            "One of True and False has to be right, and only one. Write `- [x]` before it and `- [ ]` before the other."
        ]
    return []


KIND = Kind(
    name="true-false", control="radios", hint="Select true or false",
    faults=faults, read=read, mark=all_or_nothing, order=as_written,
)  # fmt: skip
