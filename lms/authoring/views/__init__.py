"""The pages of this room."""

from lms.authoring.views import courses, exchange, files, items, previews, publishing, reports, reviews
from lms.authoring.views.blueprint import blueprint

__all__ = ["blueprint", "courses", "exchange", "files", "items", "previews", "publishing", "reports", "reviews"]
