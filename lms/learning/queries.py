"""A module as one person studies it: the revision they are pinned to, and how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.assessment import queries as assessment
from lms.assessment.rules import Sitting
from lms.catalogue.queries import LiveCourse, get_revision
from lms.content.questions import Response
from lms.content.schema import Module
from lms.progress import queries as progress
from lms.progress.models import CourseCompletion
from lms.progress.rules import Standing


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
class CourseStudy:
    """A live course and how far one person is in it."""

    live: LiveCourse
    modules: tuple[Study, ...]  # in the order of the live course
    completion: CourseCompletion | None


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
        studies.append(CourseStudy(live, (*modules, *under_way), completions.get(live.course_id)))
    return studies


def sittings(owner: int, study: Study) -> list[Sitting]:
    """The owner's attempts at the module, in the order they were begun."""
    return assessment.sittings(owner, study.course_id, study.module.id)


def answers(owner: int, sitting: Sitting) -> dict[str, Response]:
    """The owner's latest answers in this attempt, by question id."""
    return assessment.answers(owner, sitting.attempt_id)


def find_completion(owner: int, study: Study) -> CourseCompletion | None:
    """The owner's completion of the course, if there is one."""
    return progress.find_course_completion(owner, study.course_id)
