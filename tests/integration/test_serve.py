"""What dies is started again, what is asked to stop stops, and what cannot start says why."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from lms.serve import LONGEST_PAUSE, QUICK_DEATHS_ALLOWED, CannotServe, Child
from tests.support.browsing import LiveServer

WAITS = (sys.executable, "-c", "import time; time.sleep(600)")
LEAVES_A_CHILD = (
    sys.executable,
    "-c",
    "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).pid)",
)
SECONDS = 60


@pytest.fixture
def waiting() -> Iterator[Child]:
    child = Child("test", WAITS, os.environ)
    child.start()
    yield child
    child.ask_to_stop()
    child.make_stop(time.monotonic() + 10)


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def until(condition: str, found: object) -> None:
    deadline = time.monotonic() + SECONDS
    while not found():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"not within {SECONDS} s: {condition}"
        time.sleep(0.1)


def test_what_was_killed_is_started_again(waiting: Child) -> None:
    killed = pid_of(waiting)
    os.kill(killed, signal.SIGKILL)
    until("it is dead", waiting.is_dead)
    waiting.revive()
    assert not waiting.is_dead()
    assert pid_of(waiting) != killed


def test_stopping_ends_it_and_says_nothing_when_it_was_quick(
    waiting: Child, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting.ask_to_stop()
    waiting.make_stop(time.monotonic() + 10)
    assert waiting.is_dead()
    assert capsys.readouterr().err == ""


def test_what_it_left_behind_ends_with_it(tmp_path: Path) -> None:
    left = tmp_path / "pid"
    child = Child("test", ("sh", "-c", f'"{sys.executable}" -c "{LEAVES_A_CHILD[2]}" >"{left}"'), os.environ)
    child.start()
    until("it is dead", child.is_dead)
    orphan = psutil.Process(int(left.read_text()))
    child.make_stop(time.monotonic() + 1)
    until("the orphan is gone", lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)


def test_what_dies_at_once_time_after_time_is_given_up() -> None:
    child = Child("test", (sys.executable, "-c", "raise SystemExit(3)"), os.environ)
    child.start()
    with pytest.raises(CannotServe, match="stops as soon as it is started"):
        for _ in range(QUICK_DEATHS_ALLOWED + 1):
            until("it is dead", child.is_dead)
            child.revive()


def test_what_has_served_is_never_given_up_and_waits_a_little_longer_each_time() -> None:
    child = Child("test", (sys.executable, "-S", "-c", "raise SystemExit(3)"), os.environ)
    child.start()
    waits = []
    for _ in range(QUICK_DEATHS_ALLOWED + 3):
        until("it is dead", child.is_dead)
        began = time.monotonic()
        child.revive(has_served=True)
        waits.append(time.monotonic() - began)
    child.make_stop(time.monotonic() + 10)
    assert waits[0] < waits[-1] < LONGEST_PAUSE + 1


def test_a_taken_port_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {**os.environ, "PORT": str(port), "LMS_DATA": str(tmp_path), "LMS_MODE": "demo"}
        done = subprocess.run([sys.executable, "-m", "lms.serve"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert f"PORT={port + 1} ./run" in done.stderr


def test_web_server_and_worker_come_back_when_they_are_killed(live_server: LiveServer) -> None:
    supervisor = psutil.Process(live_server.process.pid)
    killed = supervisor.children()
    assert len(killed) == 2
    for process in killed:
        process.kill()

    def replaced() -> bool:
        return len(supervisor.children()) == 2 and not {each.pid for each in killed} & {
            each.pid for each in supervisor.children()
        }

    until("both run again", replaced)
    until("pages are served again", lambda: answers(live_server))


def answers(server: LiveServer) -> bool:
    try:
        with urlopen(f"{server.url}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False
