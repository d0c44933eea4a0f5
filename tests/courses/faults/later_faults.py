"""What the format will allow in a later version: refused at its line, in plain words, until then."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import KETTLE_QUIZ, Fault, Put, Replace
from tests.courses.faults.question_faults import RINSE


def kind(name: str) -> Fault:
    """A question that names a kind of a later version."""
    attributes = f"#rinse kind={name} outcome=clean source=kettle-study"
    edit = Replace(KETTLE_QUIZ, RINSE, f"## How often do you rinse it? {{{attributes}}}")
    return Fault(f"a question of the kind {name}", edit, f"kind={name}", f"{name} later|yet")


KINDS = [
    *(kind(name) for name in ("reflection",)),
    Fault(
        "a kind of a later version in a knowledge check",
        written("> [!check] clean {kind=reflection}\n> How often?"),
        "{kind=reflection}",
        "reflection later|yet",
    ),
]

OTHERS = [
    Fault("a survey", Put("survey.md", b"# Before\n\nDo you like tea?\n"), 1, "later|yet"),
]

LATER_FAULTS = KINDS + OTHERS
