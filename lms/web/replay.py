"""The replay page: what was posted is carried, sealed to the person, over an ended session, a stale form or a
database that cannot take a write, so that nothing typed is lost.
"""

import json
from enum import StrEnum

from cryptography.fernet import InvalidToken
from flask import Response, make_response, render_template, request, session

from lms.access import Actor
from lms.web.sealing import cipher

KEPT_FOR_SECONDS = 12 * 60 * 60
NEVER_KEPT = {"csrf_token", "replay"}
FIELD = "replay"
PERSON_KEY = "person"  # in the signed cookie: the random key of who is, or was, signed in


class Reason(StrEnum):
    """Why what was posted could not be taken, and the status it is answered with."""

    SIGNED_OUT = "signed-out"
    STALE_FORM = "stale-form"
    BUSY = "busy"

    @property
    def status(self) -> int:
        """401 and 400 ask the person to act; 503 asks for patience."""
        return {Reason.SIGNED_OUT: 401, Reason.STALE_FORM: 400, Reason.BUSY: 503}[self]


def offer(reason: Reason) -> Response:
    """A page (or a JSON message, for a script) that says what happened and keeps what was typed."""
    if wants_json():
        response = make_response({"reason": reason.value, "message": MESSAGES[reason]}, reason.status)
    else:
        sealed = seal() if reason is Reason.SIGNED_OUT else None
        fields = [] if reason is Reason.SIGNED_OUT or not _is_own_form() else _posted_fields()
        page = render_template(
            "errors/replay.html",
            reason=reason.value,
            sealed=sealed,
            action=request.full_path.rstrip("?"),
            fields=fields,
        )
        response = make_response(page, reason.status)
    if reason is Reason.BUSY:
        response.headers["Retry-After"] = "5"
    return response


def seal() -> str | None:
    """The posted fields, encrypted for the person whose cookie came with them; None when nobody's did."""
    if PERSON_KEY not in session:
        return None
    kept = {
        "person": session[PERSON_KEY],
        "action": request.full_path.rstrip("?"),
        "fields": _posted_fields(),
    }
    return cipher("replay").encrypt(json.dumps(kept).encode()).decode()


def resume(sealed: str, actor: Actor) -> Response | None:
    """After signing in again: a page with what was typed and a button that sends it. None when it is not theirs."""
    try:
        kept = json.loads(cipher("replay").decrypt(sealed.encode(), ttl=KEPT_FOR_SECONDS))
    except InvalidToken:
        return None
    if kept["person"] != actor.key:
        return None
    page = render_template(
        "errors/replay.html", reason="resumed", sealed=None, action=kept["action"], fields=kept["fields"]
    )
    return make_response(page)


def wants_json() -> bool:
    """Whether a script of ours is asking."""
    return request.accept_mimetypes.best == "application/json"


MESSAGES = {
    Reason.SIGNED_OUT: "You were signed out. Sign in again: what you typed is kept.",
    Reason.STALE_FORM: "This page was open for a long time. Send it again.",
    Reason.BUSY: "We could not save just now. Try again in a few seconds.",
}


def _posted_fields() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_KEPT and "password" not in name
    ]


def _is_own_form() -> bool:
    """Never fill a form in for another site: what it posted is not shown as if the person had typed it."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {
        "same-origin",
        "none",
    }
