"""Courses, published from the small text beside the tests."""

from typing import Any

from lms.catalogue import queries, service
from lms.catalogue.rules import ChangeKind
from lms.content.files import Files, read_folder
from tests.support.courses import SMALL, known


def course_files(_make: Any, **changed: bytes | None) -> Files:
    """The small course's files; `changed` maps a path to other bytes, or to None to take the file out."""
    files = {**read_folder(SMALL)[0], **changed}
    return {path: data for path, data in files.items() if data is not None}


def prepared_course(make: Any, *, files: Files | None = None) -> service.PreparedCourse:
    """A course that is checked and rendered, in this run and once."""
    return known(files or course_files(make)).prepared


def course(
    make: Any, *, files: Files | None = None, change: ChangeKind = ChangeKind.EDITORIAL, reason: str = "To test it"
) -> queries.LiveCourse:
    """A course that is live: `.course_id`, `.revision_id` and `.course`. Called again with other files, it publishes a
    new revision of it; called again with the same, it returns the live one."""
    prepared = prepared_course(make, files=files)
    queries.forget_compiled()
    done = service.import_course(prepared=prepared, publish=change, reason=reason)
    assert done.revision_id
    return queries.get_revision(done.revision_id)
