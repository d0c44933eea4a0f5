"""Choosing a new password when the old one is forgotten."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.access import public
from lms.accounts.forms import NewPasswordForm, ResetForm
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service import passwords
from lms.accounts.service.links import find_link
from lms.accounts.views.blueprint import LINK, blueprint, dead_link, go_to, network_address


@blueprint.route("/reset", methods=["GET", "POST"])
@public
def request_reset() -> ResponseReturnValue:
    """Ask for a link. The answer is the same whether or not there is an account."""
    form = ResetForm()
    if form.validate_on_submit():
        passwords.request_reset(email=form.address, address=network_address())
        return go_to("accounts.show_reset_sent")
    return render_template("accounts/request_reset.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/reset/check-your-email")
@public
def show_reset_sent() -> ResponseReturnValue:
    """Where to look for the link."""
    return render_template("accounts/show_reset_sent.html")


@blueprint.route(f"/reset/{LINK}", methods=["GET", "POST"])
@public
def reset_password(token: str) -> ResponseReturnValue:
    """Choose a new password; everybody who was signed in to the account is signed out."""
    link = find_link(token, TokenPurpose.RESET)
    if link is None:
        return dead_link()
    form = NewPasswordForm(of_email=link.email)
    if form.validate_on_submit():
        done = passwords.reset_password(token=token, password=form.password.data)
        return go_to("accounts.show_reset_done") if done else dead_link()
    return render_template("accounts/reset_password.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/reset/done")
@public
def show_reset_done() -> ResponseReturnValue:
    """The new password can be used."""
    return render_template("accounts/show_reset_done.html")
