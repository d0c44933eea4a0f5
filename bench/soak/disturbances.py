"""What is done to the service, one thing after another, and how long it takes each time until it serves again."""

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.answers import Fields
from bench.soak.learner import Campus, Learner
from bench.soak.small_disk import full
from bench.soak.watching import Processes
from bench.stored import LOCKS
from tests.support.databases import restart_postgres, start_postgres

SECONDS_AT_MOST = 60.0  # then the soak gives up waiting
SECONDS_FULL, SECONDS_UNTIL_FULL = 4.0, 45.0
AIMED = 0.7  # of the kills wait until the process is inside a writing transaction; the others fall where they fall
# What is killed, whether all of them at once, and how often in a hundred.
KINDS = (("web worker", False, 58), ("web worker", True, 14), ("job worker", False, 22), ("web server", False, 6))
WEB_ALONE = (("web worker", False, 80), ("web worker", True, 20))  # then no certificate waits for a dead worker's claim
OPEN_IN_POSTGRES = """SELECT application_name FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND application_name LIKE 'soak %'"""


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    kills: int
    restarts: int
    short_locks: int
    long_locks: int
    full_disks: int
    pause: float = 0.5  # seconds on average between one thing and the next
    kinds: tuple[tuple[str, bool, int], ...] = KINDS

    def steps(self, dice: random.Random) -> list[str]:
        """In which order."""
        steps = ["kill"] * self.kills + ["restart"] * self.restarts
        steps += ["lock for 3 s"] * self.short_locks + ["lock for 30 s"] * self.long_locks
        steps += ["full disk"] * self.full_disks
        dice.shuffle(steps)
        return steps


class Probe:
    """Somebody who only ever saves one answer, to tell when saving works; and asks for mail, to tell when jobs run."""

    def __init__(self, learner: Learner, mail: Path) -> None:
        self._learner, self._mail, self._seen = learner, mail, set[str]()
        self._answers: tuple[Fields, ...] = ()
        self._place: tuple[int, str] = (0, "")
        self._turn = 0

    def settle(self, number: int) -> None:
        """Be in the middle of an attempt at this module."""
        self._learner.sign_in()
        self._learner.read(number)
        self._place = (number, self._learner.begin_attempt(number))
        self._answers = self._learner.answers_on(number, 1)

    def close(self) -> None:
        """Hang up."""
        self._learner.visitor.close()

    def save(self) -> bool:
        """Save another answer than the last one, once."""
        self._turn += 1
        return self._learner.try_to_save(*self._place, 1, self._answers[self._turn % len(self._answers)])

    def has_reached(self, address: str) -> bool:
        """Whether an e-mail to this address has come."""
        new = [path for path in self._mail.glob("*.eml") if path.name not in self._seen]
        self._seen |= {path.name for path in new}
        return any(address.encode() in path.read_bytes() for path in new)


