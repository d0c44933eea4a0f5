"""Where everything begins: what to carry on with, and every course."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.learning import queries, service
from lms.learning.presenters import my_learning
from lms.learning.presenters.kept import kept_rows
from lms.learning.views.blueprint import blueprint, owner


@blueprint.get("/learning")
@signed_in
def show_learning() -> ResponseReturnValue:
    """What to carry on with, and every course."""
    studies, groups = queries.course_studies(owner()), current_actor().staff_groups
    return render_template(
        "learning/show_learning.html",
        carry_on=my_learning.carry_on(studies, groups),
        sections=my_learning.sections(studies, groups),
        kept=kept_rows(queries.kept_pages(owner()), studies),
    )


@blueprint.post("/kept-pages/remove")
@signed_in
def remove_kept_page() -> ResponseReturnValue:
    """Take a page off the list of those that are kept; sent again, it finds nothing to do."""
    service.remove_kept_page(actor=current_actor(), kept_id=request.form.get("kept", 0, type=int))
    return redirect(url_for("learning.show_learning", _anchor="kept"), 303)


@blueprint.post("/learning/<code>")
@signed_in
def complete_course(code: str) -> ResponseReturnValue:
    """Finish a course whose last module was passed before it came to be the last that is asked for."""
    try:
        completion = service.complete_course(actor=current_actor(), code=code)
    except LookupError:
        abort(404)
    if completion is None:
        return redirect(url_for("learning.show_learning"), 303)
    return redirect(url_for("certificates.confirm_name", code=code), 303)
