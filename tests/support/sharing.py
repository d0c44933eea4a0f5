"""How tests are dealt out to processes: one by one, but those that share something dear stay together.

xdist's own `loadgroup` does this by marks, which pytest 9 does not keep.
"""

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What is dear to make, what takes longest first: the running service, twice, so that no process is left with all of it;
# a world of everybody who may ask, on either database; a web server; a window for scripts; a drawn certificate; a
# rendered course.
TOGETHER = {
    "service": r"tests/journeys/test_(?:clinician|reports|statements)\.py|tests/integration/test_soak\.py",
    "another service": r"tests/journeys/|tests/integration/(?:test_serve|demo/test_first_start)\.py",
    "world of the matrix": r"tests/guards/test_access_matrix\.py::\w+\[(sqlite|postgresql)",
    "world of the routes": r"tests/guards/test_routes\.py::\w+\[(sqlite|postgresql)",
    "web server": r"tests/integration/test_serve_web\.py",
    "scripts": r"tests/integration/web/test_\w+_script\.py",
    "certificate": r"tests/unit/certificates/test_pdf\.py",
    "course": r"tests/unit/content/test_render\.py",
}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Hands a process the next test, or the next tests that belong together."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False  # `turn_of` has settled the order
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """What a test shares with others; its own name where it shares nothing."""
    for name, pattern in TOGETHER.items():
        if kept := re.match(pattern, nodeid):
            return " ".join([name, *kept.groups()])
    return nodeid


def turn_of(nodeid: str) -> int:
    """What takes longest begins first, so that no process is left alone with it at the end."""
    patterns = TOGETHER.values()
    return next((turn for turn, pattern in enumerate(patterns) if re.match(pattern, nodeid)), len(patterns))
