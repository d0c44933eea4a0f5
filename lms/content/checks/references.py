"""Figures, sources, links and images: whether what the text names is there."""

import re

from lms.content.checks.pieces import PartPlayed, Piece, Unit, pieces_of
from lms.content.contact import is_web_address
from lms.content.links import Links, complain_about
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.signs import CITATION, FIGURE
from lms.content.text import CourseText, ModuleText
from lms.content.yaml import Yaml

FIGURE_LIKE = re.compile(r"\[\s{0,3}figures?\b[^\]\n]{0,100}\]?", re.IGNORECASE)
CITATION_LIKE = re.compile(r"\[\s{0,3}@[^\]\n]{0,100}\]?")
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)(?:\s+\"([^\"]*)\")?\)")
IMAGE_IN_LINK = re.compile(r"!\[[^\[\]]*\]\([^()]*\)\]\(")
AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^<>]*)>")


def check_references(text: CourseText, problems: Problems) -> None:
    """Whether every figure, source, link and image that the text names exists and may be used."""
    links = Links(text)
    _registers(text.registers, problems)
    for module in text.modules:
        for piece in pieces_of(module):
            with problems.reading(piece.file):
                for unit in piece.units():
                    _figures(unit, piece, text.registers, problems)
                    _citations(unit, piece, text.registers, problems)
                    _links(unit, piece, module, links, problems)


def _registers(registers: Registers, problems: Problems) -> None:
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


def _links(unit: Unit, piece: Piece, module: ModuleText, links: Links, problems: Problems) -> None:
    text = unit.text
    for found in LINK.finditer(text):
        line = unit.line_at(found.start())
        if found[1]:
            _image(found[2], found[3], line, module, links, problems)
        else:
            _link(found[2], found[3], line, piece, module, links, problems)
            if found[4]:
                problems.stop(line, "A link has no title.", "Put the words in quotation marks into the text.")
    for found in AUTOLINK.finditer(text):
        if not is_web_address(found[1]):
            complain_about(found[1], unit.line_at(found.start()), problems)
    rest = LINK.sub("", text)
    for sign in ("](", "][", "]:"):
        if sign in rest or (sign == "](" and IMAGE_IN_LINK.search(text)):
            line = unit.line_at(max(text.find(sign), 0))
            problems.stop(
                line,
                "This link cannot be read.",
                "Write `[words](address)`, without blanks or brackets in the address.",
            )
            return


def _link(
    words: str, written: str, line: int, piece: Piece, module: ModuleText, links: Links, problems: Problems
) -> None:
    if not words.strip():
        problems.stop(line, "A link without words.", "Write between the square brackets where it leads.")
    if piece.part is PartPlayed.TITLE:
        problems.stop(line, "A title cannot hold a link.", "Move it into the text.")
    elif links.find(written, module, piece.page) is None:
        complain_about(written, line, problems)


def _image(words: str, written: str, line: int, module: ModuleText, links: Links, problems: Problems) -> None:
    if not words.strip():
        problems.stop(
            line,
            "An image without words.",
            "Write what it shows between the square brackets, for people who cannot see it.",
        )
    if links.find_image(written, module) is None:
        problems.stop(
            line,
            f"The image `{written[:80]}` does not exist.",
            "Put it into media/ beside module.md, and write `media/` and its name.",
        )
