"""`./run rolling [HANDOVERS]`: the web server is replaced under load; not one request may fail, no answer be missing.

Two kinds of people study meanwhile. Some connect anew for each request, as a proxy without kept connections does;
others keep one connection to a real proxy, where one is found: Caddy, which connects anew to the server each time,
as the one of deploy/ does.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.answers import any_answer, choices_on
from bench.databases import KINDS, throwaway
from bench.running import free_port
from bench.stored import Stored
from bench.visitor import ATTEMPT, MODULE, Visitor, token_in
from lms.serve import PREPARE
from lms.serve_web import OverSocket

HANDOVERS = 20
SECONDS_BETWEEN = 0.5
SECONDS_TO_START = 90
SECONDS_TO_THINK = 0.05  # requests are always under way, and the database is never the bottleneck
MODEL = "clinician@demo.example"  # everybody has this account's password and post
EACH = 3  # people who connect anew, and people who keep a connection
STORED = """SELECT count(*) AS n FROM saved_answer s JOIN attempt a ON a.id = s.attempt_id
    JOIN person p ON p.id = a.person_id WHERE substr(p.email, 1, 7) = 'rolling'"""
CADDYFILE = """{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    reverse_proxy unix/{socket} {{
        lb_try_duration 10s
        transport http {{
            keepalive off
        }}
    }}
}}
"""


@dataclass
class Counted:
    """What one person met."""

    requests: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)
    acknowledged: int = 0


class Student(Visitor):
    """Somebody who reads pages and saves answers, one after another, and counts."""

    def __init__(self, connection: HTTPConnection, *, anew: bool) -> None:
        super().__init__(0)
        self._connection = connection
        self._anew = anew
        self.counted = Counted()

    def get_ready(self, email: str) -> None:
        """Sign in, read the module, begin its questions."""
        self.sign_in(email)
        page = self.begin_module()
        while page.rpartition("/")[2].isdigit():  # until the cases or the questions come
            self.submit(page, page)
            page = self.location
        self.submit(f"{MODULE}/questions", f"{MODULE}/questions")
        first = self.get(f"{MODULE}/questions/1")[1]
        found = ATTEMPT.search(first)
        assert found, first[:2000]
        self._fields = {"csrf_token": token_in(first), "attempt": found.group(1)}
        self._choices = choices_on(first)
        self.counted = Counted()

    def study_until(self, over: threading.Event, dice: random.Random) -> None:
        """Read, answer, read, answer; a request that is not answered as it should be is a failure."""
        last: object = None
        while not over.is_set():
            self._try("GET", MODULE + "/1", 200, partial(self.get, f"{MODULE}/1"))
            answer = any_answer(self._choices, dice)
            if self._try("POST", "an answer", 303, partial(self._answer, answer)) and answer != last:
                self.counted.acknowledged += 1
                last = answer
            time.sleep(dice.uniform(0, 2 * SECONDS_TO_THINK))

    def _answer(self, answer: dict[str, list[str]]) -> tuple[int, str]:
        return self.post(f"{MODULE}/questions/1", {**self._fields, **answer})

    def _try(self, method: str, what: str, wanted: int, send: Callable[[], tuple[int, str]]) -> bool:
        began = time.monotonic()
        self.counted.requests += 1
        try:
            status, _ = send()
        except (OSError, HTTPException) as error:
            self.counted.failures.append(
                f"{method} {what}: {type(error).__name__} {error} after {time.monotonic() - began:.3f} s"
            )
            return False
        finally:
            self.counted.slowest = max(self.counted.slowest, time.monotonic() - began)
            if self._anew:
                self.close()
        if status != wanted:
            self.counted.failures.append(f"{method} {what}: {status} at {time.strftime('%H:%M:%S')}")
        return status == wanted


def main() -> int:
    """Replace, study, count, on both databases; returns the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is stopped in any case
    handovers = int(sys.argv[1]) if len(sys.argv) > 1 else HANDOVERS
    return 1 if any([_roll(kind, handovers) for kind in KINDS]) else 0


