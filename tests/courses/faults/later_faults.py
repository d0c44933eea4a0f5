"""What the format will allow in a later version: refused at its line, in plain words, until then."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import KETTLE_QUIZ, Fault, Put, Replace
from tests.courses.faults.question_faults import RINSE, asked

TABLE = "| What | Where |\n|---|---|\n| Cup | Shelf |\n| Tea | Caddy |"
STEPS = "1. Boil\n2. Pour\n3. Wait"


def kind(name: str) -> Fault:
    """A question that names a kind of a later version."""
    attributes = f"#rinse kind={name} outcome=clean source=kettle-study"
    edit = Replace(KETTLE_QUIZ, RINSE, f"## How often do you rinse it? {{{attributes}}}")
    return Fault(f"a question of the kind {name}", edit, f"kind={name}", f"{name} later|yet")


KINDS = [
    *(kind(name) for name in ("matching", "ordering", "gap", "number", "short-text", "reflection", "likert")),
    Fault("matching, as a table", asked(TABLE), "| What | Where |", "later|yet"),
    Fault("ordering, as a numbered list", asked(STEPS), "1. Boil", "later|yet"),
    Fault("a gap to fill", asked("Put the cup on the [[shelf | floor]]."), "[[shelf", "later|yet"),
    Fault("a number to give", asked("Answer: 2\n\n> Two or more."), "Answer: 2", "later|yet"),
    Fault("a number with tolerance and unit", asked("Answer: 3.2 ± 0.1 %"), "Answer: 3.2", "later|yet"),
    Fault("words to give", asked("Answer: FOUR / four"), "Answer: FOUR", "later|yet"),
    Fault(
        "a kind of a later version in a knowledge check",
        written("> [!check] clean {kind=likert}\n> How often?\n>\n> - [x] Twice\n>   > Yes.\n> - [ ] Never\n>   > No."),
        "{kind=likert}",
        "likert later|yet",
    ),
    Fault(
        "a gap to fill in a knowledge check",
        written("> [!check] clean\n> The cup is on the [[shelf | floor]]."),
        "[[shelf",
        "later|yet",
    ),
]

OTHERS = [
    Fault("a prompt to reflect", written("> [!reflect]\n> How was your tea?"), "[!reflect]", "later|yet"),
    Fault(
        "a case",
        Put("01-the-kettle/scenarios/hot.md", b"---\ntitle: Hot\n---\n\n## Start {#start}\n\nHot.\n"),
        1,
        "later|yet",
    ),
    Fault("a survey", Put("survey.md", b"# Before\n\nDo you like tea?\n"), 1, "later|yet"),
    Fault("a directory of services", Put("services.yaml", b"tea-shop: {title: Tea shop}\n"), 1, "later|yet"),
]

LATER_FAULTS = KINDS + OTHERS
