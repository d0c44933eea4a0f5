"""What a WSGI server starts."""

from lms.app import create_app, refuse_unsafe_data

app = create_app()
refuse_unsafe_data(app)
