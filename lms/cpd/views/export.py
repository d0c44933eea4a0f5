"""The record as a file. What it holds is never stored: it goes to the one who asks, and is forgotten."""

from flask import request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import current_actor, signed_in
from lms.cpd import exports
from lms.cpd.forms import ExportForm, usual_period
from lms.cpd.pdf.child import CannotDraw, draw_within
from lms.cpd.queries import entries
from lms.cpd.queries.entries import Profile
from lms.cpd.queries.learnt import learnt
from lms.cpd.rules.regulators import LAYOUTS, Regulator
from lms.cpd.rules.sheet import Sheet
from lms.cpd.views.blueprint import blueprint, owner, page_of
from lms.web.downloads import send_bytes, send_csv

NOT_ALL = "Part of your record cannot be read just now. Nothing is lost: try again later, or export without it"
NOT_DRAWN = "The PDF could not be made just now. Try again in a minute, or take the CSV"


@blueprint.route("/record/export", methods=["GET", "POST"])
@signed_in
def export_record() -> ResponseReturnValue:
    """Choose the regulator, the time and what is in it; the button says which kind of file."""
    profile = entries.profile(owner())
    period = usual_period(profile.regulator, clock.today())
    form = ExportForm(regulator=profile.regulator.value, first=period.first, last=period.last)
    if form.validate_on_submit() and (sheet := _sheet(form, profile)):
        if request.form.get("file") == "csv":
            return send_csv(exports.record_lines(sheet), "record.csv")
        try:
            return send_bytes(draw_within(sheet), "record.pdf", "application/pdf")
        except CannotDraw:
            form.refuse(NOT_DRAWN)
    return page_of("cpd/export_record.html", form)


def _sheet(form: ExportForm, profile: Profile) -> Sheet | None:
    """The record as it is asked for; None, and the form says so, where part of it cannot be read."""
    chosen = exports.wanted(entries.entries(owner()), reflections=form.reflections.data, notes=form.notes.data)
    if not profile.is_readable or any(each.content is None for each in chosen):
        form.refuse(NOT_ALL)
        return None
    return exports.record_sheet(
        LAYOUTS[Regulator(form.regulator.data)], name=current_actor().name, profile=profile, period=form.period,
        made_on=clock.today(), learnt=learnt(owner()), entries=chosen,
    )  # fmt: skip