def _roll(kind: str, handovers: int) -> bool:
    """One database; whether anything failed or is missing."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with (
            throwaway(kind, folder) as settings,
            serving(folder, settings) as (process, environment),
            proxied(folder, Path(environment["SOCKET"])) as port,
        ):
            address = settings.get("DATABASE_URL", str(folder / "data" / "learning.sqlite"))
            stored = Stored(kind, address.replace("+psycopg", ""))
            students = _students(stored, Path(environment["SOCKET"]), port)
            over, began = threading.Event(), time.monotonic()
            threads = [
                threading.Thread(target=student.study_until, args=(over, random.Random(number)), daemon=True)
                for number, student in enumerate(students)
            ]
            for thread in threads:
                thread.start()
            done = sum(_replace(process, environment) for _ in range(handovers))
            over.set()
            for thread in threads:
                thread.join()
            return _report(kind, done, handovers, time.monotonic() - began, students, stored)


def _students(stored: Stored, path: Path, port: int | None) -> list[Student]:
    anew = [Student(OverSocket(path, timeout=30), anew=True) for _ in range(EACH)]
    kept = [Student(HTTPConnection("127.0.0.1", port, timeout=30), anew=False) for _ in range(EACH if port else 0)]
    students = anew + kept
    emails = [f"rolling{number}@demo.example" for number in range(len(students))]
    stored.add_people(MODEL, emails)
    for student, email in zip(students, emails, strict=True):
        student.get_ready(email)
    return students


def _replace(process: subprocess.Popen[bytes], environment: dict[str, str]) -> bool:
    """One handover, as `systemctl reload` asks for it; whether a successor took over."""
    time.sleep(SECONDS_BETWEEN)
    command = (sys.executable, "-m", "lms.serve_web", "reload", str(process.pid))
    return subprocess.run(command, env=environment).returncode == 0


def _report(kind: str, done: int, wanted: int, seconds: float, students: list[Student], stored: Stored) -> bool:
    counted = [student.counted for student in students]
    failures = [failure for each in counted for failure in each.failures]
    acknowledged = sum(each.acknowledged for each in counted)
    rows = int(stored.one(STORED))
    print(f"\n{kind}: {done} of {wanted} handovers in {seconds:.0f} s")
    print(f"{sum(each.requests for each in counted)} requests, {len(failures)} failed")
    for name, group in (("connected anew", students[:EACH]), ("kept, by a proxy", students[EACH:])):
        requests = sum(student.counted.requests for student in group)
        slowest = max((student.counted.slowest for student in group), default=0)
        print(f"  {name:17} {requests:7} requests, the slowest took {slowest:.2f} s")
    print(f"{acknowledged} answers acknowledged as new, {rows} stored")
    for failure in failures[:20]:
        print(f"  {failure}")
    return bool(failures) or done != wanted or acknowledged != rows


@contextmanager
def serving(folder: Path, settings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    """The web server as it is deployed, behind a socket, over demo data; and the environment it has."""
    path = folder / "web.sock"
    environment = {**os.environ, "LMS_MODE": "demo", "LMS_DATA": str(folder / "data"), "SOCKET": str(path), **settings}
    subprocess.run(PREPARE, env=environment, check=True, stdout=subprocess.DEVNULL)
    with open(folder / "web.log", "wb") as words:
        command = (sys.executable, "-m", "lms.serve_web")
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=words)
    try:
        _wait_for(path, process, folder / "web.log")
        yield process, environment
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait_for(path: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not path.exists():
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


@contextmanager
def proxied(folder: Path, path: Path) -> Iterator[int | None]:
    """The port of a proxy before the socket; None, and words, where this computer has no Caddy."""
    found = os.environ.get("CADDY") or shutil.which("caddy")
    if not found:
        print("No caddy here (CADDY names one): kept connections are left out.", file=sys.stderr)
        yield None
        return
    port, written = free_port(), folder / "Caddyfile"
    written.write_text(CADDYFILE.format(port=port, socket=path))
    command = (found, "run", "--adapter", "caddyfile", "--config", str(written))
    home = {**os.environ, "HOME": str(folder)}
    process = subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_proxies(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_it_proxies(port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            assert Visitor(port).get("/healthz")[0] == 200
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise TimeoutError("the proxy did not answer")


if __name__ == "__main__":
    sys.exit(main())
