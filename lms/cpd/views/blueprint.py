"""What the pages of the record share: whose it is, what an address names, and what is said when a key is missing."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from lms.access import current_actor
from lms.cpd.queries import entries, places
from lms.cpd.queries.entries import Entry
from lms.cpd.rules.entries import Content, Place

blueprint = Blueprint("cpd", __name__)
UNREADABLE = "This cannot be read just now, so it cannot be changed either. Nothing is lost"


def owner() -> int:
    """Whose record every page here is about: the signed-in person's."""
    return current_actor().person_id


def go_to(endpoint: str, **values: Any) -> Response:
    """On to another page of the record."""
    return redirect(url_for(f"cpd.{endpoint}", **values), 303)


def own_entry(key: str) -> Entry:
    """One's own entry at this address."""
    try:
        return entries.get_entry(owner(), key)
    except LookupError:
        abort(404)


def readable_entry(key: str) -> tuple[Entry, Content]:
    """One's own entry and what it says; where no key opens it, its page says that nothing is lost."""
    entry = own_entry(key)
    if entry.content is None:
        abort(go_to("show_entry", key=key))
    return entry, entry.content


def asked_place() -> tuple[Place | None, str]:
    """Where in a course the address says that somebody was, and the words of the prompt that they follow, if any."""
    code = request.args.get("course", "")
    if not code:
        return None, ""
    module, page = (request.args.get(name, 0, type=int) for name in ("module", "page"))
    try:
        return places.get_place(owner(), code, module, page, request.args.get("prompt", ""))
    except LookupError:
        abort(404)


def page_of(template: str, form: Any, **values: Any) -> ResponseReturnValue:
    """A page with a form, as it is asked for or with what is wrong."""
    return render_template(template, form=form, **values), 422 if form.errors else 200
