"""What learners say is out of date, and what was done about it. Nobody here learns who said it."""

from collections.abc import Callable

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.authoring import presenters, queries, service
from lms.authoring.forms import SettleForm
from lms.authoring.views.blueprint import blueprint, find_course, go_to, outline_of
from lms.catalogue.queries import WrittenCourse, get_revision


@blueprint.get("/courses/<code>/reports")
@requires(Permission.WRITE_COURSES)
def list_reports(code: str) -> ResponseReturnValue:
    """What waits to be looked at, place by place, and what was settled last."""
    return _page(find_course(code), SettleForm(formdata=None))


@blueprint.post("/courses/<code>/reports/<key>")
@requires(Permission.WRITE_COURSES)
def settle_report(code: str, key: str) -> ResponseReturnValue:
    """It is seen to; with a note on what was done, for whoever writes the course after."""
    course, form = find_course(code), SettleForm()
    if not form.validate_on_submit():
        return _page(course, form, at=key), 422
    answer = form.answer.data or ""
    return _do(course, lambda: service.settle_report(actor=current_actor(), course=course, key=key, answer=answer))


@blueprint.post("/courses/<code>/reports/<key>/open")
@requires(Permission.WRITE_COURSES)
def reopen_report(code: str, key: str) -> ResponseReturnValue:
    """It waits again."""
    course = find_course(code)
    return _do(course, lambda: service.reopen_report(actor=current_actor(), course=course, key=key))


def _do(course: WrittenCourse, work: Callable[[], None]) -> ResponseReturnValue:
    try:
        work()
    except LookupError:
        abort(404)
    return go_to("list_reports", course.code)


def _page(course: WrittenCourse, form: SettleForm, at: str = "") -> str:
    """`at` is the report whose form has to be put right."""
    waiting, settled = queries.open_reports(course.course_id), queries.settled_reports(course.course_id)
    places, rows = [], []
    if course.revision_id and (waiting or settled):
        live, ids = get_revision(course.revision_id), {each.revision_id for each in (*waiting, *settled)}
        revisions = {each: get_revision(each) for each in ids}
        rows = presenters.report_rows(settled, revisions, live)
        open_rows = presenters.report_rows(waiting, revisions, live)
        places = presenters.reported_places(open_rows, live, course, outline_of(course))
    return render_template(
        "authoring/list_reports.html", course=course, places=places, waiting=len(waiting), settled=rows, form=form,
        at=at, me=current_actor().key, most=queries.MOST_SETTLED,
    )  # fmt: skip
