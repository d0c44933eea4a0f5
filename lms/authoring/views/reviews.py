"""A draft on its way past a second person: sent, commented on line by line, approved or returned."""

from collections.abc import Callable

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.authoring import presenters, queries, service
from lms.authoring.forms import ApproveForm, CommentForm, ReturnForm, SendForm
from lms.authoring.rules.changes import changes
from lms.authoring.rules.reviews import Aspect, reason_not_to_approve, state
from lms.authoring.service import Refused
from lms.authoring.views.blueprint import blueprint, find_course, go_to, line_in
from lms.catalogue.queries import WrittenCourse
from lms.content.revision import fingerprint
from lms.content.workbench import TookTooLong, workbench


@blueprint.route("/courses/<code>/send", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def send_draft(code: str) -> ResponseReturnValue:
    """Send the draft to whoever reviews it, once nothing stops it."""
    course, form = find_course(code), SendForm()
    service.let_others_write()
    report = workbench.check(course.files, code)
    if form.validate_on_submit():
        try:
            if report.stops:
                raise Refused("Something stops this draft. Put it right first.")
            own = workbench.outline(course.files).own_approver
            service.send_for_review(actor=current_actor(), code=code, note=form.note.data, own_approver=own)
            return go_to("show_review", code)
        except Refused as refusal:
            form.refuse(str(refusal))
        except TookTooLong:
            form.refuse("The draft could not be read in time. Send it again.")
    differing = changes(course.live, course.files)
    page = render_template(
        "authoring/send_draft.html", course=course, form=form, report=report, changes=differing,
        problems=presenters.problems(report),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/courses/<code>/review")
@requires(Permission.WRITE_COURSES)
def show_review(code: str) -> ResponseReturnValue:
    """What was sent, line by line, with every comment; and what can be done about it."""
    return _page(find_course(code))


@blueprint.post("/courses/<code>/review/comment")
@requires(Permission.WRITE_COURSES)
def comment(code: str) -> ResponseReturnValue:
    """Say something about a line."""
    course, form, path, line = find_course(code), CommentForm(), request.form.get("path", ""), line_in(request.form)
    if not form.validate_on_submit():
        return _page(course, comment=form, at=(path, line)), 422
    return _do(course, lambda: service.comment(
        actor=current_actor(), code=code, path=path, line=line, words=form.comment.data
    ))  # fmt: skip


@blueprint.post("/courses/<code>/review/approve")
@requires(Permission.WRITE_COURSES)
def approve_draft(code: str) -> ResponseReturnValue:
    """Vouch for one aspect of what was sent; nobody does for their own."""
    course, form = find_course(code), ApproveForm()
    form.offer(tuple(Aspect))
    if not form.validate_on_submit():
        return _page(course, approve=form), 422
    return _do(course, lambda: service.approve(
        actor=current_actor(), code=code, aspect=Aspect(form.aspect.data), words=form.remark.data or ""
    ))  # fmt: skip


@blueprint.post("/courses/<code>/review/return")
@requires(Permission.WRITE_COURSES)
def return_draft(code: str) -> ResponseReturnValue:
    """Give the draft back with the reason; whoever sent it takes it back so."""
    course, form = find_course(code), ReturnForm()
    if not form.validate_on_submit():
        return _page(course, returning=form), 422
    return _do(course, lambda: service.return_draft(actor=current_actor(), code=code, words=form.reason.data))


def _do(course: WrittenCourse, work: Callable[[], None]) -> ResponseReturnValue:
    try:
        work()
    except Refused as refusal:
        return _page(course, refusal=str(refusal)), 422
    return go_to("show_review", course.code)


def _page(course: WrittenCourse, refusal: str = "", **forms: object) -> str:
    me = current_actor().key
    sent, *before = queries.find_reviews(course.course_id) or abort(404)
    wrote, found = queries.writers(course.course_id), changes(course.live, course.files)
    comments = presenters.steps_by_line(sent.steps)
    approve = ApproveForm(formdata=None)
    approve.offer(tuple(each for each in sent.waiting if not reason_not_to_approve(sent, each, me, wrote)))
    usual = {"approve": approve, "returning": ReturnForm(formdata=None), "comment": CommentForm(formdata=None)}
    return render_template(
        "authoring/show_review.html",
        course=course,
        sent=sent,
        before=before,
        state=state(sent, fingerprint(course.files)),
        changes=found,
        comments=comments,
        elsewhere=presenters.steps_elsewhere(comments, found),
        me=me,
        own=me == sent.sent_by or me in wrote,
        refusal=refusal,
        **{**usual, "at": None, **forms},
    )
