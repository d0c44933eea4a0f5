"""A successor takes the web server's place: none is refused, what was begun is answered, a bad one changes nothing."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import psutil
import pytest

from lms.serve_web import SECONDS_FOR_WHO_CONNECTED, OverSocket
from tests.support.site import migrate

SECONDS = 90
HANDOVERS = 2


@dataclass
class Running:
    """A web server at a socket."""

    path: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    log: Path

    def reload(self) -> int:
        """What `systemctl reload` runs."""
        command = [sys.executable, "-m", "lms.serve_web", "reload", str(self.process.pid)]
        return subprocess.run(command, env=self.environment, stderr=subprocess.DEVNULL).returncode

    def servers(self) -> set[int]:
        return {each.pid for each in psutil.Process(self.process.pid).children()}

    def server(self) -> psutil.Process:
        """The one that serves, once its predecessor has ended."""
        deadline = time.monotonic() + SECONDS
        while len(found := psutil.Process(self.process.pid).children()) != 1:
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)
        return found[0]

    def get(self, path: str) -> int:
        connection = OverSocket(self.path, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for every test here: each leaves it serving."""
    folder = tmp_path_factory.mktemp("web")
    url = f"sqlite:///{folder / 'learning.sqlite'}"
    migrate(url, folder)
    path, log = folder / "web.sock", folder / "web.log"
    settings = {"LMS_MODE": "test", "LMS_DATA": str(folder), "DATABASE_URL": url, "SECRET_KEY": "of-this-test"}
    environment = {**os.environ, **settings, "SOCKET": str(path), "GRANIAN_WORKERS": "1"}
    with open(log, "wb") as words:
        command = [sys.executable, "-m", "lms.serve_web"]
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=words)
    deadline = time.monotonic() + SECONDS
    while not path.exists():
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    try:
        yield Running(path, process, environment, log)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
        assert not path.exists()


@dataclass
class Asking:
    """Somebody who opens one page after another, each over a connection of its own."""

    running: Running
    answers: list[object] = field(default_factory=list)

    def until(self, over: threading.Event) -> None:
        while not over.is_set():
            try:
                self.answers.append(self.running.get("/sign-in"))
            except (OSError, HTTPException) as error:
                self.answers.append(error)


def test_no_request_is_refused_while_successors_take_over(running: Running) -> None:
    first, over = running.servers(), threading.Event()
    people = [Asking(running) for _ in range(3)]
    threads = [threading.Thread(target=each.until, args=(over,)) for each in people]
    for thread in threads:
        thread.start()
    done = [running.reload() for _ in range(HANDOVERS)]
    over.set()
    for thread in threads:
        thread.join()
    assert done == [0] * HANDOVERS, running.log.read_text()
    assert not first & running.servers()
    assert [answer for each in people for answer in each.answers if answer != 200] == []
    assert min(len(each.answers) for each in people) > HANDOVERS


def test_a_form_that_is_half_sent_when_its_server_is_replaced_is_answered(running: Running) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as half:
        half.settimeout(SECONDS)
        half.connect(str(running.path))
        head = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        half.sendall(f"{head}Content-Length: 9\r\n\r\nemai".encode())
        assert running.reload() == 0
        time.sleep(SECONDS_FOR_WHO_CONNECTED + 1)  # by now the one that took the connection has been told to end
        half.sendall(b"l=a%40")
        assert half.recv(100).startswith(b"HTTP/1.1 4")  # it lacks its form token, as it should be told


def test_a_successor_that_cannot_serve_leaves_the_one_before_in_place(running: Running) -> None:
    words = running.server().cmdline()
    before, used = running.servers(), Path(words[words.index("--uds") + 1])
    in_its_way = used.with_suffix(f".{int(used.suffix[1:]) + 1}")
    in_its_way.mkdir()
    running.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + SECONDS
    while "The one before goes on" not in running.log.read_text():
        assert time.monotonic() < deadline, running.log.read_text()
        time.sleep(0.1)
    assert running.servers() == before
    assert running.get("/healthz") == 200
    in_its_way.rmdir()
    assert running.reload() == 0, "the next one takes over again"


def test_a_server_that_dies_is_started_again(running: Running) -> None:
    killed = running.server().pid
    os.killpg(killed, signal.SIGKILL)
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            assert running.get("/healthz") == 200
            break
        except OSError:
            assert time.monotonic() < deadline, running.log.read_text()
            time.sleep(0.1)
    assert killed not in running.servers()


def test_it_wants_to_know_where_to_listen() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SOCKET"}
    done = subprocess.run([sys.executable, "-m", "lms.serve_web"], env=environment, capture_output=True, text=True)
    assert (done.returncode, "SOCKET must say" in done.stderr) == (1, True)
