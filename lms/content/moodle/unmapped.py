"""What does not come along: types that we have no kind for, and parts of a question that have no place here."""

import re

from lms.content.moodle.asked import Asked

DRAG = "Answers are dragged, which not everybody can. "
COMPUTED = "Its numbers are drawn anew each time. Write one case of it as `numerical`."
TYPES = {
    "essay": "Nobody marks essays here. Ask it on a page, in a `> [!reflect]`.",
    "description": "It asks nothing. Put its words on a page of the module.",
    **dict.fromkeys(("calculated", "calculatedsimple", "calculatedmulti"), COMPUTED),
    "ddwtos": f"{DRAG}Change it to `gapselect` (select missing words).",
    "ddmatch": f"{DRAG}Change it to `matching`.",
    **dict.fromkeys(("ddimageortext", "ddmarker"), f"{DRAG}Ask with words what the picture shows."),
    "random": "It only draws other questions. Export those.",
    "randomsamatch": "It only draws other questions. Export those.",
    "mtf": "Its statements are marked one by one. With four of them, change it to `kprime`.",
    "oumultiresponse": "It has its own rule for marks. Change it to `multichoice` with several answers.",
}  # fmt: skip
NO_KIND = (
    "There is no kind like this here. Write it as one of: multichoice, truefalse, matching, ordering, gapselect, "
    "cloze with MULTICHOICE, numerical, shortanswer, kprime."
)
ONE = re.compile(r"(1(\.0*)?)?")
COMBINED = {
    "correctfeedback": "What is said of a right answer",
    "partiallycorrectfeedback": "What is said of a partly right answer",
    "incorrectfeedback": "What is said of a wrong answer",
}
MOODLES_OWN = {f"Your answer is {how}." for how in ("correct", "partially correct", "incorrect")}


def reason_against(kind: str) -> str:
    """Why a question of this type cannot be taken in, and what to make of it."""
    return TYPES.get(kind, NO_KIND)


def note_what_is_left_out(asked: Asked, explained_as_a_whole: bool) -> None:
    """Hints, feedback that depends on the mark, and a weight: none of them is here. General feedback has a place where
    a kind has one feedback for the whole question."""
    for name, what in COMBINED.items():
        asked.leave_out(what, asked.element.first(name), MOODLES_OWN)
    if not explained_as_a_whole:
        asked.leave_out("The general feedback", asked.element.first("generalfeedback"))
    for hint in asked.element.all("hint"):
        asked.leave_out("A hint", hint)
    if not ONE.fullmatch(asked.element.said("defaultgrade")):
        asked.note("It has a mark other than 1. Here every question counts the same.")
