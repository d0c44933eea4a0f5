"""How tests are dealt out to processes: one by one, but those that share something dear stay together.

xdist's own `loadgroup` does this by marks, which pytest 9 does not keep.
"""

import re

from xdist.scheduler import LoadScopeScheduling

# What is dear to make: a world of everybody who may ask, a running service with a browser before it. Tests whose names
# begin with the same words, as far as the pattern goes, stay together.
TOGETHER = re.compile(
    r"""tests/guards/test_access_matrix\.py::\w+\[(?:sqlite|postgresql)
    |tests/guards/test_routes\.py::\w+\[(?:sqlite|postgresql)
    |tests/journeys/
    |tests/integration/web/test_\w+_script\.py
    |tests/unit/certificates/test_pdf\.py
    |tests/unit/content/test_render\.py""",
    re.VERBOSE,
)
NAME = re.compile(r"::\w+|\w+(?=_script)")


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Hands a process the next test, or the next tests that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        kept = TOGETHER.match(nodeid)
        return NAME.sub("", kept.group()) if kept else nodeid
