"""A piece of a draft as learners get it: as anybody, on any device, and nothing that is done in it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, only_reads, requires
from lms.authoring import presenters, queries
from lms.authoring.forms import TextForm
from lms.authoring.views.blueprint import (
    as_drawn,
    blueprint,
    find_course,
    find_path,
    line_in,
    picture_at,
    posted_path,
)
from lms.content.schema import STAFF_GROUPS
from lms.content.workbench import workbench
from lms.learning.forms import posted_answer
from lms.learning.presenters.page import Tried

MOST_STEPS = 100  # of a case: every way ends, and none of ours needs a fifth of it


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
    """The same with a knowledge check that was tried, or further on in a case, as a learner would take it."""
    tried = Tried(request.form.get("check", ""), posted_answer(request.form))
    way = [*request.form.get("way", "").split()[:MOST_STEPS], request.form.get("choice", "")]
    return _render(code, key, tried, way)


@blueprint.post("/courses/<code>/draw")
@requires(Permission.WRITE_COURSES)
@only_reads
def draw_text(code: str) -> ResponseReturnValue:
    """The piece around the cursor of a text as it is typed, at once: what is wrong with it takes longer to find."""
    course, form, path = find_course(code), TextForm(), posted_path()
    if not form.validate_on_submit():
        return {"message": "This text is too long to be drawn."}, 422
    files = presenters.with_text(course, path, form.text.data or "")
    line = line_in(request.form) or 1
    drawn = workbench.draw(files, path, line)
    return as_drawn(code, path, line, drawn, presenters.preview(drawn, picture=picture_at(course, path)))


def _render(code: str, key: str, tried: Tried | None = None, way: Sequence[str] = ()) -> str:
    course = find_course(code)
    path = find_path(course, key)
    chosen = _chosen(request.args)
    kept = queries.find_kept(current_actor().person_id, course.course_id, path)
    files = presenters.with_text(course, path, kept.text) if kept else course.files
    drawn, outline = workbench.draw(files, path, chosen.line), workbench.outline(files)
    seen = presenters.preview(
        drawn, [chosen.group], notes=chosen.notes, tried=tried, way=way, picture=picture_at(course, path)
    )
    parts = [part for part in outline.parts if part.path == path]
    return render_template(
        "authoring/show_preview.html", course=course, path=path, drawn=drawn, seen=seen, chosen=chosen, parts=parts,
        groups=STAFF_GROUPS, kept=kept, address=_address(code, key, chosen),
    )  # fmt: skip


def _address(code: str, key: str, chosen: Chosen) -> str:
    """Where what is tried in a preview is sent: back to the same part, seen in the same way."""
    values: dict[str, Any] = {"as": chosen.group, "line": chosen.line}
    values |= {"width": "phone"} if chosen.phone else {}
    values |= {"notes": "yes"} if chosen.notes else {}
    return url_for("authoring.try_preview", code=code, key=key, **values)


def _chosen(args: Mapping[str, str]) -> Chosen:
    group = args.get("as", "")
    return Chosen(
        group if group in STAFF_GROUPS else "general-practice",
        args.get("width") == "phone",
        args.get("notes") == "yes",
        line_in(args) or 1,
    )
