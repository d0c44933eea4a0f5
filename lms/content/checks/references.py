"""Figures and sources: whether what the text names is there."""

import re

from lms.content.checks.pieces import PartPlayed, Piece, Unit, pieces_of
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.signs import CITATION, FIGURE
from lms.content.text import CourseText, ModuleText
from lms.content.yaml import Yaml

FIGURE_LIKE = re.compile(r"\[\s{0,3}figures?\b[^\]\n]{0,100}\]?", re.IGNORECASE)
CITATION_LIKE = re.compile(r"\[\s{0,3}@[^\]\n]{0,100}\]?")


def check_references(module: ModuleText, registers: Registers, problems: Problems) -> None:
    """Whether every figure and source that the text names exists and may be used."""
    for piece in pieces_of(module):
        with problems.reading(piece.file):
            for unit in piece.units():
                _figures(unit, piece, registers, problems)
                _citations(unit, piece, registers, problems)


def check_figures(text: CourseText, problems: Problems) -> None:
    """Whether every figure has its source, and can be told from the others."""
    registers = text.registers
    yaml = registers.figures_yaml
    if not yaml:
        return
    with problems.reading("figures.yaml"):
        for figure in yaml.value:
            source, successor = yaml.words(figure, "source"), yaml.words(figure, "superseded_by")
            if source and registers.lacks_source(source):
                problems.stop(
                    yaml.line(figure, "source"),
                    f"The source `{source[:60]}` does not exist.",
                    "Name one from sources.yaml, or add it there.",
                )
            if successor and registers.lacks_figure(successor):
                problems.stop(
                    yaml.line(figure, "superseded_by"),
                    f"The figure `{successor[:60]}` does not exist.",
                    "Name the figure that takes its place.",
                )
        _told_apart(registers, yaml, problems)


def _told_apart(registers: Registers, yaml: Yaml, problems: Problems) -> None:
    """Two figures may share a number, but not the words that are said of it: a reader would take one for the other."""
    first: dict[str, str] = {}
    for figure in registers.figures.values():
        words = " ".join(figure.says.casefold().split())
        other = first.setdefault(words, figure.id)
        if other != figure.id and not figure.superseded_by and not registers.figures[other].superseded_by:
            same_people = registers.figures[other].population == figure.population
            if not same_people:
                problems.stop(
                    yaml.line(figure.id, "says"),
                    f"The figure `{other}` says the same words of other people.",
                    "Name in both whom they are about.",
                )


def _figures(unit: Unit, piece: Piece, registers: Registers, problems: Problems) -> None:
    for found in FIGURE_LIKE.finditer(unit.text):
        line = unit.line_at(found.start())
        named = FIGURE.fullmatch(found[0])
        if not named:
            problems.stop(
                line,
                f"`{found[0][:60]}` cannot be read.",
                "Write `[figure: id]`, with an id from figures.yaml.",
            )
        elif piece.part is PartPlayed.TITLE:
            problems.stop(line, "A title cannot hold a figure.", "Move it into the text.")
        elif registers.lacks_figure(named[1]):
            problems.stop(
                line,
                f"The figure `{named[1]}` does not exist.",
                "Name one from figures.yaml, or add it there.",
            )
        elif (figure := registers.figures.get(named[1])) and figure.superseded_by:
            problems.stop(line, f"The figure `{named[1]}` is out of date.", f"Use `[figure: {figure.superseded_by}]`.")


def _citations(unit: Unit, piece: Piece, registers: Registers, problems: Problems) -> None:
    for found in CITATION_LIKE.finditer(unit.text):
        line = unit.line_at(found.start())
        named = CITATION.fullmatch(found[0])
        if not named:
            problems.stop(line, f"`{found[0][:60]}` cannot be read.", "Write `[@source-id]`, one source in each.")
        elif piece.part is PartPlayed.TITLE:
            problems.stop(line, "A title cannot hold a citation.", "Move it into the text.")
        elif registers.lacks_source(named[1]):
            problems.stop(
                line,
                f"The source `{named[1]}` does not exist.",
                "Name one from sources.yaml, or add it there.",
            )