class Disturber:
    """Does what the plan says. Each recovery is measured from the kill, or from the end of what was in the way."""

    def __init__(
        self, campus: Campus, processes: Processes, probe: Probe, people: Iterator[Learner], disk: Path, seed: int
    ) -> None:
        self._campus, self.processes, self._probe, self._people = campus, processes, probe, people
        self._disk, self._dice = disk, random.Random(seed)
        self.highest_load = 0.0
        self.recoveries: dict[str, list[float]] = defaultdict(list)
        self.refusals: dict[str, list[str]] = defaultdict(list)  # what the database said meanwhile
        self.seen_by_postgres = 0
        self._postgres: psycopg.Connection[tuple[str]] | None = None
        self.stopped_by_itself = 0

    def follow(self, plan: Plan, say: Callable[[str], None]) -> None:
        """Everything, in seeded order."""
        steps = plan.steps(self._dice)
        for done, step in enumerate(steps, 1):
            self._do(step, plan)
            if done % 25 == 0 or done == len(steps):
                kills = self.processes.kills
                say(f"{done} of {len(steps)} done: {kills.total} kills, {kills.inside_total} inside a transaction")
            time.sleep(self._dice.random() * 2 * plan.pause)

    def close(self) -> None:
        """Hang up on the service and on its database."""
        self._probe.close()
        if self._postgres is not None:
            self._postgres.close()

    def _do(self, step: str, plan: Plan) -> None:
        if step == "kill":
            if self.processes.kills.total < plan.kills:  # killing both workers at once counts as two
                self._kill(plan)
        elif step == "restart":
            self._restart()
        elif step == "full disk":
            self._fill_disk()
        else:
            self._lock(float(step.split()[2]))

    def _kill(self, plan: Plan) -> None:
        self.highest_load = max(self.highest_load, os.getloadavg()[0])
        self._wait("every process runs again", self.processes.are_complete, time.monotonic())
        ((kind, all_of_them, _),) = self._dice.choices(plan.kinds, [weight for *_, weight in plan.kinds])
        aimed = self._dice.random() < AIMED
        self.processes.kill(kind, aimed=aimed, all_of_them=all_of_them, just_before=self._ask_postgres)
        began = time.monotonic()
        name = f"{kind}s" if all_of_them else kind
        self._until_saving(f"kill {name}", began)
        if kind == "job worker":
            self._until_mail(f"kill {name}, until e-mail", began)

    def _ask_postgres(self, pids: set[int]) -> None:
        """Count those of them that hold a transaction which has written, as PostgreSQL itself says."""
        if self._campus.stored.kind != "postgresql":
            return
        try:
            if self._postgres is None or self._postgres.closed:
                self._postgres = psycopg.connect(self._campus.stored.place, autocommit=True)
            rows = self._postgres.execute(OPEN_IN_POSTGRES).fetchall()
        except psycopg.OperationalError:
            self._postgres = None
            return
        self.seen_by_postgres += len({int(name.split()[1]) for (name,) in rows} & pids)

    def _restart(self) -> None:
        began = time.monotonic()
        restart_postgres(self._disk / "postgres")
        self._until_saving("restart PostgreSQL", began)
        self._until_mail("restart PostgreSQL, until e-mail", began)

    def _lock(self, seconds: float) -> None:
        name = f"lock for {seconds:.0f} s"
        before = len(self.processes.errors())
        with self._campus.stored.locked(*self._dice.choice(LOCKS)):
            time.sleep(seconds)
        began = time.monotonic()
        self.refusals[name] += self.processes.errors()[before:]
        self._until_saving(name, began)
        self._until_mail(f"{name}, until e-mail", began)

    def _fill_disk(self) -> None:
        before = len(self.processes.errors())
        with full(self._disk):
            deadline = time.monotonic() + SECONDS_UNTIL_FULL
            while not self._disk_errors(before) and time.monotonic() < deadline:
                time.sleep(0.2)
            time.sleep(SECONDS_FULL)
            found = self._disk_errors(before)
        began = time.monotonic()
        self.refusals["full disk"] += found
        if not found:
            self._campus.faults.append("the disk was full, and no transaction ever felt it")
        self._start_again_what_stopped()
        self._until_saving("full disk", began)
        self._until_mail("full disk, until e-mail", began)

    def _disk_errors(self, before: int) -> list[str]:
        words = ("database or disk is full", "No space left on device", "disk I/O error")
        return [each for each in self.processes.errors()[before:] if any(word in each for word in words)]

    def _start_again_what_stopped(self) -> None:
        """PostgreSQL ends itself when its own log finds no room; the system that started it starts it again."""
        if self._campus.stored.kind != "postgresql":
            return
        try:
            psycopg.connect(self._campus.stored.place, connect_timeout=5).close()
        except psycopg.OperationalError:
            self.stopped_by_itself += 1
            start_postgres(self._disk / "postgres", durable=True)

    def _until_saving(self, name: str, began: float) -> None:
        self._wait(name, self._probe.save, began)

    def _until_mail(self, name: str, began: float) -> None:
        person = next(self._people)
        person.ask_for_mail()
        self._wait(name, lambda: self._probe.has_reached(person.email), began)

    def _wait(self, name: str, works: Callable[[], bool], began: float) -> None:
        while not works():
            if time.monotonic() - began > SECONDS_AT_MOST:
                raise TimeoutError(f"not back within {SECONDS_AT_MOST:.0f} s: {name}")
            time.sleep(0.03)
        self.recoveries[name].append(time.monotonic() - began)
