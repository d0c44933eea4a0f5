"""The processes of a soaked service, what each is in the middle of, and how one is killed there."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.running import processes_below

IN_WORDS = {"o": "begun", "w": "rows written", "c": "committing"}
SECONDS_TO_AIM = 1.0


@dataclass
class Kills:
    """How many were killed, of what kind, and where in a transaction each process was."""

    by_kind: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)  # by what its transaction was doing
    aimed: int = 0

    @property
    def total(self) -> int:
        """Processes killed."""
        return self.by_kind.total()

    @property
    def inside_total(self) -> int:
        """Processes killed while they held an open writing transaction."""
        return self.inside.total()

    @property
    def inside_share(self) -> float:
        """The same as a share of all kills."""
        return self.inside_total / max(1, self.total)


class Processes:
    """The web server's processes and the job worker, below the one that supervises them."""

    def __init__(self, supervisor: int, folder: Path, dice: random.Random) -> None:
        self._supervisor = psutil.Process(supervisor)
        self._folder, self._dice = folder, dice
        self.kills = Kills()
        self.web_workers = len(self.of_kind("web worker"))

    def of_kind(self, kind: str) -> list[psutil.Process]:
        """`web worker`, `web server` (which starts them) or `job worker`; those that live now."""
        with suppress(psutil.Error):
            return processes_below(self._supervisor)[kind]
        return []

    def are_complete(self) -> bool:
        """Whether everything that should run does."""
        counts = [len(self.of_kind(kind)) for kind in ("web worker", "web server", "job worker")]
        return counts == [self.web_workers, 1, 1]

    def kill(self, kind: str, *, aimed: bool, all_of_them: bool, just_before: Callable[[set[int]], None]) -> None:
        """Kill one of this kind, or all; `aimed` waits a moment until one is inside a writing transaction."""
        living = self.of_kind(kind)
        if not living:
            return
        first = self._inside_transaction(living) if aimed else self._dice.choice(living)
        chosen = living if all_of_them else [first]
        just_before({each.pid for each in chosen})
        killed = [each for each in chosen if self._strike(each)]
        for each in killed:
            self._note(kind, each, aimed=aimed)

    @staticmethod
    def _strike(process: psutil.Process) -> bool:
        """Kill it with -9; False when it has just ended by itself."""
        try:
            os.kill(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def _inside_transaction(self, living: list[psutil.Process]) -> psutil.Process:
        """The first that is, or any when none is within a second."""
        deadline = time.monotonic() + SECONDS_TO_AIM
        while time.monotonic() < deadline:
            for each in living:
                if self.state_of(each.pid):
                    return each
        return self._dice.choice(living)

    def _note(self, kind: str, process: psutil.Process, *, aimed: bool) -> None:
        with suppress(psutil.Error):
            while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.001)  # what it did until the signal took it counts
        self.kills.by_kind[kind] += 1
        self.kills.aimed += aimed
        if state := self.state_of(process.pid):
            self.kills.inside[IN_WORDS[state]] += 1

    def state_of(self, pid: int) -> str:
        """The furthest that a writing transaction of this process is, by its own notes; empty when it has none."""
        with suppress(OSError):
            states = (self._folder / str(pid)).read_text(encoding="ascii")
            return next((state for state in "cwo" if state in states), "")
        return ""

    def errors(self) -> list[str]:
        """What the database has said to the service so far, when it refused."""
        with suppress(OSError):
            return (self._folder / "errors").read_text(encoding="utf-8").splitlines()
        return []
