"""The pages about the service itself, and staying signed in."""

from flask import Blueprint, Response, redirect, render_template
from flask.typing import ResponseReturnValue

from lms.access import public, signed_in
from lms.web.replay import wants_json

blueprint = Blueprint("web", __name__)


@blueprint.get("/leaving")
@public
def show_leaving() -> ResponseReturnValue:
    """What leaving the page hides, and what it does not."""
    return render_template("web/show_leaving.html")


@blueprint.get("/accessibility")
@public
def show_accessibility() -> ResponseReturnValue:
    """What has been checked, by whom, and what has not."""
    return render_template("web/show_accessibility.html")


@blueprint.get("/privacy")
@public
def show_privacy() -> ResponseReturnValue:
    """Who sees what, in plain words."""
    return render_template("web/show_privacy.html")


@blueprint.get("/contact")
@public
def show_contact() -> ResponseReturnValue:
    """Whom to write to."""
    return render_template("web/show_contact.html")


@blueprint.post("/stay-signed-in")
@signed_in
def stay_signed_in() -> ResponseReturnValue:
    """Nothing but a sign that the person is still there; every request of theirs is one."""
    return Response(status=204) if wants_json() else redirect("/", 303)
