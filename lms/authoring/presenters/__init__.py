"""What the pages of writing say, worked out before any template."""

from lms.authoring.presenters.desk import SOMEBODY_SAVED, Desk, may_exist, time_of_day, with_text
from lms.authoring.presenters.items import item_rows
from lms.authoring.presenters.previews import Preview, preview
from lms.authoring.presenters.problems import (
    MOST_PROBLEMS,
    as_json,
    concerns,
    counted,
    elsewhere,
    in_words,
    problems,
    quotes,
)
from lms.authoring.presenters.reports import report_rows, reported_places
from lms.authoring.presenters.snippets import snippets
from lms.authoring.presenters.standing import Stop, folders, review_state, status, steps_by_line, steps_elsewhere
from lms.authoring.presenters.titles import title_of
from lms.authoring.presenters.uses import question_rows, uses

__all__ = [
    "MOST_PROBLEMS", "SOMEBODY_SAVED", "Desk", "Preview", "Stop", "as_json", "concerns", "counted", "elsewhere",
    "folders", "in_words", "item_rows", "may_exist", "preview", "problems", "question_rows", "quotes", "report_rows",
    "reported_places", "review_state", "snippets", "status", "steps_by_line", "steps_elsewhere", "time_of_day",
    "title_of", "uses", "with_text",
]  # fmt: skip
