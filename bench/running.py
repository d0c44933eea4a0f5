"""The whole service on a free port, with data of its own: what journeys and measurements stand on."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

SECONDS_TO_START = 180
INHERITED = ("DATABASE_URL", "SMTP_HOST", "PUBLIC_URL", "SECRET_KEY", "LMS_RECORD_KEY")


@dataclass
class Service:
    """A running service; `process` supervises the web server and the worker."""

    url: str
    port: int
    data: Path
    process: subprocess.Popen[bytes]
    log: Path


def processes_below(supervisor: psutil.Process) -> dict[str, list[psutil.Process]]:
    """Those that live now: `web server`, the `web worker`s that it starts, and `job worker`."""
    children = supervisor.children()
    servers = [each for each in children if "lms.web_server" in each.cmdline()]
    return {
        "web server": servers,
        "web worker": [worker for server in servers for worker in server.children()],
        "job worker": [each for each in children if each.cmdline()[-1:] == ["work"]],
    }


@contextmanager
def running(data: Path, *, log: Path | None = None, **settings: str) -> Iterator[Service]:
    """The service in demo mode, as `./run` starts it; `settings` are added to the environment.

    What it says is kept in `log`, or beside the data.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in INHERITED}
    environment |= {"LMS_MODE": "demo", "LMS_DATA": str(data), "PORT": str(port), **settings}
    data.mkdir(parents=True, exist_ok=True)
    log = log or data / "serve.log"
    with open(log, "wb") as words:
        command = (sys.executable, "-m", "lms.serve")
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=words, start_new_session=True)
    service = Service(f"http://127.0.0.1:{port}", port, data, process, log)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert process.returncode == 0, f"the service did not stop cleanly: {log.read_text()}"


def free_port() -> int:
    """A port of this computer that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_ready(service: Service) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while "Ready:" not in (words := service.log.read_text()):
        assert service.process.poll() is None, f"the service ended while it started:\n{words}"
        assert time.monotonic() < deadline, f"the service did not start within {SECONDS_TO_START} s:\n{words}"
        time.sleep(0.1)
