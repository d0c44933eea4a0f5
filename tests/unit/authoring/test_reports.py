"""Where in a draft a place stands, and what has become of it since somebody reported it."""

import pytest

from lms.authoring.presenters.reports import GONE, NOW_OTHERWISE, report_rows
from lms.authoring.queries import Report
from lms.authoring.rules.reports import written_at
from lms.catalogue.queries import LiveCourse
from lms.clock import today
from lms.content.schema import Part
from lms.learning.rules import PlaceKind, places
from tests.factories import progress

PATHS = ("course.yaml", "01-tea/module.md", "01-tea/quiz.md", "01-tea/scenarios/pot.md", "02-ice-tea/module.md")
PARTS = tuple(
    Part(id=name, path=path, line=line, title="")
    for path, name, line in (
        (PATHS[1], "pot", 9), (PATHS[1], "cup", 20), (PATHS[2], "pot", 12), (PATHS[3], "pot", 1), (PATHS[4], "pot", 30),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((PlaceKind.COURSE, "", ""), ("course.yaml", 1)),
        ((PlaceKind.FIGURES, "", ""), ("figures.yaml", 1)),
        ((PlaceKind.MODULE, "ice-tea", ""), ("02-ice-tea/module.md", 1)),
        ((PlaceKind.PAGE, "tea", "pot"), ("01-tea/module.md", 9)),
        ((PlaceKind.QUESTION, "tea", "pot"), ("01-tea/quiz.md", 12)),
        ((PlaceKind.CASE, "tea", "pot"), ("01-tea/scenarios/pot.md", 1)),
        ((PlaceKind.PAGE, "ice-tea", "pot"), ("02-ice-tea/module.md", 30)),
        ((PlaceKind.PAGE, "ice-tea", "cup"), None),
        ((PlaceKind.QUESTION, "tea", "cup"), None),
        ((PlaceKind.MODULE, "milk", ""), None),
    ],
)
def test_a_place_is_found_by_its_kind_its_module_and_its_id(place, found):
    assert written_at(place, PATHS, PARTS) == found


def test_no_part_is_found_in_a_draft_that_cannot_be_read():
    assert written_at((PlaceKind.PAGE, "tea", "pot"), PATHS, ()) is None


def revised(number, **fields):
    module = progress.module(None, cases=(progress.case(None),)).model_copy(update=fields)
    return LiveCourse(1, number, number, progress.plain_course(None, module))


def test_a_place_that_reads_as_it_did_says_nothing_and_one_that_has_moved_has_not_changed():
    """Given a page that became the first, one with another text and one that is gone, only the last two say so."""
    before = revised(1)
    first, second, third = before.course.modules[0].pages
    now = revised(
        2, pages=(second.model_copy(update={"number": 1}), progress.page(None, 2, id=first.id, html="<p>New</p>"))
    )
    reports = [
        Report(each.part_id, 1, each.identity, "", today(), None, None, "")
        for each in places(before.course)
        if each.kind is not PlaceKind.MODULE
    ]
    since = {row.place.identity: row.since for row in report_rows(reports, {1: before}, now)}
    told = {part: words for (kind, _, part), words in since.items() if kind is PlaceKind.PAGE}
    assert told == {first.id: NOW_OTHERWISE, second.id: "", third.id: GONE}
    assert {words for (kind, _, _), words in since.items() if kind in {PlaceKind.CASE, PlaceKind.QUESTION}} == {""}
