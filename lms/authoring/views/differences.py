"""What differs between two texts as a learner sees them."""

import time
from collections.abc import Iterable, Mapping

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, requires
from lms.authoring import service
from lms.authoring.rules.rendered import Difference, differences
from lms.authoring.views.blueprint import blueprint, find_course
from lms.catalogue.queries import WrittenCourse, get_revision, revisions
from lms.content.files import module_folders
from lms.content.revision import changed_paths
from lms.content.schema import Module
from lms.content.workbench import workbench

SECONDS_TO_DRAW = 0.5  # what is under way then is still waited for


@blueprint.get("/courses/<code>/differences")
@requires(Permission.WRITE_COURSES)
def show_differences(code: str) -> ResponseReturnValue:
    """What of the draft learners will see otherwise, module by module: as many as can be drawn at once, and where the
    others are."""
    course = find_course(code)
    service.let_others_write()
    before = _modules(course.revision_id)
    first = request.args.get("first", "")
    folders = [folder for folder in _touched(course, before) if folder >= first]
    after = _drawn(course, folders)
    present = module_folders(course.files)
    undrawn = [folder for folder, module in after.items() if module is None and folder in present]
    found = _differing(before, after, [folder for folder in after if folder not in undrawn])
    return render_template(
        "authoring/show_differences.html", course=course, found=found, undrawn=undrawn,
        following=folders[len(after) :],
    )  # fmt: skip


@blueprint.get("/courses/<code>/revisions/<int:number>/differences")
@requires(Permission.WRITE_COURSES)
def show_revised(code: str, number: int) -> ResponseReturnValue:
    """What learners saw otherwise from this revision on."""
    course = find_course(code)
    known = {each.number: each.revision_id for each in revisions(course.course_id)}
    if number not in known:
        abort(404)
    before, after = _modules(known.get(number - 1)), _modules(known[number])
    found = _differing(before, after, {**after, **before})
    return render_template("authoring/show_revised.html", course=course, found=found, number=number)


def _differing(
    before: Mapping[str, Module | None], after: Mapping[str, Module | None], folders: Iterable[str]
) -> dict[str, list[Difference]]:
    """What learners see differently in these modules; those in which they see the same are left out."""
    found = {folder: differences(before.get(folder), after.get(folder)) for folder in folders}
    return {folder: pieces for folder, pieces in found.items() if pieces}


def _modules(revision_id: int | None) -> dict[str, Module]:
    """The modules of a revision by their folders; none of no revision."""
    modules = get_revision(revision_id).course.modules if revision_id else ()
    return {f"{module.number:02}-{module.id}": module for module in modules}


def _touched(course: WrittenCourse, before: dict[str, Module]) -> list[str]:
    """The modules that may look otherwise than they do live: those whose files differ, or every one where something
    differs that all of them may use."""
    changed = changed_paths(course.live, course.files)
    shared = any("/" not in path for path in changed)
    touched = {path.partition("/")[0] for path in changed}
    folders = sorted({*before, *module_folders(course.files)})
    return [folder for folder in folders if shared or folder in touched]


def _drawn(course: WrittenCourse, folders: Iterable[str]) -> dict[str, Module | None]:
    """The first of these modules, as long as drawing them may take; None for one that cannot be drawn, or that was
    taken out. Raises `TookTooLong`."""
    after: dict[str, Module | None] = {}
    began = time.monotonic()
    for folder in folders:
        after[folder] = workbench.module(course.files, folder)
        if time.monotonic() - began > SECONDS_TO_DRAW:
            break
    return after
