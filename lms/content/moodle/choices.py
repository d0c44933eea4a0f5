"""Answers to choose from: `multichoice`, the plugin `multichoiceset` (all or nothing) and `truefalse`."""

from collections.abc import Sequence
from itertools import chain

from lms.content.moodle.asked import Asked
from lms.content.moodle.drafts import Draft, ticked
from lms.content.moodle.elements import Element
from lms.content.moodle.fractions import WITHOUT_ALL_OR_NOTHING, fraction, right_or_wrong, several_right
from lms.content.moodle.reports import Unfit
from lms.content.questions.ways import MOST


def limited(parts: Sequence[Element], what: str, asked: Asked) -> Sequence[Element]:
    """The parts of a question; Unfit at the first that is too many, or where there is none."""
    if len(parts) > MOST:
        raise Unfit(parts[MOST].line, f"There are {len(parts)} {what}. Keep {MOST} at most.")
    if not parts:
        raise Unfit(asked.line, f"There are no {what}. Write them.")
    return parts


def read_multichoice(asked: Asked) -> Draft:
    """One right answer, or several by the rules of `several_right`."""
    answers = limited(asked.element.all("answer"), "answers", asked)
    one = asked.element.first("single")
    if one and one.text.lower() in ("false", "0", ""):
        kind, right = several_right(answers)
        if kind == "multiple" and sum(right) > 1:
            asked.note(WITHOUT_ALL_OR_NOTHING)
    else:
        kind, right = "single", right_or_wrong(answers)
    return _draft(asked, kind, answers, right)


def read_all_or_nothing(asked: Asked) -> Draft:
    """The plugin that marks as our `multiple` does: what wins anything is right."""
    answers = limited(asked.element.all("answer"), "answers", asked)
    return _draft(asked, "multiple", answers, [fraction(answer) > 0 for answer in answers])


def _draft(asked: Asked, kind: str, answers: Sequence[Element], right: Sequence[bool]) -> Draft:
    title, stem = asked.asking()
    options = [
        ticked(is_right, asked.one_line(answer), asked.lines(answer.first("feedback")))
        for is_right, answer in zip(right, answers, strict=True)
    ]
    return Draft(kind, title, stem, list(chain.from_iterable(options)))


def read_true_false(asked: Asked) -> Draft:
    """True and then False. Old files say them in another language, and are read in that order, as Moodle does."""
    answers = asked.element.all("answer")
    if len(answers) != 2:
        raise Unfit(asked.line, f"True or false has two answers, and there are {len(answers)}. Write both.")
    words = [answer.said("text").lower() for answer in answers]
    if sorted(words) != ["false", "true"]:
        asked.note(f"Its answers are `{words[0][:20]}` and `{words[1][:20]}`: the first is read as True.")
    elif words[0] == "false":
        answers.reverse()
    right = right_or_wrong(answers)
    if sum(right) != 1:
        raise Unfit(asked.line, "One of True and False is right, and only one. Set that one to 100.")
    title, stem = asked.asking()
    options = [
        ticked(is_right, word, asked.lines(answer.first("feedback")))
        for word, is_right, answer in zip(("True", "False"), right, answers, strict=True)
    ]
    return Draft("true-false", title, stem, list(chain.from_iterable(options)))
