"""A module as one person studies it: the revision they are pinned to, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, select

from lms.assessment import queries as assessment
from lms.assessment.rules.attempts import Sitting
from lms.catalogue import queries as catalogue
from lms.catalogue.queries import LiveCourse, MaterialChange, get_revision
from lms.content.questions import Response
from lms.content.schema import Case, Module, Page
from lms.db.base import db
from lms.learning import rules
from lms.learning.models import KeptPage, ModulePrint
from lms.learning.rules import Place, PlaceKind, PrintKind
from lms.progress import queries as progress
from lms.progress.models import CourseCompletion
from lms.progress.rules import Run, Standing


@dataclass(frozen=True)
class Study:
    """One module and its student: `revision` is the one they began with, or the live one until they begin."""

    live: LiveCourse
    revision: LiveCourse
    number: int  # as in the address
    module: Module
    standing: Standing | None
    begun: Mapping[str, Standing]  # every module of the course that they have begun

    @property
    def course_id(self) -> int:
        """The course, whatever its revision."""
        return self.live.course_id

    @property
    def code(self) -> str:
        """The course's neutral code, as in the address."""
        return self.live.course.code


@dataclass(frozen=True)
class ChangedPage:
    """A page as the live revision has it, the reasons why it was changed, and whether it was read again since."""

    page: Page
    reasons: tuple[str, ...]
    read: bool


@dataclass(frozen=True)
class CourseStudy:
    """A live course and how far one person is in it."""

    live: LiveCourse
    modules: tuple[Study, ...]  # in the order of the live course
    completion: CourseCompletion | None
    changed: Mapping[str, tuple[ChangedPage, ...]] = field(default_factory=dict)  # in modules that were passed, by id


def get_study(owner: int, code: str, number: int) -> Study:
    """The module at this address as the owner studies it; LookupError where there is none.

    A module that was begun is found under its number as long as no other module was begun there, also when a
    later revision has taken it out of the course.
    """
    for revision_id, begun in progress.live_standings(owner, code).items():
        for study in _candidates(get_revision(revision_id), begun, number):
            return study
    raise LookupError(f"no module {number}")


def _candidates(live: LiveCourse, begun: Mapping[str, Standing], number: int) -> list[Study]:
    """Whatever may be meant by this number, the likeliest first."""
    here = [_study(live, module, begun) for module in live.course.modules if module.number == number]
    gone = [study for study in _taken_out(live, begun) if study.module.number == number]
    under_way = [study for study in gone if study.standing and not study.standing.completed_at]
    return [study for study in here if study.standing] + under_way + here + gone


def _study(live: LiveCourse, module: Module, begun: Mapping[str, Standing]) -> Study:
    standing = begun.get(module.id)
    if standing is None:
        return Study(live, live, module.number, module, None, begun)
    revision = get_revision(standing.revision_id)
    return Study(live, revision, module.number, revision.course.module_of(module.id), standing, begun)


def _taken_out(live: LiveCourse, begun: Mapping[str, Standing]) -> list[Study]:
    """The modules that were begun and are not in the live course any more."""
    there = {module.id for module in live.course.modules}
    studies = []
    for standing in begun.values():
        if standing.module_id not in there:
            revision = get_revision(standing.revision_id)
            module = revision.course.module_of(standing.module_id)
            studies.append(Study(live, revision, module.number, module, standing, begun))
    return studies


def course_studies(owner: int) -> list[CourseStudy]:
    """Every live course as the owner studies it."""
    completions = {each.course_id: each for each in progress.course_completions(owner)}
    studies = []
    for revision_id, begun in progress.live_standings(owner).items():
        live = get_revision(revision_id)
        modules = [_study(live, module, begun) for module in live.course.modules]
        under_way = [study for study in _taken_out(live, begun) if study.standing and not study.standing.completed_at]
        changed = changed_since(owner, modules)
        studies.append(CourseStudy(live, (*modules, *under_way), completions.get(live.course_id), changed))
    return studies


def changed_since(owner: int, studies: Sequence[Study]) -> dict[str, tuple[ChangedPage, ...]]:
    """What has changed in substance since the owner passed each of these modules of one course, by module id.

    Editorial changes are left out, whatever else they touched. Nothing is asked of the database while every module that
    was passed is as it was.
    """
    behind = [each for each in studies if each.standing and each.standing.completed_at and each.revision != each.live]
    if not behind:
        return {}
    changes = catalogue.material_changes(behind[0].course_id)
    refreshed = progress.refreshed_pages(owner, behind[0].course_id) if changes else {}
    found = {each.module.id: _changed(each, changes, refreshed.get(each.module.id, {})) for each in behind}
    return {module_id: pages for module_id, pages in found.items() if pages}


