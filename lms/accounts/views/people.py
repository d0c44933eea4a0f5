"""The people of an organisation, as its managers and administrators see them. Each reading is recorded."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.accounts.forms import AddMembershipForm, FindPersonForm
from lms.accounts.presenters import member_rows, membership_rows
from lms.accounts.queries.people import NamedMember, find_member, find_person_in, memberships_of
from lms.accounts.queries.people import find_person_by_email as by_email
from lms.accounts.service import memberships, readings
from lms.accounts.views.blueprint import blueprint, go_to
from lms.organisations.presenters import place_choices
from lms.organisations.queries import find_organisation, organisation_tree, scope_for

NOBODY = "Nobody signs in with this email address. Check it, or ask them to register"


@blueprint.get("/organisations/<int:organisation_id>/people")
@requires(Permission.SEE_PEOPLE)
def list_people(organisation_id: int) -> ResponseReturnValue:
    """Who works here, and who asks to be confirmed."""
    actor = current_actor()
    scope = scope_for(actor, Permission.SEE_PEOPLE)
    organisation = find_organisation(scope, organisation_id) or abort(404)
    named = readings.read_named_list(actor=actor, scope=scope, organisation=organisation)
    with_email = actor.may(Permission.SEE_EMAIL_ADDRESSES)
    members = member_rows(named.members, with_email=with_email)
    requests = member_rows(named.requests, with_email=with_email, asking=True)
    return render_template("accounts/list_people.html", organisation=organisation, members=members, requests=requests)


@blueprint.post("/organisations/<int:organisation_id>/people/<int:membership_id>/confirm")
@requires(Permission.CONFIRM_MEMBERSHIPS)
def confirm_membership(organisation_id: int, membership_id: int) -> ResponseReturnValue:
    """Answer a request with yes."""
    memberships.confirm_membership(actor=current_actor(), member=_member(organisation_id, membership_id))
    return go_to("accounts.list_people", organisation_id=organisation_id)


@blueprint.post("/organisations/<int:organisation_id>/people/<int:membership_id>/decline")
@requires(Permission.CONFIRM_MEMBERSHIPS)
def decline_membership(organisation_id: int, membership_id: int) -> ResponseReturnValue:
    """Answer a request with no."""
    memberships.decline_membership(actor=current_actor(), member=_member(organisation_id, membership_id))
    return go_to("accounts.list_people", organisation_id=organisation_id)


@blueprint.post("/organisations/<int:organisation_id>/people/<int:membership_id>/end")
@requires(Permission.CONFIRM_MEMBERSHIPS)
def end_membership(organisation_id: int, membership_id: int) -> ResponseReturnValue:
    """Somebody works here no more."""
    memberships.end_membership(actor=current_actor(), member=_member(organisation_id, membership_id))
    return go_to("accounts.list_people", organisation_id=organisation_id)


@blueprint.route("/people", methods=["GET", "POST"])
@requires(Permission.SEE_EMAIL_ADDRESSES)
def find_person() -> ResponseReturnValue:
    """Look one account up by its whole address; there is no list to look through."""
    form = FindPersonForm()
    if form.validate_on_submit():
        if person := by_email(form.address):
            return go_to("accounts.show_person", key=person.key)
        form.refuse(NOBODY, "email")
    return render_template("accounts/find_person.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/people/<string(length=32):key>", methods=["GET", "POST"])
@requires(Permission.SEE_EMAIL_ADDRESSES)
def show_person(key: str) -> ResponseReturnValue:
    """One account: name, address, and where it belongs; an administrator can add it to an organisation."""
    actor = current_actor()
    scope = scope_for(actor, Permission.SEE_EMAIL_ADDRESSES)
    person = find_person_in(scope, key) or abort(404)
    form = AddMembershipForm()
    form.organisation_id.choices = [(0, "Select an organisation"), *place_choices(organisation_tree(scope))]
    if form.validate_on_submit():
        chosen, staff_group = form.organisation_id.data, form.staff_group.data
        memberships.add_membership(actor=actor, person=person, organisation_id=chosen, staff_group=staff_group)
        return go_to("accounts.show_person", key=key)
    readings.read_record(actor=actor, person_id=person.id)
    rows = membership_rows(memberships_of(person.id))
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/show_person.html", person=person, form=form, memberships=rows), status


def _member(organisation_id: int, membership_id: int) -> NamedMember:
    scope = scope_for(current_actor(), Permission.CONFIRM_MEMBERSHIPS)
    organisation = find_organisation(scope, organisation_id) or abort(404)
    return find_member(scope, organisation, membership_id) or abort(404)
