"""What is dear to work out and the same for every test is worked out once in a run, by the first process that asks."""

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

SHARED = "LEARNING_TESTS_FOLDER"
Made = TypeVar("Made")


def shared_folder() -> Path:
    """The one folder of the whole run, whatever the number of processes."""
    return Path(os.environ[SHARED])


def once_a_run(name: str, make: Callable[[], Made]) -> Made:
    """What `make` gives. Only the first process of the run makes it; the others wait for it and read what it has kept.
    Where `make` raises, nothing is kept."""
    folder = shared_folder() / "once"
    folder.mkdir(exist_ok=True)
    kept = folder / name
    with open(folder / f"{name}.lock", "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            found: Made = pickle.loads(kept.read_bytes())
            return found
        made = make()
        kept.write_bytes(pickle.dumps(made))
    return made
