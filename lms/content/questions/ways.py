"""How a question's answers are written: a task list, a numbered list or a line; and the feedback with them."""

import re
from typing import NamedTuple

from lms.content.lines import Line, Lines, OptionText
from lms.content.problems import Problems

TASK = re.compile(r"^[-*+][ ]+\[(?P<mark>[ xX])\](?:[ ]+(?P<words>.*))?$")
STEP = re.compile(r"^\d{1,3}[.)][ ]+(?P<words>.*)$")
ALMOST = re.compile(r"^\s*[-*+]\s*\[[^\]]{0,2}\](?!\()")
FEEDBACK = re.compile(r"^\s{2,}>[ ]?(.*)$")
BELOW = re.compile(r"^>[ ]?(.*)$")
GAP = re.compile(r"\[\[([^\[\]]*)\]\]")
ANSWER = re.compile(r"^Answer:[ ]*(.*)$")
RULE = re.compile(r"^\s*\|?[ :]*-{3,}[ :]*\|[ :|-]*$")
MOST = 8
TASK_MARK = "Write `- [x] ` or `- [ ] ` at the start of the line."


class Written(NamedTuple):
    """What stands before the answers, the answers, and the feedback on the question as a whole."""

    stem: Lines
    options: tuple[OptionText, ...]
    feedback: Lines = ()


def task_list(lines: Lines, problems: Problems) -> Written:
    """Options to choose from, each with its mark and the feedback under it."""
    found = listed(lines, TASK, problems)
    for each in found.stem:
        if ALMOST.match(each.text):
            problems.stop(each.number, "This is nearly an option.", TASK_MARK)
    return found


def listed(lines: Lines, item: re.Pattern[str], problems: Problems) -> Written:
    """What stands before the first item, and the items with what follows each of them."""
    start = next((index for index, each in enumerate(lines) if item.match(each.text)), len(lines))
    options: list[OptionText] = []
    for line in lines[start:]:
        found = item.match(line.text)
        if found:
            right = found.groupdict().get("mark") != " "
            options.append(OptionText(line.number, right, (Line(line.number, found["words"] or ""),), ()))
        elif line.text.strip():
            options[-1] = _continue(options[-1], line, problems)
    return Written(lines[:start], tuple(options))


def _continue(option: OptionText, line: Line, problems: Problems) -> OptionText:
    """The option with one more line: of its feedback, or of its own words."""
    feedback = FEEDBACK.match(line.text)
    if feedback:
        return option.of(feedback=(*option.feedback, Line(line.number, feedback[1])))
    if ALMOST.match(line.text):
        problems.stop(line.number, "This is nearly an option.", TASK_MARK)
    elif line.text.startswith(">"):
        problems.stop(line.number, "This feedback is not under its option.", "Put two blanks before the `>`.")
    elif line.text.startswith("  ") and not option.feedback:
        return option.of(words=(*option.words, Line(line.number, line.text.strip())))
    else:
        problems.stop(line.number, "This follows the options.", "Move it before them, or make it feedback with `  > `.")
    return option


def cut_feedback(lines: Lines) -> tuple[Lines, Lines]:
    """The lines before the quotation at the end, and what is quoted: the feedback on the question as a whole."""
    end = len(lines)
    while end and not lines[end - 1].text.strip():
        end -= 1
    start = end
    while start and BELOW.match(lines[start - 1].text):
        start -= 1
    return lines[:start], tuple(Line(line.number, BELOW.sub(r"\1", line.text)) for line in lines[start:end])


def answer_line(lines: Lines) -> Written:
    """What stands before `Answer:`, and the one answer with the feedback quoted below it."""
    body, feedback = cut_feedback(lines)
    for index, line in enumerate(body):
        found = ANSWER.match(line.text)
        if found:
            option = OptionText(line.number, True, (), feedback, answer=found[1].strip())
            return Written((*body[:index], *body[index + 1 :]), (option,))
    return Written(body, (), feedback)
