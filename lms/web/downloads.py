"""Files made for one person: never kept by a cache, never opened as a page."""

from flask import Response


def send_bytes(data: bytes, filename: str, mimetype: str) -> Response:
    """A download under a neutral file name."""
    response = Response(data, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Content-Length"] = str(len(data))
    return response
