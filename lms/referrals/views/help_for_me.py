"""The page for staff who need help themselves: it sets no cookie, reads no session and writes nothing."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.access import only_reads, traceless
from lms.referrals.forms import WhoForm
from lms.referrals.views.blueprint import blueprint


@blueprint.route("/help-for-me", methods=["GET", "POST"])
@traceless
@only_reads
def show_help_for_me() -> ResponseReturnValue:
    """National services and first steps; a choice comes by POST, so that no address carries it."""
    form = WhoForm()
    is_sent = request.method == "POST"
    who = form.who.data if is_sent and form.validate() else None
    return render_template("referrals/show_help_for_me.html", form=form, who=who), 422 if is_sent and not who else 200
