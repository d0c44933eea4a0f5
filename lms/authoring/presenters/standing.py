"""How a draft stands: the four stops from draft to publication, and its files."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lms.authoring.presenters.titles import title_of
from lms.authoring.rules.changes import Change
from lms.authoring.rules.reviews import Sent, State, Step, StepKind, state
from lms.catalogue.queries import WrittenCourse
from lms.content.files import COURSE_FILES, OPTIONAL_FILES
from lms.content.report import Report, problems_in_words
from lms.content.revision import changed_paths, fingerprint
from lms.content.schema import Outline
from lms.learning.presenters import thread

WORDS = {
    None: "Not sent yet",
    State.OPEN: "Waits for somebody else",
    State.APPROVED: "Approved",
    State.RETURNED: "Returned with a comment",
    State.WITHDRAWN: "Withdrawn",
    State.OUTDATED: "The draft was changed since. Send it again",
}


@dataclass(frozen=True)
class Stop:
    """A stop on the way to publication."""

    title: str
    words: str
    look: str
    endpoint: str = ""  # the page of the course where more is said


@dataclass(frozen=True)
class FileRow:
    """A file of a draft."""

    path: str
    title: str
    is_new: bool  # among files that are live
    is_changed: bool
    is_kept: bool  # its reader typed something into it and has not saved it
    stops: int


@dataclass(frozen=True)
class Folder:
    """Files that belong together: a module's, or the course's own."""

    title: str
    files: tuple[FileRow, ...]


def status(course: WrittenCourse, report: Report, how: State | None) -> list[Stop]:
    """Draft, check, review and publish, each with how it stands; `how` the review does."""
    count = len(changed_paths(course.live, course.files))
    done = (course.has_draft, course.has_draft and not report.stops, how is State.APPROVED)
    reached = next((number for number, each in enumerate(done) if not each), 3)
    words = (
        _differing(count, is_live=bool(course.revision_number)),
        problems_in_words(report)[:1].upper() + problems_in_words(report)[1:],
        WORDS[how],
        f"Revision {course.revision_number} is live" if course.revision_number else "Nothing is live yet",
    )
    titles = ("Draft", "Check", "Review", "Publish")
    pages = ("", "", "authoring.show_review" if how else "", "")
    return [
        Stop(title, said, thread.DONE if number < reached else thread.NOW if number == reached else "", page)
        for number, (title, said, page) in enumerate(zip(titles, words, pages, strict=True))
    ]


def review_state(course: WrittenCourse, sent: Sent | None) -> State | None:
    """How the review of this draft stands; None where it was not sent."""
    return state(sent, fingerprint(course.files)) if sent and course.has_draft else None


def _differing(count: int, *, is_live: bool) -> str:
    if not count:
        return "Nothing changed"
    if not is_live:
        return f"{count} {'file' if count == 1 else 'files'}, none of them live"
    return f"{count} {'file differs' if count == 1 else 'files differ'} from what is live"


def folders(course: WrittenCourse, outline: Outline, report: Report, kept: Collection[str]) -> list[Folder]:
    """The files of the draft, the course's own first, then module by module."""
    stops = [problem.file for problem in report.problems if problem.stops]
    by_folder: dict[str, list[FileRow]] = {"": []}
    paths = {*course.files, *COURSE_FILES, *(path for path in OPTIONAL_FILES if path in course.live)}
    for path in sorted(paths, key=lambda each: (each.rpartition("/")[0], "module.md" not in each, each)):
        row = FileRow(
            path=path,
            title=_row_title(path, outline),
            is_new=bool(course.live) and path not in course.live,
            is_changed=path in course.live and course.live.get(path) != course.files.get(path),
            is_kept=path in kept,
            stops=stops.count(path),
        )
        by_folder.setdefault(path.partition("/")[0] if "/" in path else "", []).append(row)
    return [Folder(_folder_title(name), tuple(rows)) for name, rows in by_folder.items() if rows]


def _row_title(path: str, outline: Outline) -> str:
    """What a file is called among those of its module; a picture by its name."""
    title = title_of(path, outline)
    title = title.partition(": ")[2] or title
    return title if "/media/" in path else title[:1].upper() + title[1:]


def _folder_title(name: str) -> str:
    return f"Module {int(name[:2])}, {name[3:].replace('-', ' ')}" if name[:2].isdecimal() else name or "Course"


def steps_by_line(steps: Iterable[Step]) -> Mapping[tuple[str, int], list[Step]]:
    """The comments of a review by the file and line that they are on."""
    found: dict[tuple[str, int], list[Step]] = {}
    for step in steps:
        if step.kind is StepKind.COMMENTED:
            found.setdefault((step.path, step.line), []).append(step)
    return found


def steps_elsewhere(steps: Mapping[tuple[str, int], list[Step]], shown: Iterable[Change]) -> list[Step]:
    """The comments on lines that are not among those shown, since nothing near them has changed."""
    lines = {(change.path, row.after) for change in shown for row in change.rows}
    return [step for place, found in sorted(steps.items()) if place not in lines for step in found]
