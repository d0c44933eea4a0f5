"""How long sessions and links last, how often something may be tried, and what a device is called. Pure."""

import secrets
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
    CHECK_CERTIFICATE = "check-certificate"  # nobody's account: counted by address alone
    REPORT_PLACE = "report-place"


LINK_LIVES = {
    TokenPurpose.REGISTER: timedelta(hours=24),
    TokenPurpose.RESET: timedelta(hours=1),
    TokenPurpose.CHANGE_EMAIL: timedelta(hours=24),
}
THROTTLE_WINDOW = timedelta(minutes=15)
MOST_TRIES = {
    ThrottledAct.SIGN_IN: 10,
    ThrottledAct.SEND_MAIL: 5,
    ThrottledAct.CHECK_CERTIFICATE: 60,
    ThrottledAct.REPORT_PLACE: 10,
}


def new_token() -> str:
    """256 random bits for a session or a link. In hexadecimal, so that no word can turn up in an address by chance."""
    return secrets.token_hex(32)


def token_hash(token: str) -> str:
    """The only form in which a session's or a link's token is stored."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def session_end(started_at: datetime, seen_at: datetime, *, idle_minutes: int, longest_hours: int) -> datetime:
    """When a session ends by itself: so long after its last use, and so long after its start at the most."""
    return min(seen_at + timedelta(minutes=idle_minutes), started_at + timedelta(hours=longest_hours))


def may_try_again(act: ThrottledAct, recent_tries: int) -> bool:
    """Whether this pair of account and address may try once more within `THROTTLE_WINDOW`."""
    return recent_tries < MOST_TRIES[act]


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Enough for somebody to recognise their own browser, and no more: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def way_back(text: str) -> str | None:
    """Where to go on after signing in: a path of this service; None for anything that could lead elsewhere."""
    inside = text.startswith("/") and not text.startswith("//")
    return text if inside and not any(letter in text for letter in "\\\r\n\t\0") else None
