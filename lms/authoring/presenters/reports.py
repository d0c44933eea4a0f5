"""What learners say is out of date, place by place in the order of the course, each with the way to its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.authoring.queries import Report
from lms.authoring.rules.reports import Identity, written_at
from lms.catalogue.queries import LiveCourse, WrittenCourse
from lms.content.schema import Outline
from lms.learning.rules import Place, places

NOW_OTHERWISE = "It has been changed since"
GONE = "It is not in the live course any more"


@dataclass(frozen=True)
class ReportRow:
    """A report, the revision that it was about, and what has become of the place since, in words."""

    report: Report
    revision: int
    place: Place
    since: str


@dataclass(frozen=True)
class ReportedPlace:
    """A place with what is said of it; `path` is empty where the draft has it no more."""

    place: Place
    path: str
    line: int
    is_drafted: bool  # the draft of its file differs from what is live
    rows: tuple[ReportRow, ...]


def report_rows(reports: Iterable[Report], revisions: Mapping[int, LiveCourse], live: LiveCourse) -> list[ReportRow]:
    """Each report beside its place as its sender had it."""
    known = {key: {each.identity: each for each in places(one.course)} for key, one in revisions.items()}
    now = {each.identity: each for each in places(live.course)}
    rows = []
    for report in reports:
        then = known[report.revision_id][report.place]
        number = revisions[report.revision_id].revision_number
        rows.append(ReportRow(report, number, then, _since(then, now.get(report.place))))
    return rows


def _since(then: Place, now: Place | None) -> str:
    if now is None:
        return GONE
    return "" if now.said == then.said else NOW_OTHERWISE


def reported_places(
    rows: Iterable[ReportRow], live: LiveCourse, course: WrittenCourse, outline: Outline
) -> list[ReportedPlace]:
    """The rows by place, in the order of the live course; what it has no more comes last."""
    by_place: dict[Identity, list[ReportRow]] = {}
    for row in rows:
        by_place.setdefault(row.place.identity, []).append(row)
    order = [each.identity for each in places(live.course)]
    order += [identity for identity in by_place if identity not in order]
    return [_reported(by_place[each], course, outline) for each in order if each in by_place]


def _reported(rows: list[ReportRow], course: WrittenCourse, outline: Outline) -> ReportedPlace:
    newest = max(rows, key=lambda row: row.revision)
    path, line = written_at(newest.place.identity, course.files, outline.parts) or ("", 0)
    return ReportedPlace(newest.place, path, line, course.live.get(path) != course.files.get(path), tuple(rows))
