"""Questions and knowledge checks: whether each can be answered, marked, and learnt from."""

import re

from lms.content.lines import Lines, OptionText, QuestionText
from lms.content.measure import letters, stands_out
from lms.content.problems import Problems
from lms.content.questions import KINDS, NOT_YET, Kind
from lms.content.questions.ways import MOST
from lms.content.registers import Registers
from lms.content.schema import Option
from lms.content.text import CallOut, ModuleText

LABEL = re.compile(r"[\s*_]*(right|correct|wrong|incorrect)\b[\s*_]*[.,:;!]", re.IGNORECASE)


def check_questions(module: ModuleText, registers: Registers, problems: Problems) -> None:
    """Every question of the bank and every knowledge check."""
    with problems.reading(module.quiz_file):
        for question in module.questions:
            _needs(question, problems)
            _outcome(question.attributes.get("outcome"), question.line, module, problems)
            _question(question, registers, problems)
            _marked(question, problems)
    with problems.reading(module.file):
        for page in module.pages:
            for check in page.check_parts:
                _check(check, module, registers, problems)


def _check(check: CallOut, module: ModuleText, registers: Registers, problems: Problems) -> None:
    if not check.title:
        problems.stop(check.line, "The check names no outcome.", "Write `> [!check] outcome-id`.")
    _outcome(check.title, check.line, module, problems)
    if check.question:
        if not any(line.text.strip() for line in check.question.stem):
            problems.stop(check.line, "The check asks nothing.", "Write the question before its options, after `> `.")
        _question(check.question, registers, problems)


def _marked(question: QuestionText, problems: Problems) -> None:
    if question.kind in KINDS and not KINDS[question.kind].is_marked:
        problems.stop(
            question.line,
            f"A {question.kind} question is not marked, so it cannot be drawn.",
            f"Ask it on a page: `> [!check] outcome {{kind={question.kind}}}`.",
        )


def _needs(question: QuestionText, problems: Problems) -> None:
    for key, value in (
        ("id", question.attributes.id),
        ("outcome", question.attributes.get("outcome")),
        ("source", question.attributes.get("source")),
    ):
        if not value:
            shown = "#question-id" if key == "id" else f"{key}=…"
            problems.stop(question.line, f"The question has no {key}.", f"Write `{{… {shown}}}` after it.")


def _outcome(outcome: str, line: int, module: ModuleText, problems: Problems) -> None:
    if outcome and module.outcomes and outcome not in module.outcomes:
        problems.stop(
            line,
            f"The outcome `{outcome[:60]}` does not exist.",
            f"Write one of: {', '.join(module.outcomes)}.",
        )


def _question(question: QuestionText, registers: Registers, problems: Problems) -> None:
    for source in question.attributes.get("source").split():
        if registers.lacks_source(source):
            problems.stop(
                question.line,
                f"The source `{source[:60]}` does not exist.",
                "Name one from sources.yaml, or add it there.",
            )
    if question.attributes.get("critical") not in ("", "yes"):
        problems.stop(question.line, "`critical` can only be yes.", "Write critical=yes, or leave it out.")
    if question.attributes.get("partial"):
        problems.stop(
            question.line, "Part marks are a kind of question.", "Write kind=multiple-partial, and leave `partial` out."
        )
    if not _of_a_later_version(question, problems):
        _options(question, registers, problems)


def _of_a_later_version(question: QuestionText, problems: Problems) -> bool:
    kind = question.kind
    if kind in NOT_YET:
        problems.stop(question.line, f"This course cannot hold {kind} questions yet.", NOT_YET[kind])
        return True
    if kind not in KINDS:
        problems.stop(question.line, f"There is no kind `{kind[:40]}`.", f"Write one of: {', '.join(KINDS)}.")
        return True
    return False


def _options(question: QuestionText, registers: Registers, problems: Problems) -> None:
    kind = KINDS[question.kind]
    options = [_as_option(option) for option in question.options[:MOST]]
    for fault in kind.faults(options):
        wrong, _, instead = fault.partition(". ")
        problems.stop(question.line, f"{wrong.removesuffix('.')}.", instead)
    seen: dict[str, int] = {}
    for written, option in zip(question.options, options, strict=False):
        words = " ".join(option.text.lower().split())
        if not words and kind.worded:
            problems.stop(written.line, f"This {kind.option_word} has no words.", "Write them after its mark.")
        elif words in seen:
            problems.stop(
                written.line,
                f"The {kind.option_word} on line {seen[words]} has the same words.",
                "Write another, or take one out.",
            )
        seen.setdefault(words, written.line)
        if not kind.explained_as_a_whole:
            _feedback(written, kind, problems)
    if kind.explained_as_a_whole and not _text(question.feedback).strip():
        problems.stop(
            question.line, "No feedback on this question.", "Add a line below it: `> ` and why this is right."
        )
    if kind.rivals:
        _longest(question, registers, problems)


def _feedback(option: OptionText, kind: Kind, problems: Problems) -> None:
    """Each option has a reason; whether it is right, the page says itself."""
    text = _text(option.feedback)
    if not text.strip():
        problems.stop(
            option.line,
            f"No feedback on this {kind.option_word}.",
            f"Add a line under it: {'two blanks, ' if kind.worded else ''}`> `, and why it is right or not.",
        )
    elif label := LABEL.match(text):
        problems.advise(
            option.feedback[0].number,
            f"The page says by itself what is right: “{label[1]}” is not needed.",
            "Begin with the reason.",
        )


def _as_option(written: OptionText) -> Option:
    return Option(
        id="", html="", text=_text(written.words), right=written.right, feedback="", answer=written.answer,
        choices=written.choices, accepted=written.accepted, tolerance=written.tolerance, unit=written.unit,
    )  # fmt: skip


def _text(lines: Lines) -> str:
    return " ".join(line.text for line in lines)


def _longest(question: QuestionText, registers: Registers, problems: Problems) -> None:
    """A learner who guesses takes the longest option: the right one should not give itself away."""
    lengths = {option: letters(_text(option.words), registers) for option in question.options}
    wrong = [length for option, length in lengths.items() if not option.right]
    for option, length in lengths.items():
        if option.right and stands_out(length, wrong):
            problems.advise(
                option.line,
                "The right option is much longer than the others.",
                "Shorten it, or lengthen a wrong one.",
            )
