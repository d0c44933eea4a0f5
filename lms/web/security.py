"""Headers that every response carries, and the cookie's settings."""

import uuid

import structlog
from flask import Flask, Response, request

from lms.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}

MOST_BYTES = 2 * 1024 * 1024  # of a request; the proxy lets through more, so that a person is told in words
ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


def headers(settings: Settings) -> dict[str, str]:
    """What every response carries: pages, errors and static files alike."""
    return HEADERS | ONLY_HTTPS if settings.is_https else HEADERS


def init_app(app: Flask, settings: Settings) -> None:
    """One strictly necessary cookie, and headers that keep a page out of caches, frames and referrers."""
    secure = settings.is_https
    app.config |= {
        "SESSION_COOKIE_NAME": "__Host-learning" if secure else "learning",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our own pages never send
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,  # a file of a course may have 1 MB
        "MAX_FORM_PARTS": 200,
    }

    @app.before_request
    def name_request() -> None:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:12])

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers(settings).items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        return response
