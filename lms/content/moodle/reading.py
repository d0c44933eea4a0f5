"""Takes questions in from Moodle XML, and tells of every one that cannot be taken in."""

from collections.abc import Callable, Collection

from lms.content.moodle.asked import Asked
from lms.content.moodle.choices import read_all_or_nothing, read_multichoice, read_true_false
from lms.content.moodle.drafts import Draft, free_id
from lms.content.moodle.elements import Element, read_elements
from lms.content.moodle.gaps import read_cloze, read_gapselect
from lms.content.moodle.limits import look_over, questions_in
from lms.content.moodle.pairs import read_matching, read_ordering
from lms.content.moodle.reports import Imported, Remark, Unfit
from lms.content.moodle.statements import read_kprime
from lms.content.moodle.typed import read_number, read_short_text
from lms.content.moodle.unmapped import note_what_is_left_out, reason_against
from lms.content.questions import KINDS

AS_A_WHOLE = {"number", "short-text"}  # these have one feedback, under their one answer
READERS: dict[str, Callable[[Asked], Draft]] = {
    "multichoice": read_multichoice,
    "multichoiceset": read_all_or_nothing,
    "truefalse": read_true_false,
    "kprime": read_kprime,
    "matching": read_matching,
    "match": read_matching,
    "ordering": read_ordering,
    "gapselect": read_gapselect,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "numerical": read_number,
    "shortanswer": read_short_text,
}


def read_moodle(data: bytes, *, outcome: str = "", taken: Collection[str] = ()) -> Imported:
    """The questions of this file as pieces of quiz.md, each with the outcome; it never raises. What cannot be taken in
    is refused at its line, and what changes on the way is noted. No id is one of those taken, and none comes twice."""
    try:
        questions = questions_in(read_elements(data))
    except Unfit as fault:
        return Imported(refused=(Remark(fault.line, "", "", fault.reason),))
    return _read_each(questions, outcome, set(taken))


def _read_each(questions: list[Element], outcome: str, ids: set[str]) -> Imported:
    found: list[str] = []
    refused: list[Remark] = []
    noted: list[Remark] = []
    for element in questions:
        asked = Asked(element)
        if asked.type == "category":
            asked.name = element.said("category")[:200]
            asked.note("Categories are not kept. Each question belongs to a module and an outcome here.")
            noted += asked.noted
            continue
        try:
            draft = _read(asked)
        except Unfit as fault:
            refused.append(Remark(fault.line, asked.name, asked.type, fault.reason))
            continue
        question_id = free_id(element.said("idnumber"), asked.name or draft.title, ids)
        ids.add(question_id)
        found.append(draft.markdown(question_id, outcome))
        noted += asked.noted
    return Imported(tuple(found), tuple(refused), tuple(noted))


def _read(asked: Asked) -> Draft:
    read = READERS.get(asked.type)
    if not read:
        raise Unfit(asked.line, reason_against(asked.type))
    look_over(asked.element)
    if asked.element.first("image_base64"):
        raise Unfit(asked.line, "It brings a picture, which a question cannot hold. Say in words what it shows.")
    draft = read(asked)
    note_what_is_left_out(asked, draft.kind in AS_A_WHOLE or KINDS[draft.kind].explained_as_a_whole)
    return draft
