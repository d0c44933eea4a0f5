"""Who holds which role, giving one and taking it away."""

from contextlib import suppress

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import Permission, Role, current_actor, requires
from lms.accounts.forms import GrantForm
from lms.accounts.presenters import grant_lines
from lms.accounts.queries.people import find_grant
from lms.accounts.service import grants, readings
from lms.accounts.service.grants import GrantDetails
from lms.accounts.views.blueprint import blueprint, go_to
from lms.organisations.presenters import place_choices
from lms.organisations.queries import organisation_tree, scope_for
from lms.organisations.service import Refused


@blueprint.get("/grants")
@requires(Permission.GRANT_ROLES)
def list_grants() -> ResponseReturnValue:
    """Every role held today or to come."""
    actor = current_actor()
    held = readings.read_grants(actor=actor, scope=scope_for(actor, Permission.GRANT_ROLES))
    return render_template("accounts/list_grants.html", grants=grant_lines(held, own_id=actor.person_id))


@blueprint.route("/grants/new", methods=["GET", "POST"])
@requires(Permission.GRANT_ROLES)
def grant() -> ResponseReturnValue:
    """Give a role to somebody with an account."""
    form = GrantForm(starts_on=clock.today())
    _offer_choices(form)
    if form.validate_on_submit():
        try:
            grants.grant(actor=current_actor(), email=form.address, details=_details(form))
            return go_to("accounts.list_grants")
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    return render_template("accounts/grant.html", form=form), 422 if form.is_submitted() else 200


@blueprint.post("/grants/<int:grant_id>/withdraw")
@requires(Permission.GRANT_ROLES)
def withdraw_grant(grant_id: int) -> ResponseReturnValue:
    """Take a role away at once. One's own stays, so that somebody can always grant: the list has no button for it."""
    actor = current_actor()
    row = find_grant(scope_for(actor, Permission.GRANT_ROLES), grant_id) or abort(404)
    with suppress(Refused):
        grants.withdraw_grant(actor=actor, row=row)
    return go_to("accounts.list_grants")


def _offer_choices(form: GrantForm) -> None:
    everything = scope_for(current_actor(), Permission.GRANT_ROLES)
    form.organisation_id.choices = [(0, "The whole service"), *place_choices(organisation_tree(everything))]


def _details(form: GrantForm) -> GrantDetails:
    return GrantDetails(
        role=Role(form.role.data),
        organisation_id=form.organisation_id.data or None,
        starts_on=form.starts_on.data or clock.today(),
        ends_on=form.ends_on.data,
    )
