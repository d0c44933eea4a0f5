"""Static files under names that carry a fingerprint, so that a browser may keep them for a year."""

import hashlib
import re
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from lms.settings import Settings
from lms.web import security

KEPT_BY_NAME = re.compile(r"\.[0-9a-f]{10}\.\w+$")


class FingerprintedFiles(WhiteNoise):  # type: ignore[misc]  # whitenoise ships no types
    """Every file, under its own name (never kept) and under one with its fingerprint (kept for a year)."""

    def __init__(self, application: Any, folder: Path, headers: dict[str, str]) -> None:
        self.addresses: dict[str, str] = {}
        super().__init__(
            application,
            max_age=None,
            immutable_file_test=lambda path, url: KEPT_BY_NAME.search(url) is not None,
            add_headers_function=partial(_add_headers, headers),
        )
        self.add_files(str(folder), prefix="static/")

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Files are read; anything else is refused by the application, with all its headers."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.application(environ, start_response)
        return super().__call__(environ, start_response)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Add the file twice; a file whose own name already carries a fingerprint once."""
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
        name = url.removeprefix("/static/")
        if KEPT_BY_NAME.search(url) or Path(path).suffix in {".gz", ".br"}:
            self.addresses[name] = url
            return
        fingerprint = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
        stem, dot, suffix = url.rpartition(".")
        kept = f"{stem}.{fingerprint}{dot}{suffix}"
        self.addresses[name] = kept
        super().add_file_to_dictionary(kept, path, stat_cache=stat_cache)


def init_app(app: Flask, folder: Path, settings: Settings) -> None:
    """Serve the folder, and give templates `static_file('css/learning.css')`."""
    files = FingerprintedFiles(app.wsgi_app, folder, security.headers(settings))
    app.wsgi_app = files  # type: ignore[method-assign]

    def static_file(name: str) -> str:
        return files.addresses[name]

    app.jinja_env.globals["static_file"] = static_file


def _add_headers(usual: dict[str, str], headers: Any, _path: str, url: str) -> None:
    for name, value in usual.items():
        if name != "X-Frame-Options":
            headers[name] = value
    if not KEPT_BY_NAME.search(url):
        headers["Cache-Control"] = "no-store"
