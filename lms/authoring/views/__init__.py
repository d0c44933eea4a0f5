"""The pages of this room."""

from lms.authoring.views import (
    courses,
    differences,
    exchange,
    files,
    items,
    previews,
    publishing,
    questions,
    reports,
    reviews,
)
from lms.authoring.views.blueprint import blueprint

__all__ = [
    "blueprint", "courses", "differences", "exchange", "files", "items", "previews", "publishing", "questions",
    "reports", "reviews",
]  # fmt: skip
