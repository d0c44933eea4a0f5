"""The images of course pages."""

from flask import Blueprint, Response, abort

from lms.access import Permission, current_actor, signed_in
from lms.catalogue import queries

TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}
# A drawing that is opened alone is a page: nothing in it may run, load or be embedded, whoever uploaded it.
POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/images/<string(length=32):fingerprint>.<any(png, jpg, jpeg, webp, svg):ending>")
@signed_in
def show_image(fingerprint: str, ending: str) -> Response:
    """An image of a course page, by a name that says nothing about it."""
    data = queries.find_image(fingerprint, ending)
    if data is None and current_actor().may(Permission.WRITE_COURSES):
        data = queries.find_draft_image(fingerprint, ending)
    if data is None:
        abort(404)
    return Response(data, mimetype=TYPES[ending], headers={"Content-Security-Policy": POLICY})
