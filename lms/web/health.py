"""`/healthz`: this process answers. `/readyz`: and it can reach a database that is not behind its migrations."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from lms.access import public, traceless
from lms.db.base import db
from lms.db.schema import is_behind

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@traceless
def show_health() -> ResponseReturnValue:
    """Touches no database, whatever cookie it is asked with."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
@public
def show_readiness() -> ResponseReturnValue:
    """503 while the database cannot be reached or is behind."""
    if is_behind(db.session.connection()):
        return Response("the database is behind its migrations\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
