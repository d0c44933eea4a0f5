"""Faults in questions that are answered part by part or by typing: matching, ordering, gaps, numbers and words."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import Fault
from tests.courses.faults.question_faults import asked

HEAD = "| What | Where |\n|---|---|\n"
WHY = "\n\n> So it is."
HERE = "## One more question?"


def of(kind: str) -> str:
    """What stands after a question of this kind."""
    return f"#more kind={kind} outcome=clean source=kettle-study"


STEPS = "1. Boil\n   > First.\n2. Pour\n   > Then.\n3. Wait"

SCALE = "> [!check] clean {kind=likert}\n> How sure are you?\n>\n"

FOUR = "> [!check] clean {kind=four}\n> What does each show?\n>\n"
ACTS = "> - [UR] He rings\n>   > Again.\n> - [FO] He drives for hours\n>   > Far.\n"
ENTRY = ">\n> Record: Write it\n>\n> > So.\n"

PART_FAULTS = [
    Fault("a recogniser in the bank", asked("- [UR] One\n\nRecord: It\n\n> So.", of("four")), HERE, "not marked page"),
    Fault(
        "a behaviour without a letter",
        written(f"{FOUR}{ACTS}> - [ ] He waves\n>   > Why.\n{ENTRY}"), "{kind=four}", "without a letter He waves",
    ),
    Fault(
        "a behaviour with another letter",
        written(f"{FOUR}{ACTS}> - [UX] He waves\n{ENTRY}"), "[UX]", "nearly a behaviour [UR]",
    ),
    Fault("one behaviour alone", written(f"{FOUR}> - [UR] He rings\n>   > Again.\n{ENTRY}"), "{kind=four}", "1 2 to 4"),
    Fault("a behaviour without a reason", written(f"{FOUR}{ACTS}> - [U] He waves\n{ENTRY}"), "[U]", "No feedback"),
    Fault("a recogniser without an entry", written(f"{FOUR}{ACTS}"), "{kind=four}", "no entry Record:"),
    Fault("an entry that nobody shows", written(f"{FOUR}{ACTS}>\n> Record: Write it"), "Record:", "No feedback"),
    Fault("a scale in the bank", asked("- No\n- Well\n- Yes\n\n> Good.", of("likert")), HERE, "not marked page"),
    Fault("a scale of two points", written(f"{SCALE}> - No\n> - Yes\n>\n> > Good."), "{kind=likert}", "3 7 points 2"),
    Fault("a scale without feedback", written(f"{SCALE}> - No\n> - Well\n> - Yes"), "{kind=likert}", "No feedback"),
    Fault("a row with a missing cell", asked(f"{HEAD}| Cup | Shelf |\n| Tea |  |{WHY}"), "| Tea |", "row two cells"),
    Fault("a row with a third cell", asked(f"{HEAD}| Cup | Shelf |\n| Tea | Caddy | Tin |{WHY}"), "| Tea |", "row two"),
    Fault("one row alone", asked(f"{HEAD}| Cup | Shelf |{WHY}"), HERE, "two rows"),
    Fault("one answer to every row", asked(f"{HEAD}| Cup | Shelf |\n| Mug | Shelf |{WHY}"), HERE, "same answer"),
    Fault("the same row twice", asked(f"{HEAD}| Cup | Shelf |\n| Cup | Caddy |{WHY}"), "| Cup | Caddy |", "same words"),
    Fault("matching without a reason", asked(f"{HEAD}| Cup | Shelf |\n| Tea | Caddy |"), HERE, "No feedback"),
    Fault(
        "a banned wording as a right answer",
        asked(f"{HEAD}| Cup | I promise |\n| Tea | Caddy |{WHY}"), "| Cup | I promise |", "promise",
    ),
    Fault("two steps", asked("1. Boil\n   > First.\n2. Pour\n   > Then."), HERE, "three steps more"),
    Fault("a step without a reason", asked(STEPS), "3. Wait", "No feedback step"),
    Fault("a step without words", asked("1. Boil\n   > First.\n2. Pour\n   > Then.\n3. \n   > Last."), "3. ", "words"),
    Fault("a gap without an answer", asked(f"The cup is on the [[ ]].{WHY}"), "[[ ]]", "gap without an answer"),
    Fault("a gap without its right answer", asked(f"It is on the [[ | floor]].{WHY}"), "[[ |", "without an answer"),
    Fault("a gap with nothing to choose", asked(f"The cup is on the [[shelf]].{WHY}"), HERE, "Gap 1 one answer"),
    Fault("a text without a gap", asked(f"The cup.{WHY}", of("gap")), HERE, "no gap"),
    Fault("a gap without a reason", asked("The cup is on the [[shelf | floor]]."), HERE, "No feedback question"),
    Fault(
        "a gap without an answer in a knowledge check",
        written("> [!check] clean\n> The cup is on the [[]].\n>\n> > So it is."), "[[]]", "gap without an answer",
    ),
    Fault(
        "an answer that is not a number",
        asked(f"Answer: some{WHY}", of("number")), "Answer: some", "not a number",
    ),
    Fault("a tolerance below nought", asked(f"Answer: 3 ± -1{WHY}"), HERE, "below 0"),
    Fault("a number without a reason", asked("Answer: 3"), "Answer: 3", "No feedback answer"),
    Fault("an answer without words", asked(f"Answer: {WHY}"), HERE, "no answer"),
    Fault(
        "a number that nobody gives",
        asked("Well?", of("number")), HERE, "no answer",
    ),
    Fault("a matching question that is none", asked("Well?", of("matching")), HERE, "rows"),
    Fault(
        "an unknown figure in a cell",
        asked(f"{HEAD}| Cup | [figure: nowhere] |\n| Tea | Tin |{WHY}"), "| Cup |", "nowhere",
    ),
]  # fmt: skip
