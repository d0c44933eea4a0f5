"""How tests are dealt out to processes: one by one, but those that share something dear stay together.

xdist's own `loadgroup` does this by marks, which pytest 9 does not keep.
"""

import re

from xdist.scheduler import LoadScopeScheduling

# What is dear to make: the running service (two of them, as what it is for takes the longest of all); a web server; a
# world of everybody who may ask, on either database; a window for scripts; a drawn certificate; a rendered course.
TOGETHER = {
    "service for keyboards": r"tests/journeys/\S+\[keyboard alone",
    "service": r"tests/journeys/|tests/integration/(?:test_soak|test_serve|demo/test_first_start)\.py",
    "web server": r"tests/integration/test_serve_web\.py",
    "world of the matrix": r"tests/guards/test_access_matrix\.py::\w+\[(sqlite|postgresql)",
    "world of the routes": r"tests/guards/test_routes\.py::\w+\[(sqlite|postgresql)",
    "scripts": r"tests/integration/web/test_\w+_script\.py",
    "certificate": r"tests/unit/certificates/test_pdf\.py",
    "course": r"tests/unit/content/test_render\.py",
}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Hands a process the next test, or the next tests that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        for name, pattern in TOGETHER.items():
            if kept := re.match(pattern, nodeid):
                return " ".join([name, *kept.groups()])
        return nodeid
