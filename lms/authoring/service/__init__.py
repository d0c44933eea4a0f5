"""What trainers do with a course, one noun a file."""

from lms.authoring.service.reports import reopen_report, settle_report
from lms.authoring.service.writing import (
    MOST_SECONDS,
    Refused,
    Stale,
    add_picture,
    add_text,
    approve,
    begin_file,
    comment,
    discard_text,
    keep_text,
    let_others_write,
    name_of,
    prepare,
    publish,
    put_back,
    remove_file,
    replace_draft,
    return_draft,
    save_text,
    send_for_review,
    shown_or_none,
)

__all__ = [
    "MOST_SECONDS", "Refused", "Stale", "add_picture", "add_text", "approve", "begin_file", "comment", "discard_text",
    "keep_text", "let_others_write", "name_of", "prepare", "publish", "put_back", "remove_file", "reopen_report",
    "replace_draft", "return_draft", "save_text", "send_for_review", "settle_report", "shown_or_none",
]  # fmt: skip
