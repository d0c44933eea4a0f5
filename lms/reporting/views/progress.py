"""How far each person of an organisation is, for its managers. Every reading is recorded and shown to them."""

from typing import TYPE_CHECKING

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, Scope, current_actor, requires
from lms.content.schema import STAFF_GROUPS
from lms.organisations.queries import find_organisation, scope_for
from lms.reporting import exports
from lms.reporting.presenters.people import people_rows
from lms.reporting.queries import counts
from lms.reporting.queries.names import Wanted
from lms.reporting.rules.words import STATUSES, Status
from lms.reporting.service import lists
from lms.reporting.views import blueprint as shared
from lms.reporting.views.blueprint import blueprint
from lms.web.downloads import send_csv

if TYPE_CHECKING:
    from lms.organisations.models import Organisation


@blueprint.get("/organisations/<int:organisation_id>/progress")
@requires(Permission.SEE_PROGRESS)
def list_progress(organisation_id: int) -> ResponseReturnValue:
    """Names with staff group and status, 50 at a time."""
    scope, organisation = _here(organisation_id)
    courses = counts.courses()
    course, wanted = shared.chosen_course(courses), _wanted(organisation_id)
    words = {"organisation": organisation, "wanted": wanted, "courses": courses, "course": course}
    choices = {"groups": STAFF_GROUPS, "statuses": STATUSES}
    if course is None:
        return render_template("reporting/list_progress.html", page=None, **words, **choices)
    name = organisation.name
    page = lists.read_progress(actor=current_actor(), scope=scope, wanted=wanted, course=course)
    people = people_rows(page.people)
    return render_template("reporting/list_progress.html", page=page, people=people, name=name, **words, **choices)


@blueprint.get("/organisations/<int:organisation_id>/progress/csv")
@requires(Permission.SEE_PROGRESS)
def export_progress(organisation_id: int) -> ResponseReturnValue:
    """The same list, whole, as a file."""
    scope, _ = _here(organisation_id)
    course = shared.chosen_course(counts.courses()) or abort(404)
    people = lists.export_progress(actor=current_actor(), scope=scope, wanted=_wanted(organisation_id), course=course)
    return send_csv(exports.progress_lines(people, course), "people.csv")


def _here(organisation_id: int) -> "tuple[Scope, Organisation]":
    scope = scope_for(current_actor(), Permission.SEE_PROGRESS)
    return scope, find_organisation(scope, organisation_id) or abort(404)


def _wanted(organisation_id: int) -> Wanted:
    group, status = request.args.get("group", ""), request.args.get("status", "")
    if group not in {"", *STAFF_GROUPS} or status not in {"", *STATUSES}:
        abort(404)
    after = request.args.get("after", 0, type=int)
    return Wanted(organisation_id, group, Status(status) if status else None, max(0, after))
