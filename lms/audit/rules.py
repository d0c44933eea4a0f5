"""What is audited, and how an event is sealed to the one before it. A learner's own study is not audited."""

import hashlib
import json
from enum import StrEnum

FIRST_LINK = "0" * 64


class Action(StrEnum):
    """Something done to another person's data or to the service."""

    ORGANISATION_CREATED = "organisation created"
    ORGANISATION_CHANGED = "organisation changed"
    EMAIL_DOMAIN_ADDED = "e-mail domain added"
    EMAIL_DOMAIN_REMOVED = "e-mail domain removed"
    JOIN_CODE_MADE = "join code made"
    JOIN_CODE_WITHDRAWN = "join code withdrawn"
    MEMBERSHIP_CONFIRMED = "membership confirmed"
    MEMBERSHIP_DECLINED = "membership declined"
    MEMBERSHIP_ADDED = "membership added"
    MEMBERSHIP_ENDED = "membership ended"
    ROLE_GRANTED = "role granted"
    GRANT_WITHDRAWN = "grant withdrawn"
    NAMED_LIST_READ = "named list read"
    NAMES_EXPORTED = "names exported"
    REPORT_EXPORTED = "report exported"
    ADMINISTRATOR_CREATED = "administrator created"
    COURSE_BEGUN = "course begun"
    COURSE_IMPORTED = "course imported"
    COURSE_PUBLISHED = "course published"
    REVIEW_SENT = "review sent"
    REVIEW_APPROVED = "review approved"
    REVIEW_RETURNED = "review returned"
    REVIEW_WITHDRAWN = "review withdrawn"
    REPORT_SETTLED = "report settled"
    REPORT_REOPENED = "report opened again"
    DIRECTORY_FILLED = "directory filled"
    SERVICE_ADDED = "service added"
    SERVICE_CHANGED = "service changed"
    SERVICE_CHECKED = "service checked"
    BACKUP_RESTORED = "backup restored"


def link(previous: str, event: dict[str, object]) -> str:
    """sha256 over the seal before it and the event's own words, so that none can be changed or left out."""
    words = json.dumps(event, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{words}".encode()).hexdigest()
