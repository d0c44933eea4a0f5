"""The pages of studying. Everything here is a person's own: any other address is a page that does not exist."""

from lms.learning.views import (
    cases,
    changes,
    figures,
    my_learning,
    printing,
    questions,
    reading,
    reports,
    result,
    search,
)
from lms.learning.views.blueprint import blueprint

__all__ = [
    "blueprint", "cases", "changes", "figures", "my_learning", "printing", "questions", "reading", "reports", "result",
    "search",
]  # fmt: skip
