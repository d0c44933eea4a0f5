"""Reads a question as it is written: what stands before the options, and a task list with feedback under each."""

import re

from lms.content.attributes import Attributes
from lms.content.problems import Problems
from lms.content.text import Line, Lines, OptionText, QuestionText

OPTION = re.compile(r"^[-*+][ ]+\[([ xX])\](?:[ ]+(.*))?$")
ALMOST = re.compile(r"^\s*[-*+]\s*\[[^\]]{0,2}\](?!\()")
FEEDBACK = re.compile(r"^\s{2,}>[ ]?(.*)$")
MOST = 8

OTHER_WAYS = {
    re.compile(r"^\s*\|?[ :]*-{3,}[ :]*\|[ :|-]*$"): ("matching", "Write a single question for each row."),
    re.compile(r"^\d{1,3}[.)][ ]"): ("ordering", "Ask in a single question which step comes first."),
    re.compile(r"\[\[.*\]\]"): ("gap", "Write a single question with the words for the gap as its options."),
    re.compile(r"^Answer:"): (
        "number or short-text",
        "Write a single question with the answers as its options.",
    ),
}
"""How the kinds of later versions are written: what gives them away, and what to write in their place."""


def read_question(line: int, title: str, attributes: Attributes, lines: Lines, problems: Problems) -> QuestionText:
    """The question whose text these lines are; what cannot belong to one is a problem at its line."""
    start = next((index for index, each in enumerate(lines) if OPTION.match(each.text)), len(lines))
    stem, rest = lines[:start], lines[start:]
    for each in stem:
        if ALMOST.match(each.text):
            problems.stop(
                each.number,
                "This is nearly an option.",
                "Write `- [x] ` or `- [ ] ` at the start of the line.",
            )
    options = _options(rest, problems)
    if len(options) > MOST:
        problems.stop(options[MOST].line, f"There are {len(options)} options.", f"Keep {MOST} at most.")
    return QuestionText(line, title, attributes, stem, options)


def way_of_a_later_version(question: QuestionText) -> tuple[int, str, str] | None:
    """The line, the kind and what to write instead, where a question without options is written as a kind that this
    course cannot hold yet."""
    if question.options:
        return None
    before = Line(question.line, question.title)
    for each in (before, *question.stem):
        for sign, (kind, instead) in OTHER_WAYS.items():
            if sign.search(each.text):
                return (before if kind == "matching" else each).number, kind, instead
        before = each
    return None


def _options(lines: Lines, problems: Problems) -> tuple[OptionText, ...]:
    options: list[OptionText] = []
    for line in lines:
        option = OPTION.match(line.text)
        if option:
            words = (Line(line.number, option[2] or ""),)
            options.append(OptionText(line.number, option[1] != " ", words, ()))
        elif line.text.strip():
            options[-1] = _continue(options[-1], line, problems)
    return tuple(options)


def _continue(option: OptionText, line: Line, problems: Problems) -> OptionText:
    """The option with one more line: of its feedback, or of its own words."""
    feedback = FEEDBACK.match(line.text)
    if feedback:
        more = (*option.feedback, Line(line.number, feedback[1]))
        return OptionText(option.line, option.right, option.words, more)
    if ALMOST.match(line.text):
        problems.stop(line.number, "This is nearly an option.", "Write `- [x] ` or `- [ ] ` at the start of the line.")
    elif line.text.startswith(">"):
        problems.stop(line.number, "This feedback is not under its option.", "Put two blanks before the `>`.")
    elif line.text.startswith("  ") and not option.feedback:
        return OptionText(option.line, option.right, (*option.words, Line(line.number, line.text.strip())), ())
    else:
        problems.stop(line.number, "This follows the options.", "Move it before them, or make it feedback with `  > `.")
    return option
