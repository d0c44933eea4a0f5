"""The room's blueprint, and how its views find what an address names."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from lms.authoring.presenters import Preview, in_words, may_exist
from lms.catalogue.queries import NoSuchCourse, WrittenCourse, get_revision, get_written_course
from lms.content.files import COURSE_FILES, MEDIA, OPTIONAL_FILES
from lms.content.keys import key_of
from lms.content.revision import image_name
from lms.content.schema import Drawn, Outline
from lms.content.workbench import TookTooLong, workbench

blueprint = Blueprint("authoring", __name__)
blueprint.add_app_template_filter(in_words, "in_words")


def find_course(code: str) -> WrittenCourse:
    """The course at this address, with its draft; 404 where there is none."""
    try:
        return get_written_course(code)
    except NoSuchCourse:
        abort(404)


def find_path(course: WrittenCourse, key: str) -> str:
    """The file of this key: one that is in the draft or live, or that every course has; 404 for any other."""
    return {key_of(path): path for path in paths_of(course)}.get(key) or abort(404)


def paths_of(course: WrittenCourse) -> set[str]:
    """Every file that has a page."""
    return {*course.files, *course.live, *COURSE_FILES, *OPTIONAL_FILES}


def picture_at(course: WrittenCourse, path: str) -> str:
    """The address of a picture as it is saved in the draft, or as it is live where it was taken out; empty for a file
    that is none."""
    data = course.files.get(path) or course.live.get(path)
    found = MEDIA.fullmatch(path.partition("/")[2])
    if not data or not found:
        return ""
    return url_for("catalogue.show_image", fingerprint=image_name(data), ending=found[1])


def posted_path() -> str:
    """The file that a form names, which a course can have; 404 for any other."""
    path = request.form.get("path", "").strip()
    return path if may_exist(path) else abort(404)


def line_in(values: Mapping[str, str]) -> int:
    """The line that a form or an address names; 0 where it names none."""
    line = values.get("line", "")
    return int(line) if line.isdecimal() and len(line) < 7 else 0


def try_address(code: str, path: str, line: int) -> str:
    """Where what is tried in the preview of a file is sent: back to the line that somebody is at."""
    return url_for("authoring.try_preview", code=code, key=key_of(path), line=line)


def as_drawn(code: str, path: str, line: int, drawn: Drawn, seen: Preview) -> dict[str, Any]:
    """A piece as the editor's script shows it, and which lines it has: it asks again where the cursor leaves them."""
    here = try_address(code, path, line)
    page = render_template("authoring/_preview.html", drawn=drawn, seen=seen, path=path, address=here)
    return {"preview": page, "first": drawn.first, "after": drawn.after}


@blueprint.errorhandler(TookTooLong)
def explain_slowness(_error: TookTooLong) -> ResponseReturnValue:
    """What to do where a draft, or the manual, takes too long to be drawn at all."""
    return render_template("authoring/_took_too_long.html", code=(request.view_args or {}).get("code")), 503


def outline_of(course: WrittenCourse) -> Outline:
    """What is in the draft; only its live title where it cannot be read in time."""
    try:
        return workbench.outline(course.files)
    except TookTooLong:
        return Outline(title=get_revision(course.revision_id).course.title if course.revision_id else "")


def go_to(endpoint: str, code: str, **values: Any) -> Response:
    """On to another page of the same course."""
    return redirect(url_for(f"authoring.{endpoint}", code=code, **values), 303)
