"""Moving an account to another e-mail address."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.access import current_actor, public, signed_in
from lms.accounts.forms import ButtonForm, ChangeEmailForm
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service import profile
from lms.accounts.service.links import find_link
from lms.accounts.views.account import knows_password
from lms.accounts.views.blueprint import LINK, blueprint, dead_link, go_to, network_address


@blueprint.route("/account/email", methods=["GET", "POST"])
@signed_in
def change_email() -> ResponseReturnValue:
    """Ask for a link at the new address."""
    form = ChangeEmailForm()
    if form.validate_on_submit() and knows_password(form):
        owner = current_actor().person_id
        profile.request_new_email(owner=owner, email=form.address, address=network_address())
        return go_to("accounts.show_new_email_sent")
    return render_template("accounts/change_email.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/account/email/check-your-email")
@signed_in
def show_new_email_sent() -> ResponseReturnValue:
    """Where to look for the link."""
    return render_template("accounts/show_new_email_sent.html")


@blueprint.route(f"/confirm-email/{LINK}", methods=["GET", "POST"])
@public
def confirm_new_email(token: str) -> ResponseReturnValue:
    """The button makes the new address the one to sign in with."""
    link = find_link(token, TokenPurpose.CHANGE_EMAIL)
    if link is None:
        return dead_link()
    form = ButtonForm()
    if form.validate_on_submit():
        changed = profile.confirm_new_email(token=token)
        return go_to("accounts.show_email_changed") if changed else dead_link()
    return render_template("accounts/confirm_new_email.html", form=form, email=link.email)


@blueprint.get("/confirm-email/done")
@public
def show_email_changed() -> ResponseReturnValue:
    """The new address can be used."""
    return render_template("accounts/show_email_changed.html")
