"""The pages of this room."""

from lms.authoring.views import courses, differences, exchange, files, items, previews, publishing, questions, reviews
from lms.authoring.views.blueprint import blueprint

__all__ = [
    "blueprint", "courses", "differences", "exchange", "files", "items", "previews", "publishing", "questions",
    "reviews",
]  # fmt: skip
