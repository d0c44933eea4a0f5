"""What the pages of writing say, worked out before any template."""

from lms.authoring.presenters.desk import (
    MOST_PROBLEMS,
    SOMEBODY_SAVED,
    Desk,
    as_json,
    concerns,
    elsewhere,
    may_exist,
    problems,
    time_of_day,
    title_of,
    with_text,
)
from lms.authoring.presenters.items import item_rows
from lms.authoring.presenters.previews import Preview, preview
from lms.authoring.presenters.snippets import snippets
from lms.authoring.presenters.standing import folders, status, steps_by_line

__all__ = [
    "MOST_PROBLEMS", "SOMEBODY_SAVED", "Desk", "Preview", "as_json", "concerns", "elsewhere", "folders", "item_rows",
    "may_exist", "preview", "problems", "snippets", "status", "steps_by_line", "time_of_day", "title_of", "with_text",
]  # fmt: skip
