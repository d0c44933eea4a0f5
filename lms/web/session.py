"""Signed-in sessions: flask-login over a store that app.py hands in, because the rows belong to a room above.

The one cookie is signed and holds the session's token, the form token and the random key of the person (so that
typed text can be sealed to them when the session has ended). An anonymous visitor has no row.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, g, redirect, request, session, url_for
from flask.sessions import NullSession, SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, current_user, login_user

from lms import clock
from lms.access import Actor
from lms.db.transaction import SAFE_METHODS, own_transaction
from lms.log import get_logger
from lms.web import replay

TOUCH_EVERY = timedelta(minutes=1)
log = get_logger("web")


Find = Callable[[str], Actor | None]  # the person of a token whose session has not ended, in one statement
Touch = Callable[[int, datetime], None]  # note on the session's row that the person is still there


class TracelessSessions(SecureCookieSessionInterface):
    """The signed cookie, except on pages that must know nobody: there none is read and none is set."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def open_session(self, app: Flask, request: Request) -> Any:
        """An empty session on a traceless page."""
        return NullSession() if request.path in self.paths else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie only where it changed."""
        if not isinstance(session, NullSession):
            super().save_session(app, session, response)


def init_app(app: Flask, find: Find, touch: Touch) -> None:
    """Know who is asking, and note at most once a minute that they are still there."""
    manager = LoginManager()
    manager.session_protection = None  # the session is a row with its own limits; addresses change on a ward
    manager.init_app(app, add_context_processor=False)  # the page of an error must not ask again who it is for
    manager.user_loader(find)
    app.session_interface = TracelessSessions()

    def ask_to_sign_in() -> Any:
        if request.method in SAFE_METHODS:
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
        return replay.offer(replay.Reason.SIGNED_OUT)

    manager.unauthorized_handler(ask_to_sign_in)

    @app.before_request
    def remember_cookie() -> None:
        g.cookie = dict(session)

    @app.after_request
    def note_presence(response: Response) -> Response:
        if g.get("nobody", False) or not _is_activity():
            return response
        if current_user.is_authenticated and clock.now() - current_user.seen_at >= TOUCH_EVERY:
            actor = current_user._get_current_object()
            _touch(touch, actor.session_id)
        return response


def mark_traceless(app: Flask) -> None:
    """Tell the cookie which pages know nobody; call once every room is registered."""
    sessions = app.session_interface
    assert isinstance(sessions, TracelessSessions)
    sessions.paths = {
        rule.rule for rule in app.url_map.iter_rules() if getattr(app.view_functions[rule.endpoint], "traceless", False)
    }


def open_for(actor: Actor) -> None:
    """Carry this signed-in session in the cookie; whatever the cookie held before is dropped."""
    session.clear()
    g.pop("csrf_token", None)  # a form drawn in this same request needs the token of the new cookie
    session[replay.PERSON_KEY] = actor.key
    login_user(actor)


def close() -> None:
    """Forget everything that the cookie held, without asking the database whose it was."""
    session.clear()


def take_back() -> None:
    """Put the cookie back as it came: what this request meant to keep was not stored, so a session that it has opened
    does not exist, and the form that was sent must still be good for being sent again."""
    if "cookie" in g and not isinstance(session, NullSession):
        session.clear()
        session.update(g.cookie)
        g.pop("csrf_token", None)


def _touch(touch: Touch, session_id: int) -> None:
    """The request is done and committed: a database that is busy now takes nothing of its answer away."""
    try:
        with own_transaction():
            touch(session_id, clock.now())
    except Exception as error:
        log.warning("presence_not_noted", error=type(error).__name__)


def _is_activity() -> bool:
    """A page opened or something sent; not a static file, a check-up, or a script asking in the background."""
    if request.endpoint is None or isinstance(session, NullSession):
        return False
    in_background = request.headers.get("Sec-Fetch-Dest") == "empty" and request.method in SAFE_METHODS
    return not in_background and "_user_id" in session
