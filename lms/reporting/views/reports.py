"""Who a course has reached: a board, its organisations, its staff groups, its months. Counts alone."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.reporting import exports
from lms.reporting.presenters.report import organisation_page, report_page
from lms.reporting.queries import counts
from lms.reporting.queries.counts import Asked
from lms.reporting.rules.words import Level
from lms.reporting.service import lists
from lms.reporting.views import blueprint as shared
from lms.reporting.views.blueprint import blueprint
from lms.web.downloads import send_csv


@blueprint.get("/reports")
@requires(Permission.SEE_COUNTS)
def show_report() -> ResponseReturnValue:
    """The board as a whole, its places, organisations, staff groups, modules and months."""
    scope = shared.scope()
    asked, choices = shared.asked(scope)
    if asked is None:
        return render_template("reporting/show_report.html", page=None, **choices)
    by_month = counts.by_month(scope, asked, Level.AREA, asked.board_id)
    page = report_page(asked.course.course, counts.report(scope, asked), by_month, counts.place_report(scope, asked))
    return render_template("reporting/show_report.html", page=page, asked=asked, **choices)


@blueprint.get("/reports/organisations/<int:organisation_id>")
@requires(Permission.SEE_COUNTS)
def show_organisation(organisation_id: int) -> ResponseReturnValue:
    """One organisation, or several small ones together: by status, staff group, module and month."""
    scope = shared.scope()
    course = shared.chosen_course(counts.courses()) or abort(404)
    together = request.args.get("together", "")
    found = counts.find_unit(scope, course.course_id, organisation_id, together) or abort(404)
    board = next((each for each in counts.boards(scope) if each[0] == found[0]), None) or abort(404)
    asked = Asked(board_id=board[0], board=board[1], course=course, as_at=found[1])
    rows = counts.organisation_report(scope, asked, organisation_id, together)
    by_month = counts.by_month(scope, asked, Level.UNIT, organisation_id, together)
    page = organisation_page(course.course, rows, by_month)
    return render_template("reporting/show_organisation.html", page=page, asked=asked)


@blueprint.get("/reports/csv")
@requires(Permission.SEE_COUNTS)
def export_report() -> ResponseReturnValue:
    """Everything that the board's pages show, as a file: the same counts, with the same ones hidden."""
    scope = shared.scope()
    asked = shared.asked(scope)[0] or abort(404)
    lists.record_export(actor=current_actor(), asked=asked)
    found = counts.everything_shown(scope, asked)
    return send_csv(exports.report_lines(found, asked.course), f"report-{asked.as_at.isoformat()}.csv")
