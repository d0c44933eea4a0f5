"""What the pages of accounts share: their blueprint, the address of who asks, the page for a dead link."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

blueprint = Blueprint("accounts", __name__)
LINK = "<string(length=64):token>"


def network_address() -> str:
    """Where the request comes from, as far as the service's own proxies say."""
    return request.remote_addr or ""


def go_to(endpoint: str, **values: Any) -> ResponseReturnValue:
    """On to a page after something was done."""
    return redirect(url_for(endpoint, **values), 303)


def dead_link() -> Response:
    """The page for a link that was used, is too old or never was: the same for all three."""
    return make_response(render_template("accounts/dead_link.html"), 410)
