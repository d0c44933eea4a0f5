"""The rules of an account: passwords, how long things last and how often they may be tried. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256


class TokenPurpose(StrEnum):
    """What a link in an e-mail is for."""

    REGISTER = "register"
    RESET = "reset"
    CHANGE_EMAIL = "change-email"


class ThrottledAct(StrEnum):
    """What may be tried only so often."""

    SIGN_IN = "sign-in"
    SEND_MAIL = "send-mail"


LINK_LIVES = {
    TokenPurpose.REGISTER: timedelta(hours=24),
    TokenPurpose.RESET: timedelta(hours=1),
    TokenPurpose.CHANGE_EMAIL: timedelta(hours=24),
}


def token_hash(token: str) -> str:
    """The only form in which a session's or a link's token is stored."""
    return sha256(token.encode()).hexdigest()


def normal_email(text: str) -> str:
    """The one form in which an address is stored and compared."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def domain_of(email: str) -> str:
    """The part after the last @."""
    return email.rpartition("@")[2]


def clean_name(text: str) -> str:
    """A name as it is printed: single spaces, no control characters, otherwise exactly as typed."""
    printable = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
        for letter in text
    )
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", printable)).strip()


def is_over(
    started_at: datetime, seen_at: datetime, now: datetime, *, above_learner: bool
) -> bool:
    """Whether a session has ended by itself: 30 minutes idle or 12 hours; 15 minutes and 8 hours above learner."""
    idle, most = (
        (timedelta(minutes=15), timedelta(hours=8))
        if above_learner
        else (timedelta(minutes=30), timedelta(hours=12))
    )
    return now - seen_at >= idle or now - started_at >= most
