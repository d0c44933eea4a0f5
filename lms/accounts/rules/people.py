"""Names, e-mail addresses and staff groups as they are stored. Pure."""

import re
import unicodedata

from lms.content.schema import STAFF_GROUPS

INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class UnknownStaffGroup(ValueError):
    """Nobody's staff group is called this."""


def normal_email(text: str) -> str:
    """The one form in which an address is stored and compared."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def domain_of(email: str) -> str:
    """The part after the last @."""
    return email.rpartition("@")[2]


def clean_name(text: str) -> str:
    """A name as it is printed: single spaces, no control characters, otherwise exactly as typed."""
    visible = "".join(" " if unicodedata.category(letter) in INVISIBLE else letter for letter in text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", visible)).strip()


def known_staff_group(text: str) -> str:
    """The staff group itself; raises `UnknownStaffGroup`."""
    if text not in STAFF_GROUPS:
        raise UnknownStaffGroup(text)
    return text


def staff_group_label(staff_group: str) -> str:
    """The words that are shown for a staff group."""
    return STAFF_GROUPS.get(staff_group, staff_group)


ROLE_LABELS = {
    "learner": "Learner",
    "manager": "Organisation manager",
    "lead": "ICB lead",
    "trainer": "Trainer",
    "administrator": "Administrator",
}
ROLE_HINTS = {
    "manager": "Sees names, staff groups and progress in an organisation and all below it, and confirms who joins",
    "lead": "Sees counts for an integrated care board, never names",
    "trainer": "Writes, reviews and publishes every course, keeps the directory, and sees the notes for trainers",
    "administrator": "Looks after accounts, organisations and roles",
}
