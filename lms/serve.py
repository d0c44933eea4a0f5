"""Web server and job worker together: started, started again when one dies, and stopped cleanly.

For a laptop and for demonstration; on a server systemd and `serve_web` do this (docs/running-it.md).
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from lms import settings
from lms.mailbox import Mailbox
from lms.settings import Settings

FLASK = (sys.executable, "-m", "flask", "--app", "lms.app")
PREPARE = (sys.executable, "-m", "lms.prepare")
WORKER = (*FLASK, "work")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
QUICK_DEATHS_ALLOWED = 5
QUICK_SECONDS = 5.0
LONGEST_PAUSE = 3.0  # seconds


class CannotServe(Exception):
    """The service cannot run here; the message says why and what to do."""


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, or a TERM signal."""


@dataclass
class Child:
    """A process that is started again when it dies; whatever it started itself ends with it."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    folder: Path | None = None
    started_at: float = 0.0
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches only the one who stops it in order."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=self.folder, start_new_session=True)

    def is_dead(self) -> bool:
        """Whether it was started and has ended."""
        return self.process is not None and self.process.poll() is not None

    def revive(self, *, has_served: bool = False) -> None:
        """Start it again, after a pause that grows with each quick death, to 3 seconds at most.

        Raises `CannotServe` when it dies as soon as it is started, time after time, and has never served. Once it has,
        something that it needs is gone for a while (the database is restarting, the disk is full), and comes back.
        """
        self._end_group(signal.SIGKILL)
        quick = time.monotonic() - self.started_at < QUICK_SECONDS
        self.deaths = [*self.deaths, self.started_at] if quick else []
        if len(self.deaths) > QUICK_DEATHS_ALLOWED and not has_served:
            raise CannotServe(f"The {self.name} stops as soon as it is started; its own words are above.")
        print(f"The {self.name} stopped and is started again.", file=sys.stderr)
        time.sleep(min(0.2 * len(self.deaths), LONGEST_PAUSE))
        self.start()

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def make_stop(self, deadline: float) -> None:
        """Wait until the deadline (monotonic seconds), then end what is left of it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"The {self.name} did not stop in time and was ended.", file=sys.stderr)
        self._end_group(signal.SIGKILL)
        self.process.wait()

    def _end_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):  # nothing was left, which is as it should be
                os.killpg(self.process.pid, number)


def main() -> int:
    """Serve until stopped; returns the exit status."""
    _listen(_stop)
    children: list[Child] = []
    try:
        chosen = settings.read()
        _insist_on_free_port(chosen.host, chosen.port)
        environment = _environment(chosen)
        _prepare(environment)
        children += (
            Child("web server", web_command("--host", chosen.host, "--port", str(chosen.port)), environment),
            Child("job worker", WORKER, environment),
        )
        _serve(chosen, children)
    except (CannotServe, settings.UnsafeSettings) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except Stopped:
        print("\nStopping.", file=sys.stderr)
    finally:
        _stop_all(children)
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    _listen(_stop_already)
    raise Stopped


def _stop_already(_number: int, _frame: FrameType | None) -> None:
    """Asking twice does not stop anything sooner."""


def _listen(handler: Any) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _serve(chosen: Settings, children: list[Child]) -> None:
    for child in children:
        child.start()
    _wait_until_healthy(chosen, children)
    print(_welcome(chosen), flush=True)
    while True:
        time.sleep(0.2)
        _revive_dead(children, have_served=True)


def _revive_dead(children: list[Child], *, have_served: bool = False) -> None:
    for child in children:
        if child.is_dead():
            child.revive(has_served=have_served)


def _stop_all(children: list[Child]) -> None:
    _listen(_stop_already)
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.make_stop(deadline)


def _insist_on_free_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} cannot be used ({error.strerror}): is the service running already?\n"
                f"Stop what uses it, or choose another: PORT={port + 1} ./run"
            ) from error


def _environment(chosen: Settings) -> dict[str, str]:
    """What the children see; in demonstration without a mail server, one of our own takes the e-mail."""
    environment = dict(os.environ)
    if chosen.is_demo and "SMTP_HOST" not in os.environ:
        mailbox = Mailbox(chosen.data / "mail")
        mailbox.start()
        environment |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mailbox.port)}
    return environment


def _prepare(environment: Mapping[str, str]) -> None:
    if subprocess.run(PREPARE, env=environment).returncode != 0:
        raise CannotServe("The data could not be prepared; the lines above say why.")


def web_command(*address: str, python: str = sys.executable) -> tuple[str, ...]:
    """What starts the web server at an address, given as granian's options."""
    workers = os.environ.get("GRANIAN_WORKERS") or str(min(os.cpu_count() or 1, 4))
    options = ("--interface", "wsgi", *address, "--workers", workers, "--no-ws")
    quiet = ("--log-level", "warning", "--respawn-failed-workers", "--respawn-interval", "0.1")
    # A thread holds a database connection: never more of them than the pool has.
    limits = ("--blocking-threads", "4", "--backpressure", "64", "--workers-kill-timeout", "8")
    return (python, "-m", "lms.web_server", *options, *quiet, *limits, "wsgi:app")


def _wait_until_healthy(chosen: Settings, children: list[Child]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        _revive_dead(children)
        try:
            with urlopen(f"http://{_own(chosen.host)}:{chosen.port}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise CannotServe(f"The web server did not answer within {SECONDS_TO_START} seconds.")


def _own(host: str) -> str:
    """Where this computer reaches what listens at `host`: on every address, or on one."""
    return "127.0.0.1" if host == "0.0.0.0" else host


def _welcome(chosen: Settings) -> str:
    lines = [f"\nReady:    {chosen.public_url}/"]
    if chosen.is_demo:
        lines += [
            "Sign in:  clinician@demo.example, lead@, manager@, trainer@, reviewer@ or admin@demo.example",
            "          each with the password learning-demo-2026",
            "E-mail:   ./run mail shows what was sent",
        ]
    return "\n".join([*lines, "Stop:     Ctrl-C"])


if __name__ == "__main__":
    sys.exit(main())
