"""What an e-mail may say, and when a failed delivery is tried again.

Somebody else may read the mailbox: subjects come from a short list and no message names the course.
"""

from datetime import timedelta
from enum import StrEnum


class MessageTemplate(StrEnum):
    """Each is a file `templates/email/<value>.txt` whose first line is the subject."""

    CONFIRM_EMAIL = "confirm_email"
    ALREADY_REGISTERED = "already_registered"
    RESET_PASSWORD = "reset_password"
    NO_ACCOUNT = "no_account"
    PASSWORD_CHANGED = "password_changed"
    CONFIRM_NEW_EMAIL = "confirm_new_email"
    EMAIL_CHANGED = "email_changed"
    MEMBERSHIP_CONFIRMED = "membership_confirmed"
    MEMBERSHIP_DECLINED = "membership_declined"
    MEMBERSHIP_REQUESTED = "membership_requested"


SUBJECTS = frozenset(
    {
        "Learning reminder",
        "Confirm your email address",
        "Your learning account",
        "Reset your password",
    }
)
NEVER_SAID = ("stalk", "abuse", "victim", "safety", "safeguard", "violence", "ptsd", "trauma", "harass")
MOST_ATTEMPTS = 8


class UnsafeMessage(ValueError):
    """A message whose words could tell somebody at the mailbox what the person is learning about."""


def split(text: str) -> tuple[str, str]:
    """Subject and body of a rendered template. Raises `UnsafeMessage` for a subject off the list or a telling word."""
    subject, _, body = text.strip().partition("\n")
    subject = subject.removeprefix("Subject:").strip()
    if subject not in SUBJECTS:
        raise UnsafeMessage(f"the subject {subject!r} is not on the list")
    telling = [word for word in NEVER_SAID if word in text.lower()]
    if telling:
        raise UnsafeMessage(f"the message says {telling[0]!r}")
    return subject, body.strip() + "\n"


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 1 minute, then twice as long each time, 4 hours at most."""
    return min(timedelta(minutes=1) * (1 << (attempts - 1)), timedelta(hours=4))
