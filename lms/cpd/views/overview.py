"""The record as a whole, and whose register somebody is on."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.cpd.forms import SettingsForm
from lms.cpd.presenters import record
from lms.cpd.queries import entries
from lms.cpd.queries.learnt import learnt
from lms.cpd.rules.regulators import Regulator
from lms.cpd.rules.sealing import Unreadable
from lms.cpd.service import writing
from lms.cpd.views.blueprint import UNREADABLE, blueprint, go_to, owner, page_of


@blueprint.get("/record")
@signed_in
def show_record() -> ResponseReturnValue:
    """What was learnt, for how long, and what was written."""
    profile = entries.profile(owner())
    return render_template(
        "cpd/show_record.html",
        courses=record.learnt_courses(learnt(owner())),
        written=record.entry_rows(entries.entries(owner())),
        deleted=record.entry_rows(entries.deleted_entries(owner())),
        regulator=record.regulator_name(profile),
        profile=profile,
    )


@blueprint.route("/record/settings", methods=["GET", "POST"])
@signed_in
def change_settings() -> ResponseReturnValue:
    """Whose register somebody is on: nobody else sees it."""
    profile = entries.profile(owner())
    form = SettingsForm(regulator=profile.regulator.value, number=profile.number)
    if form.validate_on_submit():
        regulator, number = Regulator(form.regulator.data), form.number.data or ""
        try:
            writing.change_profile(actor=current_actor(), regulator=regulator, number=number)
            return go_to("show_record")
        except Unreadable:
            form.refuse(UNREADABLE)
    return page_of("cpd/change_settings.html", form, profile=profile)
