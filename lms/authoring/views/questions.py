"""The questions of a module in their order, and moving one without dragging it."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.authoring import presenters, queries, service
from lms.authoring.rules.texts import name_of
from lms.authoring.service import Refused
from lms.authoring.views.blueprint import blueprint, find_course, find_path, go_to, outline_of
from lms.catalogue.queries import WrittenCourse

WAYS = {"earlier": -1, "later": 1}


@blueprint.get("/courses/<code>/files/<key>/questions")
@requires(Permission.WRITE_COURSES)
def list_questions(code: str, key: str) -> ResponseReturnValue:
    """Every question of the file: what it asks about, and where that is taught."""
    course = find_course(code)
    return _page(course, quiz_path(course, key))


@blueprint.post("/courses/<code>/files/<key>/questions")
@requires(Permission.WRITE_COURSES)
def move_question(code: str, key: str) -> ResponseReturnValue:
    """Let a question change places with the one before it, or after it."""
    course = find_course(code)
    path = quiz_path(course, key)
    number, by = request.form.get("number", ""), WAYS.get(request.form.get("way", ""), 0)
    if not (by and number.isdecimal() and len(number) < 4):
        abort(400)
    starts = tuple(part.line for part in outline_of(course).parts if part.path == path)
    try:
        service.move_question(
            actor=current_actor(), code=code, path=path, base=request.form.get("base", ""), starts=starts,
            number=int(number) - 1, by=by,
        )  # fmt: skip
    except Refused as refusal:
        return _page(find_course(code), path, refusal=str(refusal)), 422
    return go_to("list_questions", code, key=key, _anchor=f"question-{int(number) + by}")


def quiz_path(course: WrittenCourse, key: str) -> str:
    """The file of questions that this key names; 404 for any other."""
    path = find_path(course, key)
    return path if path.endswith("/quiz.md") else abort(404)


def _page(course: WrittenCourse, path: str, refusal: str = "") -> str:
    kept = queries.find_kept(current_actor().person_id, course.course_id, path)
    return render_template(
        "authoring/list_questions.html", course=course, path=path, kept=kept, refusal=refusal,
        rows=presenters.question_rows(path, outline_of(course)), base=name_of(course.files.get(path)),
    )  # fmt: skip
