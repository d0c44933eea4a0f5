"""The client's own log: a line for each thing it sent, on disk before it sends the next, and never changed.

An entry is written only once the answer has been read to its end, or once none came. It is all that the soak believes
about what was acknowledged.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Entry:
    """What somebody sent, and what became of it. Without a status no answer came: it may or may not have counted.

    The same holds for 503: the service says that it could not save, and a connection that broke in the very moment of
    the commit leaves nobody able to know. `began` and `ended` are monotonic seconds.
    """

    what: str
    who: str
    about: dict[str, Any]
    status: int | None
    acknowledged: bool
    began: float
    ended: float


class Journal:
    """One person's file; each line is flushed to the disk itself."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{name}.jsonl"

    def note(self, entry: Entry) -> None:
        """Add a line; it is on disk when this returns."""
        with open(self._path, "ab") as file:
            file.write(json.dumps(asdict(entry)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def entries(folder: Path) -> Iterator[Entry]:
    """Everything that was sent; what one person sent stands in the order it was sent in."""
    for path in sorted(folder.glob("*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield Entry(**json.loads(line))
