"""What trainers do with a course, one noun a file."""

from lms.authoring.service.refusals import Refused, Stale
from lms.authoring.service.reports import reopen_report, settle_report
from lms.authoring.service.reviewing import (
    approve,
    comment,
    let_others_write,
    prepare,
    publish,
    return_draft,
    send_for_review,
)
from lms.authoring.service.writing import (
    add_picture,
    add_text,
    begin_course,
    begin_file,
    discard_text,
    keep_text,
    move_question,
    put_back,
    remove_file,
    replace_draft,
    save_text,
)

__all__ = [
    "Refused", "Stale", "add_picture", "add_text", "approve", "begin_course", "begin_file", "comment",
    "discard_text", "keep_text", "let_others_write", "move_question", "prepare", "publish", "put_back", "remove_file",
    "reopen_report", "replace_draft", "return_draft", "save_text", "send_for_review", "settle_report",
]  # fmt: skip
