"""Error pages: neutral, and they say what to do. Nothing here needs the database or a session."""

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from lms.db.base import db
from lms.db.transaction import SAFE_METHODS
from lms.log import get_logger
from lms.web import replay
from lms.web.session import take_back

PAGES = frozenset({400, 404, 405, 410, 413, 429, 500, 503})
log = get_logger("web")


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(CSRFError, ask_to_send_again)
    app.register_error_handler(OperationalError, ask_for_patience)
    app.register_error_handler(TimeoutError, ask_for_patience)


def show_error(error: HTTPException) -> Response:
    """The page for this status; 403 answers as 404, so that nobody learns what exists."""
    if error.response is not None:
        return make_response(error.response)
    code = 404 if error.code == 403 else error.code or 500
    g.nobody = code >= 500
    g.is_error = True  # none of the menu's pages: what does not exist and what is refused look the same
    page = render_template(f"errors/{code if code in PAGES else 400}.html")
    response = make_response(page, code)
    for name, value in error.get_headers():
        if name.lower() in {"retry-after", "allow"}:
            response.headers[name] = value
    return response


def ask_to_send_again(error: CSRFError) -> Response:
    """A form whose token is too old, or was made before signing in: what was typed is shown again to send."""
    return replay.offer(replay.Reason.STALE_FORM)


def ask_for_patience(error: Exception) -> Response:
    """The database cannot take this just now (locked, full, restarting): 503, and nothing typed is lost."""
    db.session.rollback()
    take_back()
    g.nobody = True
    log.warning("database_unavailable", method=request.method, error=type(error).__name__)
    if request.method not in SAFE_METHODS:
        return replay.offer(replay.Reason.BUSY)
    response = make_response(render_template("errors/503.html"), 503)
    response.headers["Retry-After"] = "5"
    return response
