"""The pages that somebody keeps, each where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.learning.queries import CourseStudy, Study

if TYPE_CHECKING:
    from lms.learning.models import KeptPage


@dataclass(frozen=True)
class KeptRow:
    """A kept page: what it is called, where it is and leads to; one that is gone leads nowhere."""

    kept_id: int
    title: str
    place: str
    endpoint: str = ""
    values: dict[str, str | int] | None = None


def kept_rows(kept: Sequence[KeptPage], studies: Sequence[CourseStudy]) -> list[KeptRow]:
    """Each kept page as its reader has it, in the revision of the module that they began."""
    known = {(study.course_id, study.module.id): study for course in studies for study in course.modules}
    return [_row(each, known.get((each.course_id, each.module_id))) for each in kept]


def _row(kept: KeptPage, study: Study | None) -> KeptRow:
    if study is None:
        return KeptRow(kept.id, "A page that is gone", "Its module is not in the course any more")
    page = next((page for page in study.module.pages if page.id == kept.page_id), None)
    if page is None:
        return KeptRow(kept.id, "A page that is gone", f"It is not in module {study.number} any more")
    place = f"Module {study.number}, page {page.number}"
    values: dict[str, str | int] = {"code": study.code, "module": study.number}
    if study.standing is None:
        return KeptRow(kept.id, page.title, place, "learning.show_module", values)
    return KeptRow(kept.id, page.title, place, "learning.show_page", values | {"page": page.number})
