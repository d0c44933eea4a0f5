"""Where in a draft the place stands that a learner says is out of date."""

from collections.abc import Collection, Sequence

from lms.content.schema import Part
from lms.learning.rules import PlaceKind

OF_THE_COURSE = {PlaceKind.COURSE: "course.yaml", PlaceKind.FIGURES: "figures.yaml"}
Identity = tuple[PlaceKind, str, str]


def written_at(place: Identity, paths: Collection[str], parts: Sequence[Part]) -> tuple[str, int] | None:
    """The file and line of a place, or None where the draft has it no more. `parts` are what is in the draft."""
    kind, module_id, part_id = place
    if kind in OF_THE_COURSE:
        return OF_THE_COURSE[kind], 1
    starts = [(part.path, part.line) for part in parts if part.id == part_id and _kind(part.path) is kind]
    if kind is PlaceKind.MODULE:
        starts = [(path, 1) for path in sorted(paths) if path.endswith("/module.md")]
    return next((start for start in starts if _module(start[0]) == module_id), None)


def _module(path: str) -> str:
    """The id of the module in whose folder a file is."""
    return path.partition("/")[0].partition("-")[2]


def _kind(path: str) -> PlaceKind:
    file = path.partition("/")[2]
    return {"module.md": PlaceKind.PAGE, "quiz.md": PlaceKind.QUESTION}.get(file, PlaceKind.CASE)
