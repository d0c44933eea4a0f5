"""How long a module took."""

from flask import abort
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.cpd.forms import TimeForm
from lms.cpd.presenters.record import row
from lms.cpd.queries.learnt import get_learnt
from lms.cpd.rules.time import longest_minutes
from lms.cpd.service.time import change_time as say_time
from lms.cpd.views.blueprint import blueprint, go_to, owner, page_of


@blueprint.route("/record/time/<int:completion_id>", methods=["GET", "POST"])
@signed_in
def change_time(completion_id: int) -> ResponseReturnValue:
    """Say how long a module took; what the course counts stays beside it."""
    try:
        learnt = get_learnt(owner(), completion_id)
    except LookupError:
        abort(404)
    most = longest_minutes(learnt.counted)
    form = TimeForm(minutes=learnt.counted if learnt.own is None else learnt.own, most=most)
    if form.validate_on_submit():
        say_time(actor=current_actor(), completion_id=completion_id, minutes=int(form.minutes.data))
        return go_to("show_record")
    return page_of("cpd/change_time.html", form, module=row(learnt), most=most)
