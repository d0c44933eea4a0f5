"""One soak of one database: the service as it is deployed, people studying, things done to it, the reckoning."""

import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.answers import Key
from bench.databases import throwaway
from bench.running import Service, running
from bench.soak import certificates
from bench.soak.disturbances import Disturber, Plan, Probe
from bench.soak.journal import Journal, entries
from bench.soak.learner import Campus, Ended, Learner
from bench.soak.reckoning import Account, reckon
from bench.soak.small_disk import small_disk
from bench.soak.watching import Processes
from bench.stored import Stored

HOOK = Path(__file__).resolve().parent / "hook"
MODEL = "clinician@demo.example"  # everybody has this account's password and post
PEOPLE_EACH_KILL, PEOPLE_AT_LEAST = 12, 60
LEARNERS = 6
PASSING = 0.85
WORKERS = 2


@dataclass(frozen=True)
class Soaked:
    """What came of it."""

    kind: str
    seconds: float
    account: Account
    disturber: Disturber
    faults: list[str]
    certificates: int
    confirmed: int
    seconds_until_done: float
    mails: tuple[int, int]  # different ones delivered, and how many of them twice


def soak(kind: str, plan: Plan, folder: Path, *, seed: int, breaks: bool, say: Callable[[str], None]) -> Soaked:
    """Everything for one database, below this folder, of which nothing is left running."""
    began = time.monotonic()
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(folder)) if plan.full_disks else _plain(folder)
        settings = stack.enter_context(throwaway(kind, disk))
        (folder / "watch").mkdir()
        watched = {"PYTHONPATH": str(HOOK), "SOAK_WATCH": str(folder / "watch"), "SOAK_BREAK": "1" if breaks else ""}
        (folder / "tmp").mkdir()  # what killed processes leave behind goes with the folder
        watched["TMPDIR"] = str(folder / "tmp")
        deployed = {"TRUSTED_PROXIES": "1", "GRANIAN_WORKERS": str(WORKERS)}
        log = folder / "serve.log"
        service = stack.enter_context(running(disk / "data", log=log, **settings, **watched, **deployed))
        place = settings.get("DATABASE_URL", str(service.data / "learning.sqlite")).replace("+psycopg", "")
        campus = Campus(service.port, Stored(kind, place), Key())
        disturber = storm(campus, service, plan, folder, seed=seed, say=say)
        waited = certificates.wait_until_done(campus.stored)
        confirmed = certificates.verify(campus)
        account = reckon(list(entries(folder / "journal")), campus.stored)
        count = len(campus.stored.rows(certificates.ISSUED))
        mails = _mails(service)
    return Soaked(kind, time.monotonic() - began, account, disturber, campus.faults, count, confirmed, waited, mails)


def storm(
    campus: Campus, service: Service, plan: Plan, folder: Path, *, seed: int, say: Callable[[str], None]
) -> Disturber:
    """People study a running service while things are done to it; what they sent is in `folder`/journal."""
    people = _people(campus, folder / "journal", plan, seed)
    probe = Probe(next(people), service.data / "mail")
    probe.settle(min(campus.key.modules))
    processes = Processes(service.process.pid, folder / "watch", random.Random(seed))
    disturber = Disturber(campus, processes, probe, people, folder / "disk", seed)
    _disturb(campus, disturber, plan, people, say)
    return disturber


def _plain(folder: Path) -> Path:
    disk = folder / "disk"
    disk.mkdir()
    return disk


def _people(campus: Campus, folder: Path, plan: Plan, seed: int) -> Iterator[Learner]:
    """Accounts nobody has used, one after another; each with a log of its own. Safe to ask from several threads."""
    emails = [f"{n:05}@soak.example" for n in range(PEOPLE_AT_LEAST + PEOPLE_EACH_KILL * plan.kills)]
    campus.stored.add_people(MODEL, emails)
    lock, numbers = threading.Lock(), itertools.count()

    class People(Iterator[Learner]):
        def __next__(self) -> Learner:
            with lock:
                number = next(numbers)
            journal = Journal(folder, f"{number:05}")
            return Learner(campus, journal, emails[number], random.Random(seed * 100_000 + number))

    return People()


def _disturb(
    campus: Campus, disturber: Disturber, plan: Plan, people: Iterator[Learner], say: Callable[[str], None]
) -> None:
    """Let people study while things are done to the service, then let everybody finish what they are sending."""

    def study(dice: random.Random) -> None:
        while not campus.ending.is_set():
            try:
                next(people).study(passes=dice.random() < PASSING)
            except Ended:
                continue

    def guarded(dice: random.Random) -> None:
        try:
            study(dice)
        except Exception as error:
            campus.faults.append(f"a learner was stopped by {type(error).__name__}: {error}")

    threads = [threading.Thread(target=guarded, args=(random.Random(number),)) for number in range(LEARNERS)]
    for thread in threads:
        thread.start()
    try:
        disturber.follow(plan, say)
    except TimeoutError as error:
        campus.faults.append(str(error))
    finally:
        campus.ending.set()
        for thread in threads:
            thread.join()
        disturber.close()
        campus.ending.clear()


def _mails(service: Service) -> tuple[int, int]:
    """How many different links came to our people, and how many came once more than they were asked for."""
    letters = [path.read_bytes().partition(b"\r\n\r\n") for path in (service.data / "mail").glob("*.eml")]
    messages = [words for head, _, words in letters if b"@soak.example" in head]
    return len(set(messages)), len(messages) - len(set(messages))
