"""Where a person is signed in, and ending it."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.accounts.presenters import session_rows
from lms.accounts.queries.sessions import open_sessions
from lms.accounts.service import sessions
from lms.accounts.views.blueprint import blueprint, go_to


@blueprint.get("/account/sessions")
@signed_in
def show_sessions() -> ResponseReturnValue:
    """Every browser that is signed in to this account."""
    actor = current_actor()
    limits = {"idle_minutes": actor.idle_minutes, "longest_hours": actor.longest_hours}
    rows = session_rows(open_sessions(actor.person_id, **limits), here=actor.session_id)
    return render_template("accounts/show_sessions.html", sessions=rows)


@blueprint.post("/account/sessions/<int:session_id>/end")
@signed_in
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    sessions.end_session(owner=current_actor().person_id, session_id=session_id) or abort(404)
    return go_to("accounts.show_sessions")


@blueprint.post("/account/sessions/end-others")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """Sign every other browser out."""
    actor = current_actor()
    sessions.end_other_sessions(owner=actor.person_id, kept_id=actor.session_id)
    return go_to("accounts.show_sessions")
