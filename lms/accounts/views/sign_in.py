"""The home page, signing in and out, and leaving quickly."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.access import Actor, public
from lms.accounts.forms import SignInForm
from lms.accounts.queries import find_session_actor
from lms.accounts.rules.sign_in import way_back
from lms.accounts.service import sessions
from lms.accounts.service.throttle import TooManyTries
from lms.accounts.views.blueprint import blueprint, network_address
from lms.log import get_logger
from lms.settings import current
from lms.web import replay, session

NO_MATCH = "Your email address and password do not match an account. Check both, or choose a new password"
log = get_logger("accounts")
TOO_MANY = "There were too many tries. Wait 15 minutes, or choose a new password"


@blueprint.get("/")
@public
def show_home() -> ResponseReturnValue:
    """What this is, and the way in; for somebody signed in, their learning."""
    if current_user.is_authenticated:
        return redirect(url_for("learning.show_learning"), 303)
    return render_template("accounts/show_home.html", form=SignInForm())


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in and go on with what was going on before."""
    form = SignInForm(next=way_back(request.values.get("next", "")) or "")
    if request.method == "GET" or "password" not in request.form:
        return render_template("accounts/sign_in.html", form=form)
    status = 422
    if form.validate():
        try:
            if token := _new_session(form):
                return _enter(token, form)
            form.refuse(NO_MATCH, "email")
        except TooManyTries:
            form.refuse(TOO_MANY, "email")
            status = 429
    return render_template("accounts/sign_in.html", form=form), status


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End the session here."""
    if current_user.is_authenticated:
        sessions.end_session(owner=current_user.person_id, session_id=current_user.session_id)
    session.close()
    return redirect(url_for("accounts.show_home"), 303)


@blueprint.get("/exit")
@public
def leave() -> ResponseReturnValue:
    """Leave at once: end the session, empty the browser's memory of it, and go somewhere neutral."""
    try:
        if current_user.is_authenticated:
            sessions.leave(owner=current_user.person_id, session_id=current_user.session_id)
    except Exception as error:  # whatever is wrong here, nobody is kept on this page
        log.warning("session_not_ended", error=type(error).__name__)
    session.close()
    response = Response(status=303, headers={"Location": current().exit_url})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _new_session(form: SignInForm) -> str | None:
    return sessions.sign_in(
        email=form.address,
        password=form.password.data,
        address=network_address(),
        user_agent=request.headers.get("User-Agent", ""),
    )


def _enter(token: str, form: SignInForm) -> ResponseReturnValue:
    actor = find_session_actor(token)
    assert actor is not None  # it was made a moment ago, in this transaction
    _end_old_session()
    session.open_for(actor)
    return _resumed(form, actor) or redirect(way_back(form.next.data or "") or url_for("learning.show_learning"), 303)


def _end_old_session() -> None:
    if current_user.is_authenticated:
        sessions.end_session(owner=current_user.person_id, session_id=current_user.session_id)


def _resumed(form: SignInForm, actor: Actor) -> Response | None:
    return replay.resume(form.replay.data, actor) if form.replay.data else None
