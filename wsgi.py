"""What a WSGI server starts."""

from lms.app import create_app

app = create_app()
