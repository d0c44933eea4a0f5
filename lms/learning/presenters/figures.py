"""Every number that a course teaches, and every source that it rests on, each told apart from those like it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.figures import asked_when, in_words, sentence
from lms.content.schema import Course, Figure, Source


@dataclass(frozen=True)
class Place:
    """A page that shows a figure."""

    module: int
    page: int


@dataclass(frozen=True)
class FigureRow:
    """A figure with its caveat; `alike` are others that print the same number and mean something else."""

    id: str
    value: str
    rest: str
    about: str  # whom and when
    caveat: str
    source: Source
    places: tuple[Place, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True)
class SourceRow:
    """A source, and how far it has been checked."""

    source: Source
    dated: str


def figure_rows(course: Course) -> list[FigureRow]:
    """The figures that stand on a page, in the order in which a reader meets them."""
    sources = {source.id: source for source in course.sources}
    used = sorted((each for each in course.figures if each.stands_on), key=lambda each: each.stands_on)
    return [_row(figure, used, sources[figure.source]) for figure in used]


def source_rows(course: Course) -> list[SourceRow]:
    """The whole bibliography, by publisher and title."""
    ordered = sorted(course.sources, key=lambda each: (each.publisher.casefold(), each.title.casefold()))
    return [SourceRow(each, in_words(each.dated) if each.dated else "") for each in ordered]


def _row(figure: Figure, others: Iterable[Figure], source: Source) -> FigureRow:
    value, rest = sentence(figure)
    return FigureRow(
        id=figure.id,
        value=value,
        rest=rest,
        about=asked_when(figure),
        caveat=figure.caveat,
        source=source,
        places=tuple(Place(*each) for each in figure.stands_on),
        alike=tuple(_whole(each) for each in others if each.value == figure.value and each.id != figure.id),
    )


def _whole(figure: Figure) -> str:
    return f"{figure.says} {figure.measures}".rstrip(".")
