"""Where a person works: joining, asking to join, changing what they work as, leaving."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.accounts.forms import AskToJoinForm, ButtonForm, FindOrganisationForm, JoinForm, StaffGroupForm
from lms.accounts.presenters import membership_rows, organisation_choices
from lms.accounts.queries.people import find_own_membership, find_person, memberships_of
from lms.accounts.service import memberships
from lms.accounts.views.blueprint import blueprint, go_to
from lms.organisations.queries import find_name, organisations_matching

NO_CODE = "Enter a join code that works. Codes run out after 90 days: ask your manager for a new one"


@blueprint.get("/account/memberships")
@signed_in
def show_memberships() -> ResponseReturnValue:
    """Every organisation this person works in, worked in, or asks to join."""
    rows = membership_rows(memberships_of(current_actor().person_id))
    return render_template("accounts/show_memberships.html", memberships=rows)


@blueprint.route("/account/memberships/join", methods=["GET", "POST"])
@signed_in
def join() -> ResponseReturnValue:
    """Join with a code, without waiting."""
    form = JoinForm()
    if form.validate_on_submit():
        person = find_person(current_actor().person_id) or abort(404)
        code, staff_group = form.join_code.data, form.staff_group.data
        if memberships.join_by_code(person=person, code=code, staff_group=staff_group):
            return go_to("accounts.show_memberships")
        form.refuse(NO_CODE, "join_code")
    return render_template("accounts/join.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/account/memberships/find", methods=["GET", "POST"])
@signed_in
def find_organisation() -> ResponseReturnValue:
    """Look for an organisation to ask. By POST, so that no address holds its name."""
    form = FindOrganisationForm()
    if not form.validate_on_submit():
        return render_template("accounts/find_organisation.html", form=form), 422 if form.is_submitted() else 200
    found = organisations_matching(form.organisation.data)
    if not found:
        form.refuse("We cannot find it. Check the spelling, or try its ODS code", "organisation")
        return render_template("accounts/find_organisation.html", form=form), 422
    ask = AskToJoinForm(formdata=None, organisation=form.organisation.data)
    ask.organisation_id.choices = organisation_choices(found)
    return render_template("accounts/ask_to_join.html", form=ask)


@blueprint.post("/account/memberships/ask")
@signed_in
def ask_to_join() -> ResponseReturnValue:
    """Ask an organisation's manager to confirm that this person works there."""
    form = AskToJoinForm()
    form.organisation_id.choices = organisation_choices(organisations_matching(form.organisation.data))
    if form.validate():
        person = find_person(current_actor().person_id) or abort(404)
        chosen, staff_group = form.organisation_id.data, form.staff_group.data
        memberships.request_membership(person=person, organisation_id=chosen, staff_group=staff_group)
        return go_to("accounts.show_memberships")
    return render_template("accounts/ask_to_join.html", form=form), 422


@blueprint.route("/account/memberships/<int:membership_id>/staff-group", methods=["GET", "POST"])
@signed_in
def change_staff_group(membership_id: int) -> ResponseReturnValue:
    """Work as something else in the same organisation."""
    owner = current_actor().person_id
    membership = find_own_membership(owner, membership_id) or abort(404)
    form = StaffGroupForm(staff_group=membership.staff_group)
    if form.validate_on_submit():
        memberships.change_staff_group(owner=owner, membership_id=membership_id, staff_group=form.staff_group.data)
        return go_to("accounts.show_memberships")
    return render_template("accounts/change_staff_group.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/account/memberships/<int:membership_id>/leave", methods=["GET", "POST"])
@signed_in
def leave_organisation(membership_id: int) -> ResponseReturnValue:
    """Leave an organisation, or take a request back; the button does it."""
    owner = current_actor().person_id
    form = ButtonForm()
    if form.validate_on_submit():
        memberships.leave_organisation(owner=owner, membership_id=membership_id) or abort(404)
        return go_to("accounts.show_memberships")
    membership = find_own_membership(owner, membership_id) or abort(404)
    name = find_name(membership.organisation_id)
    return render_template("accounts/leave_organisation.html", form=form, organisation=name)