def _changed(study: Study, changes: Sequence[MaterialChange], refreshed: Mapping[str, int]) -> tuple[ChangedPage, ...]:
    reasons: dict[str, dict[str, int]] = {}  # by page: each reason, and the revision that gave it
    for change in changes:
        if change.revision_id > study.revision.revision_id:
            before, after = (_module_in(each, study.module.id) for each in (change.before_id, change.revision_id))
            for page_id in rules.changed_pages(before, after):
                reasons.setdefault(page_id, {})[change.reason] = change.revision_id
    now = _module_in(study.live.revision_id, study.module.id)
    return tuple(
        ChangedPage(page, tuple(reasons[page.id]), refreshed.get(page.id, 0) >= max(reasons[page.id].values()))
        for page in (now.pages if now else ())
        if page.id in reasons
    )


def _module_in(revision_id: int, module_id: str) -> Module | None:
    return next((each for each in get_revision(revision_id).course.modules if each.id == module_id), None)


def get_place(owner: int, code: str, asked: Mapping[str, str]) -> tuple[LiveCourse, Place]:
    """What in a course an address names, and the revision in which the owner has it. LookupError, or ValueError for a
    module that is no number, where they have no such thing."""
    if "module" not in asked:
        live = catalogue.get_live_course(code)
        kind = PlaceKind.FIGURES if "figures" in asked else PlaceKind.COURSE
        return live, next(each for each in rules.places(live.course) if each.kind is kind)
    study, is_changed = get_study(owner, code, int(asked["module"])), "changed" in asked
    revision = study.live if is_changed else study.revision
    here = [each for each in rules.places(revision.course) if each.module_id == study.module.id]
    place = rules.place_named(asked, here)
    if place is None or not (_is_offered_again if is_changed else _is_before)(owner, study, place):
        raise LookupError("no such place")
    return revision, place


def _is_offered_again(owner: int, study: Study, place: Place) -> bool:
    changed = changed_since(owner, [study]).get(study.module.id, ())
    return place.part_id in {each.page.id for each in changed}


def _is_before(owner: int, study: Study, place: Place) -> bool:
    """Whether a place of a module is before its student: all of it once it was begun, but questions only as drawn."""
    if place.kind is PlaceKind.QUESTION:
        return any(place.part_id == each.question_id for one in sittings(owner, study) for each in one.drawn)
    return place.kind is PlaceKind.MODULE or study.standing is not None


def sittings(owner: int, study: Study) -> list[Sitting]:
    """The owner's attempts at the module, in the order they were begun."""
    return assessment.sittings(owner, study.course_id, study.module.id)


def answers(owner: int, sitting: Sitting) -> dict[str, Response]:
    """The owner's latest answers in this attempt, by question id."""
    return assessment.answers(owner, sitting.attempt_id)


def find_completion(owner: int, study: Study) -> CourseCompletion | None:
    """The owner's completion of the course, if there is one."""
    return progress.find_course_completion(owner, study.course_id)


def runs(owner: int, study: Study) -> list[Run]:
    """The owner's walks through the module's cases; none before the module is begun."""
    return progress.case_runs(owner, study.standing.progress_id) if study.standing else []


def get_run(owner: int, study: Study, case: Case, number: int) -> Run:
    """The owner's walk of this number through a case; LookupError where there is none."""
    run = rules.find_run(case, runs(owner, study), number)
    if run is None:
        raise LookupError(f"no walk {number}")
    return run


def is_kept(owner: int, study: Study, page: Page) -> bool:
    """Whether the owner keeps this page."""
    own = select(KeptPage.id).where(KeptPage.person_id == owner, KeptPage.course_id == study.course_id)
    kept = own.where(KeptPage.module_id == study.module.id, KeptPage.page_id == page.id)
    return db.session.scalar(kept) is not None


def kept_pages(owner: int) -> list[KeptPage]:
    """The pages that the owner keeps, the latest first."""
    own = select(KeptPage).where(KeptPage.person_id == owner)
    return list(db.session.scalars(own.order_by(KeptPage.kept_at.desc(), KeptPage.id.desc())))


def print_is_ready(study: Study, kind: PrintKind) -> bool | None:
    """Whether the PDF of this module is there; None where nobody has asked for it yet."""
    row = db.session.execute(_print(study, kind).with_only_columns(ModulePrint.drawn_at)).one_or_none()
    return None if row is None else row.drawn_at is not None


def find_print(study: Study, kind: PrintKind) -> bytes | None:
    """The PDF of this module as it was drawn, or None."""
    content: bytes | None = db.session.scalar(_print(study, kind).with_only_columns(ModulePrint.content))
    return content


def due_prints(now: datetime, most: int) -> list[ModulePrint]:
    """PDFs still to be drawn and due, the longest waiting first, kept from other workers until the transaction ends."""
    due = select(ModulePrint).where(ModulePrint.drawn_at.is_(None), ModulePrint.due_at <= now)
    first = due.order_by(ModulePrint.due_at, ModulePrint.id).limit(most)
    return list(db.session.scalars(first.with_for_update(skip_locked=True)))


def _print(study: Study, kind: PrintKind) -> Select[ModulePrint]:
    return select(ModulePrint).where(
        ModulePrint.revision_id == study.revision.revision_id,
        ModulePrint.module_id == study.module.id,
        ModulePrint.kind == kind,
    )
