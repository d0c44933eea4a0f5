"""Every environment variable, typed and read once; production refuses to start unsafe."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

RECORD_KEY = re.compile(r"[0-9a-f]{64}")

# No hexadecimal number among them: chance does not spell these.
TYPED_BY_PEOPLE = (
    "change",
    "secret",
    "passw",
    "example",
    "replace",
    "default",
    "insecure",
    "learning",
    "qwerty",
    "django",
)


class Mode(StrEnum):
    """What this service is: `demo` for showing, `production` for people, `test` for the test suite."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


class UnsafeSettings(Exception):
    """Starting like this would put people at risk; the message says what to set."""


@dataclass(frozen=True)
class Settings:
    """What the environment says. Sizes in bytes, ports as numbers, folders absolute."""

    mode: Mode
    host: str
    port: int
    socket: str
    data: Path
    database_url: str
    secret_key: str
    record_keys: tuple[str, ...] = field(repr=False)  # each 32 bytes in hexadecimal; the first seals, all of them open
    public_url: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_tls: bool
    mail_from: str
    contact_email: str
    exit_url: str
    trusted_proxies: int
    debug: bool

    @property
    def is_production(self) -> bool:
        """Whether real people use this service."""
        return self.mode is Mode.PRODUCTION

    @property
    def is_demo(self) -> bool:
        """Whether demo accounts may exist."""
        return self.mode is Mode.DEMO

    @property
    def is_https(self) -> bool:
        """Whether people reach the service over https, so that cookies can insist on it."""
        return urlsplit(self.public_url).scheme == "https"


def read(environ: Mapping[str, str] = os.environ, root: Path | None = None) -> Settings:
    """Settings from the environment; `root` is where relative folders start (the checkout).

    Raises `UnsafeSettings` when production would start with a default secret, debug or plain http,
    and for a value that cannot be read.
    """
    root = root or Path(__file__).resolve().parent.parent
    data = (root / environ.get("LMS_DATA", "var")).resolve()
    port = _number(environ, "PORT", 8000)
    settings = Settings(
        mode=_mode(environ.get("LMS_MODE", "demo")),
        host=environ.get("HOST", "127.0.0.1"),
        port=port,
        socket=environ.get("SOCKET", ""),
        data=data,
        database_url=_database_url(environ.get("DATABASE_URL", ""), data),
        secret_key=environ.get("SECRET_KEY", ""),
        record_keys=_record_keys(environ.get("LMS_RECORD_KEY", "")),
        public_url=environ.get("PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        smtp_host=environ.get("SMTP_HOST", "127.0.0.1"),
        smtp_port=_number(environ, "SMTP_PORT", port + 1000),
        smtp_user=environ.get("SMTP_USER", ""),
        smtp_password=environ.get("SMTP_PASSWORD", ""),
        smtp_tls=_switch(environ, "SMTP_TLS"),
        mail_from=environ.get("MAIL_FROM", "Learning <learning@learning.example>"),
        contact_email=environ.get("CONTACT_EMAIL", ""),
        exit_url=environ.get("EXIT_URL", "https://www.bbc.co.uk/weather"),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0),
        debug=_switch(environ, "FLASK_DEBUG"),
    )
    if settings.is_production:
        _refuse_unsafe(settings)
        return settings
    return _with_kept_secrets(settings)


def current() -> Settings:
    """The settings of the running application."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _refuse_unsafe(settings: Settings) -> None:
    faults = []
    if _is_guessable(settings.secret_key):
        faults.append("SECRET_KEY must be at least 32 random characters, such as `openssl rand -hex 32` prints")
    if not settings.record_keys or any(map(_is_guessable, settings.record_keys)):
        faults.append("LMS_RECORD_KEY must be 64 random hexadecimal digits, such as `openssl rand -hex 32` prints")
    if settings.secret_key in settings.record_keys:
        faults.append("LMS_RECORD_KEY must be another than SECRET_KEY, which is changed whenever it may be known")
    if settings.debug:
        faults.append("FLASK_DEBUG must not be set")
    if not settings.is_https:
        faults.append("PUBLIC_URL must start with https://, so that cookies never travel over plain http")
    if faults:
        raise UnsafeSettings("This service will not start in production: " + "; ".join(faults) + ".")


def _is_guessable(secret: str) -> bool:
    """Too short, words that a person would type, a pattern said again, or few different characters.

    Chance makes such a key of 64 hexadecimal digits less often than once in a million.
    """
    if len(secret) < 32 or len(set(secret)) < 8 or re.search(r"(.)\1{7}", secret):
        return True
    again = any(secret == (secret[:size] * len(secret))[: len(secret)] for size in range(1, len(secret) // 2 + 1))
    in_order = sum(abs(ord(one) - ord(next_)) <= 1 for one, next_ in pairwise(secret)) > len(secret) // 2
    return again or in_order or any(word in secret.lower() for word in TYPED_BY_PEOPLE)


def _with_kept_secrets(settings: Settings) -> Settings:
    """Outside production random secrets are made once and kept beside the data, so that a restart changes nothing."""
    secret = settings.secret_key or _kept(settings.data / "secret-key")
    keys = settings.record_keys or (_kept(settings.data / "record-key"),)
    return replace(settings, secret_key=secret, record_keys=keys)


def _kept(file: Path) -> str:
    """The secret in this file; of several processes that find none, one makes it and all take that one."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(made, file)
        made.unlink()
    return file.read_text(encoding="ascii")


def _record_keys(value: str) -> tuple[str, ...]:
    """The keys, the newest first, with commas between them."""
    keys = tuple(key.strip().lower() for key in value.split(",") if key.strip())
    if not all(RECORD_KEY.fullmatch(key) for key in keys):
        raise UnsafeSettings("LMS_RECORD_KEY must be 64 hexadecimal digits, or several such keys with commas between.")
    return keys


def _database_url(url: str, data: Path) -> str:
    if not url:
        return f"sqlite:///{data / 'learning.sqlite'}"
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise UnsafeSettings(f"LMS_MODE must be one of {', '.join(Mode)}, not {value!r}.") from None


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, "")
    if value and not value.isdigit():
        raise UnsafeSettings(f"{name} must be a number, not {value!r}.")
    return int(value) if value else default


def _switch(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").lower() in {"1", "true", "yes", "on"}
