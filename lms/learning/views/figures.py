"""The numbers and the sources of a whole course."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import signed_in
from lms.catalogue.queries import get_live_course
from lms.learning.presenters.figures import figure_rows, source_rows
from lms.learning.views.blueprint import blueprint


@blueprint.get("/learning/<code>/figures")
@signed_in
def show_figures(code: str) -> ResponseReturnValue:
    """Every number that the course teaches, with its caveat, and every source."""
    try:
        course = get_live_course(code).course
    except LookupError:
        abort(404)
    return render_template(
        "learning/show_figures.html", course=course, figures=figure_rows(course), sources=source_rows(course)
    )
