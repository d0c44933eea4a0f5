"""Waiting for what happens in another process or thread, and a service that cannot answer."""

import time
from collections.abc import Callable

from flask import Response


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for it to become true, which it has to within so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def unavailable() -> Response:
    """The answer while a database cannot take a write."""
    return Response(status=503)
