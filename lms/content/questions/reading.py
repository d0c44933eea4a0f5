"""Reads a question as it is written: of which kind it is, what is asked, and its answers."""

from lms.content.attributes import Attributes
from lms.content.lines import Lines, QuestionText
from lms.content.problems import Problems
from lms.content.questions import KINDS, number, single
from lms.content.questions.ways import ANSWER, GAP, MOST, RULE, STEP, TASK, task_list


def read_question(line: int, title: str, attributes: Attributes, lines: Lines, problems: Problems) -> QuestionText:
    """The question whose text these lines are; what cannot belong to one is a problem at its line."""
    named = attributes.get("kind")
    kind = named or _inferred(lines)
    written = KINDS[kind].written(lines, problems) if kind in KINDS else task_list(lines, problems)
    if len(written.options) > MOST:
        problems.stop(written.options[MOST].line, f"There are {len(written.options)} options.", f"Keep {MOST} at most.")
    return QuestionText(line, title, attributes, kind, *written)


def _inferred(lines: Lines) -> str:
    """The kind that follows from how the answers are written."""
    texts = [line.text for line in lines]
    options = [found["words"] or "" for text in texts if (found := TASK.match(text))]
    if options:
        return "true-false" if [words.strip().lower() for words in options] == ["true", "false"] else single.KIND.name
    for text in texts:
        if answer := ANSWER.match(text):
            return "number" if number.WRITTEN.fullmatch(answer[1].strip()) else "short-text"
        for sign, kind in ((RULE, "matching"), (STEP, "ordering"), (GAP, "gap")):
            if sign.search(text):
                return kind
    return single.KIND.name
