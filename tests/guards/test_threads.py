"""What the threads of a worker share must bear being used for the first time by several at once."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED_ALIAS = re.compile(r"^\w+(?::[^=]+)? = (?:orm\.)?aliased\(", re.MULTILINE)


def test_no_alias_of_a_model_is_shared_between_threads() -> None:
    """SQLAlchemy prepares an alias when it is first used. Two threads at once, just after a worker had started, got an
    InvalidRequestError, or a join on the wrong table for as long as the worker lived. Made in the function, it is safe.
    """
    shared = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "lms").rglob("*.py")
        if SHARED_ALIAS.search(path.read_text("utf-8"))
    ]
    assert shared == []
