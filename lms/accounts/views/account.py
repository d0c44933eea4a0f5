"""A person's own account: name, password, wishes, and who has opened their record."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.accounts.forms import WRONG_PASSWORD, ChangePasswordForm, NameForm, WishesForm
from lms.accounts.presenters import reading_rows
from lms.accounts.queries.people import find_person, named_readings_of
from lms.accounts.service import passwords, profile
from lms.accounts.service.sessions import check_password
from lms.accounts.service.throttle import TooManyTries
from lms.accounts.views.blueprint import blueprint, go_to, network_address
from lms.web.forms import Form


@blueprint.get("/account")
@signed_in
def show_account() -> ResponseReturnValue:
    """Everything that is kept about the account, and where to change it."""
    actor = current_actor()
    return render_template("accounts/show_account.html", person=find_person(actor.person_id), actor=actor)


@blueprint.route("/account/name", methods=["GET", "POST"])
@signed_in
def change_name() -> ResponseReturnValue:
    """Change the name that others see from now on."""
    form = NameForm(name=current_actor().name)
    if form.validate_on_submit():
        profile.change_name(owner=current_actor().person_id, name=form.name.data)
        return go_to("accounts.show_account")
    return render_template("accounts/change_name.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/account/password", methods=["GET", "POST"])
@signed_in
def change_password() -> ResponseReturnValue:
    """Change the password; every other session ends."""
    actor = current_actor()
    form = ChangePasswordForm(of_email=actor.email, of_name=actor.name)
    if form.validate_on_submit() and knows_password(form):
        passwords.change_password(owner=actor.person_id, password=form.password.data, kept_session_id=actor.session_id)
        return go_to("accounts.show_account")
    return render_template("accounts/change_password.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/account/wishes", methods=["GET", "POST"])
@signed_in
def change_wishes() -> ResponseReturnValue:
    """Switch off being listed, reminders, and the checking of certificates."""
    person = find_person(current_actor().person_id) or abort(404)
    form = WishesForm(obj=person, unlisted=not person.listed)
    if form.validate_on_submit():
        wishes = {"reminders": form.reminders.data, "certificates_checkable": form.certificates_checkable.data}
        profile.change_wishes(owner=person.id, listed=not form.unlisted.data, **wishes)
        return go_to("accounts.show_account")
    return render_template("accounts/change_wishes.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/account/readings")
@signed_in
def show_readings() -> ResponseReturnValue:
    """In which role and month somebody opened a list that names this person."""
    readings = reading_rows(named_readings_of(current_actor().person_id))
    return render_template("accounts/show_readings.html", readings=readings)


def knows_password(form: Form) -> bool:
    """Whether the field `password_now` holds the password of whoever is signed in; if not, the form says so."""
    actor = current_actor()
    try:
        given = request.form.get("password_now", "")
        right = check_password(email=actor.email, password=given, address=network_address())
    except TooManyTries:
        form.refuse("There were too many tries. Wait 15 minutes and try again", "password_now")
        return False
    if not right:
        form.refuse(WRONG_PASSWORD, "password_now")
    return right
