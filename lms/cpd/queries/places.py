"""Where in a course something is written about: only where the owner studies or has studied."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lms.catalogue.queries import get_live_course, get_revision
from lms.content.prompts import prompts_on
from lms.content.schema import Course, Module
from lms.cpd.rules.entries import Place
from lms.progress import queries as progress
from lms.progress.rules import Standing


def get_place(owner: int, code: str, module: int = 0, page: int = 0, prompt: str = "") -> tuple[Place, str]:
    """The place of these numbers, as in addresses of learning, and the words of its prompt, empty where none is named.

    LookupError where the owner has not begun the module, and where there is no such page or prompt.
    """
    course = get_live_course(code).course
    if not module:
        return _place(course), ""
    for read, begun in _begun(progress.live_standings(owner, code)):
        if begun.number == module:
            return _within(read, begun, page, prompt)
    raise LookupError("this person has not begun this module")


def begun_places(owner: int) -> list[Place]:
    """Every module that the owner has begun in a course that is live: one statement."""
    return [_place(course, module) for course, module in _begun(progress.live_standings(owner))]


def _begun(standings: Mapping[int, Mapping[str, Standing]]) -> Iterator[tuple[Course, Module]]:
    """The modules that were begun, each in the revision that is read."""
    for by_module in standings.values():
        for standing in by_module.values():
            course = get_revision(standing.revision_id).course
            yield course, course.module_of(standing.module_id)


def _within(course: Course, module: Module, page: int, prompt: str) -> tuple[Place, str]:
    place = _place(course, module)
    if not page:
        return place, ""
    here = module.page(page)
    words = prompts_on(here)[prompt] if prompt else ""
    return replace(place, page=here.id, page_number=here.number), words


def _place(course: Course, module: Module | None = None) -> Place:
    if module is None:
        return Place(course.code, course.neutral_title)
    return Place(course.code, course.neutral_title, module.id, module.neutral_title)
