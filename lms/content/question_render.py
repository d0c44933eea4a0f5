"""Draws a question: its stem, its options and their feedback, sanitised and ready."""

from lms.content.figures import in_full
from lms.content.lines import Lines, OptionText, QuestionText
from lms.content.prose import Place, Prose, words_of
from lms.content.questions import KINDS
from lms.content.registers import Registers
from lms.content.sanitise import sanitise
from lms.content.schema import Option, Question

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CHECK_TITLE = "Check what you know"


def render_question(
    written: QuestionText, question_id: str, outcome: str, prose: Prose, place: Place, registers: Registers
) -> Question:
    """The question as it is stored. Its text has no foot: figures bring their caveats in brackets."""
    sources = tuple(written.attributes.get("source").split())
    return Question(
        id=question_id,
        kind=written.kind,
        control=KINDS[written.kind].control,
        title=words_of(prose.draw_inline(written.title, place)) or CHECK_TITLE,
        stem=sanitise(prose.draw(_markdown(written.stem), place)),
        outcome=outcome,
        sources=sources,
        source="; ".join(in_full(registers.sources[each]) for each in sources if each in registers.sources),
        critical=written.attributes.get("critical") == "yes",
        options=tuple(
            _option(letter, option, prose, place) for letter, option in zip(LETTERS, written.options, strict=False)
        ),
        feedback=sanitise(prose.draw(_markdown(written.feedback), place)),
    )


def _option(letter: str, option: OptionText, prose: Prose, place: Place) -> Option:
    html = sanitise(prose.draw_inline(_markdown(option.words), place))
    feedback = sanitise(prose.draw(_markdown(option.feedback), place))

    def say(markdown: str) -> str:
        return words_of(sanitise(prose.draw_inline(markdown, place))) if option.choices else markdown

    return Option(
        id=letter, html=html, text=words_of(html), right=option.right, feedback=feedback,
        answer=say(option.answer), choices=tuple(say(each) for each in option.choices),
        accepted=option.accepted, tolerance=option.tolerance, unit=option.unit,
    )  # fmt: skip


def _markdown(lines: Lines) -> str:
    return "\n".join(line.text for line in lines)
