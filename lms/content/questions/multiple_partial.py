"""Several right answers, chosen with checkboxes; part of the point for part of them.

Mark = (right ones chosen - wrong ones chosen) / right ones, and never below 0. This is what Instructure's Canvas calls
"partial credit with penalty" (Canvas instructor guide, "How do I create a Multiple Answer question in New Quizzes?").
A bank may not hold fewer wrong options than right ones, so that whoever chooses everything wins nothing.
"""

from collections.abc import Sequence
from fractions import Fraction

from lms.content.questions.kind import Kind, Response, chosen, shuffled
from lms.content.schema import Option, Question


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these options from being a question with several right answers and marks for part of them."""
    right = sum(option.right for option in options)
    wrong = len(options) - right
    found = []
    if right == 0:
        found.append("No option is marked right. Write `- [x]` before each right one.")
    if right == 1:
        found.append("Only one option is marked right. Mark another with `- [x]`, or leave out kind=multiple-partial.")
    if right > wrong:
        found.append(
            f"{right} options are right and {wrong} wrong, so choosing everything wins points. "
            "Add wrong ones: at least as many as right ones."
        )
    return found


def mark(question: Question, response: Response) -> Fraction:
    """The right ones chosen less the wrong ones chosen, as a share of all right ones; never below 0."""
    right = len(question.right.intersection(response))
    wrong = len(response) - right
    return Fraction(max(0, right - wrong), len(question.right))


KIND = Kind(
    name="multiple-partial", control="checkboxes", hint="Select all that apply",
    faults=faults, read=chosen, mark=mark, order=shuffled,
    terms="Each right answer counts, and each wrong one takes one away.",
)  # fmt: skip
