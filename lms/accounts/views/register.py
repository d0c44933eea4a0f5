"""Registering, and confirming the address that was registered."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.access import public
from lms.accounts.forms import NewPasswordForm, RegisterForm
from lms.accounts.rules.sign_in import TokenPurpose
from lms.accounts.service import registration
from lms.accounts.service.links import find_link
from lms.accounts.service.registration import Registration
from lms.accounts.views.blueprint import LINK, blueprint, dead_link, go_to, network_address
from lms.organisations.queries import find_usable_join_code, organisations_matching
from lms.organisations.rules import clean_join_code

NO_CODE = "Enter a join code that works, or leave this empty and join later. Codes run out after 90 days"
NO_ORGANISATION = "We cannot find one organisation with this name or code. Check it, or leave it empty and ask later"


@blueprint.route("/register", methods=["GET", "POST"])
@public
def register() -> ResponseReturnValue:
    """Ask for an account. The answer is the same whether or not there is one."""
    form = RegisterForm()
    if not form.is_submitted():
        return render_template("accounts/register.html", form=form)
    if form.validate() and (asked := _registration(form)):
        registration.register(registration=asked, address=network_address())
        return go_to("accounts.show_register_sent")
    return render_template("accounts/register.html", form=form), 422


@blueprint.get("/register/check-your-email")
@public
def show_register_sent() -> ResponseReturnValue:
    """Where to look for the link."""
    return render_template("accounts/show_register_sent.html")


@blueprint.route(f"/confirm/{LINK}", methods=["GET", "POST"])
@public
def confirm_registration(token: str) -> ResponseReturnValue:
    """Choose a password; the button makes the account."""
    link = find_link(token, TokenPurpose.REGISTER)
    if link is None:
        return dead_link()
    known = {"email": link.email, "name": link.waiting["name"], "places": registration.places_waiting(link)}
    form = NewPasswordForm(of_email=known["email"], of_name=known["name"])
    if form.validate_on_submit():
        person = registration.confirm_registration(token=token, password=form.password.data)
        return go_to("accounts.show_registered") if person else dead_link()
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/confirm_registration.html", form=form, **known), status


@blueprint.get("/register/done")
@public
def show_registered() -> ResponseReturnValue:
    """The account is ready to be signed in to."""
    return render_template("accounts/show_registered.html")


def _registration(form: RegisterForm) -> Registration | None:
    """What was asked for; None, with the form saying why, when code or organisation lead nowhere."""
    code, named = clean_join_code(form.join_code.data or ""), form.organisation.data or ""
    if code and find_usable_join_code(code) is None:
        form.refuse(NO_CODE, "join_code")
    organisation_id = _one_organisation(named) if named else None
    if named and organisation_id is None:
        form.refuse(NO_ORGANISATION, "organisation")
    if form.errors:
        return None
    return Registration(
        email=form.address,
        name=form.name.data,
        staff_group=form.staff_group.data,
        join_code=code,
        organisation_id=organisation_id,
    )


def _one_organisation(text: str) -> int | None:
    found = organisations_matching(text)
    exact = [one for one in found if text.casefold() in (one.name.casefold(), (one.ods_code or "").casefold())]
    best = exact or found
    return best[0].id if len(best) == 1 else None
