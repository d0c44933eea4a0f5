"""Draws a question: its stem, its options and their feedback, sanitised and ready."""

from lms.content.figures import in_full
from lms.content.prose import Place, Prose, words_of
from lms.content.questions import KINDS
from lms.content.registers import Registers
from lms.content.sanitise import sanitise
from lms.content.schema import Option, Question
from lms.content.text import Lines, OptionText, QuestionText

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
    )


def _option(letter: str, option: OptionText, prose: Prose, place: Place) -> Option:
    html = sanitise(prose.draw_inline(_markdown(option.words), place))
    feedback = sanitise(prose.draw(_markdown(option.feedback), place))
    return Option(id=letter, html=html, text=words_of(html), right=option.right, feedback=feedback)


def _markdown(lines: Lines) -> str:
    return "\n".join(line.text for line in lines)
