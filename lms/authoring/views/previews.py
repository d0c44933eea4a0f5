"""A piece of a draft as learners get it: as anybody, on any device, and nothing that is done in it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, only_reads, requires
from lms.authoring import presenters
from lms.authoring.views.blueprint import blueprint, find_course, find_path, outline_of
from lms.content.schema import STAFF_GROUPS
from lms.content.workbench import TookTooLong, workbench
from lms.learning.forms import posted_answer
from lms.learning.presenters.page import Tried


@dataclass(frozen=True)
class Chosen:
    """As whom, on what, with trainers' notes or without, and which part of the file."""

    group: str
    phone: bool
    notes: bool
    line: int


@blueprint.get("/courses/<code>/preview/<key>")
@requires(Permission.WRITE_COURSES)
def show_preview(code: str, key: str) -> ResponseReturnValue:
    """A page, question or case of the draft."""
    return _render(code, key)


@blueprint.post("/courses/<code>/preview/<key>")
@requires(Permission.WRITE_COURSES)
@only_reads
def try_preview(code: str, key: str) -> ResponseReturnValue:
    """The same with a knowledge check that was tried, as a learner would try it."""
    return _render(code, key, Tried(request.form.get("check", ""), posted_answer(request.form)))


def _render(code: str, key: str, tried: Tried | None = None) -> str:
    course = find_course(code)
    path = find_path(course, key)
    chosen = _chosen(request.args)
    try:
        drawn = workbench.draw(course.files, path, chosen.line)
    except TookTooLong:
        abort(503)
    seen = presenters.preview(drawn, [chosen.group], notes=chosen.notes, tried=tried)
    parts = [part for part in outline_of(course).parts if part.path == path]
    return render_template(
        "authoring/show_preview.html", course=course, path=path, drawn=drawn, seen=seen, chosen=chosen, parts=parts,
        groups=STAFF_GROUPS,
    )  # fmt: skip


def _chosen(args: Mapping[str, str]) -> Chosen:
    line = args.get("line", "1")
    group = args.get("as", "")
    return Chosen(
        group if group in STAFF_GROUPS else "general-practice",
        args.get("width") == "phone",
        args.get("notes") == "yes",
        int(line) if line.isdecimal() and len(line) < 7 else 1,
    )
