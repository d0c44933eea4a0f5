"""Drawings: one for wide screens and one for phones, and what their words say."""

from lms.content.checks.numbers import STATISTIC
from lms.content.checks.pieces import Unit
from lms.content.checks.wording import check_never_said
from lms.content.codes import TELLING
from lms.content.drawings import SMALLEST_WORDS, Drawing
from lms.content.files import NARROW
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.text import ModuleText

NARROWEST = 288  # pixels: what a phone of 320 leaves for text


def check_drawings(module: ModuleText, _registers: Registers, problems: Problems) -> None:
    """Whether each drawing can be read on a phone, and says nothing that the text may not say."""
    for drawing in module.drawings:
        with problems.reading(drawing.file):
            _on_phones(drawing, module, problems)
            _words(drawing, problems)


def _on_phones(drawing: Drawing, module: ModuleText, problems: Problems) -> None:
    """A wide drawing that is shrunk to a phone has words too small to read, so it has a narrow one beside it."""
    name = drawing.file.rsplit("/", 1)[1]
    stem = name.removesuffix(".svg")
    if stem.endswith(NARROW):
        if not module.drawing(f"media/{stem.removesuffix(NARROW)}.svg"):
            problems.stop(
                1, f"There is no wide drawing to `{name}`.", f"Give it a name that does not end in `{NARROW}`."
            )
        if drawing.width > NARROWEST:
            problems.stop(1, "This is too wide for a phone.", f"Draw it {NARROWEST} wide or less.")
    elif drawing.width > NARROWEST and not module.narrow(f"media/{name}"):
        problems.stop(
            1,
            f"On a phone the words of this drawing would be smaller than {SMALLEST_WORDS}.",
            f"Put a second drawing beside it, {NARROWEST} wide or less: `media/{stem}{NARROW}.svg`.",
        )


def _words(drawing: Drawing, problems: Problems) -> None:
    if drawing.title and (found := TELLING.search(drawing.title.text)):
        problems.stop(
            drawing.title.number,
            f"The `title` says too much: “{found[0]}”.",
            "It is read over shoulders: choose neutral words.",
        )
    if drawing.words:
        check_never_said(Unit(drawing.words), problems)
    for line in drawing.words:
        for found in STATISTIC.finditer(line.text):
            problems.stop(
                line.number,
                f"“{' '.join(found[0].split())}” stands in a drawing without a figure's caveat.",
                "Leave it to the text, where `[figure: id]` brings the caveat.",
            )
