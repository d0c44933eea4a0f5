"""The courses that can be written, and what is in one."""

from functools import cache

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.authoring import presenters, queries, service
from lms.authoring.forms import CourseForm
from lms.authoring.views.blueprint import blueprint, find_course, go_to, outline_of
from lms.catalogue.queries import WrittenCourse, live_courses, written_courses
from lms.catalogue.service import CodeTaken
from lms.content.keys import key_of
from lms.content.workbench import workbench

manual = cache(workbench.manual)  # drawn once


@blueprint.get("/courses")
@requires(Permission.WRITE_COURSES)
def list_courses() -> ResponseReturnValue:
    """Every course: what is live of it, and whether it is being changed."""
    titles = {live.course.code: live.course.title for live in live_courses()}
    reports = queries.count_open_reports()
    return render_template(
        "authoring/list_courses.html", courses=written_courses(), titles=titles, reports=reports,
        in_review=queries.codes_in_review(),
    )  # fmt: skip


@blueprint.route("/courses/new", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def create_course() -> ResponseReturnValue:
    """Start a course with a small one that works as its draft; nothing of it is live."""
    form = CourseForm()
    if form.validate_on_submit():
        try:
            service.begin_course(actor=current_actor(), code=form.code.data, title=form.title.data)
            return go_to("show_course", form.code.data)
        except CodeTaken as refusal:
            form.refuse(str(refusal), "code")
    return render_template("authoring/create_course.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/courses/manual")
@requires(Permission.WRITE_COURSES)
def show_manual() -> ResponseReturnValue:
    """How a course is written."""
    return render_template("authoring/show_manual.html", manual=manual())


@blueprint.get("/courses/<code>")
@requires(Permission.WRITE_COURSES)
def show_course(code: str) -> ResponseReturnValue:
    """How a draft stands, what is wrong with it, and its files."""
    return _page(find_course(code))


@blueprint.post("/courses/<code>/files")
@requires(Permission.WRITE_COURSES)
def create_file(code: str) -> ResponseReturnValue:
    """Begin a file that the course does not have yet."""
    course, path = find_course(code), request.form.get("path", "").strip()
    if not presenters.may_exist(path):
        return _page(course, wrong_name=path), 422
    service.begin_file(actor=current_actor(), code=code, path=path)
    return go_to("show_file", code, key=key_of(path))


def _page(course: WrittenCourse, wrong_name: str = "") -> str:
    code, me = course.code, current_actor()
    report = workbench.check(course.files, code)  # first: what takes too long to be checked is not read again
    outline = outline_of(course)
    how = presenters.review_state(course, queries.find_review(course.course_id))
    return render_template(
        "authoring/show_course.html",
        course=course,
        outline=outline,
        report=report,
        how=how,
        wrong_name=wrong_name,
        status=presenters.status(course, report, how),
        problems=presenters.problems(report, limit=presenters.MOST_PROBLEMS),
        folders=presenters.folders(course, outline, report, queries.kept_paths(me.person_id, course.course_id)),
        reports=queries.count_open_reports().get(code, 0),
        first_module=min((int(path[:2]) for path in course.live if path[:2].isdecimal()), default=1),
    )
