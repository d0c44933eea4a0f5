"""The images of course pages."""

from flask import Blueprint, Response, abort

from lms.access import signed_in
from lms.catalogue import queries

TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/images/<string(length=32):fingerprint>.<any(png, jpg, jpeg, webp):ending>")
@signed_in
def show_image(fingerprint: str, ending: str) -> Response:
    """An image of a course page, by a name that says nothing about it."""
    data = queries.find_image(fingerprint, ending)
    return Response(data, mimetype=TYPES[ending]) if data is not None else abort(404)
