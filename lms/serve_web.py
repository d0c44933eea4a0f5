"""The web server behind a proxy: on HUP a successor takes its place, and not one request is refused.

It listens at a Unix socket. A successor (of whatever release `current` then points to) starts at a name of its own;
once it answers, one rename gives it the name that the proxy connects to. The predecessor answers what had connected
before, and then ends. A successor that does not answer is ended, and the predecessor goes on.
"""

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from lms import settings
from lms.serve import SECONDS_TO_START, CannotServe, Child, web_command

# Told to end in the middle of a request, a web process may hang with the database locked: so it is told when all that
# had connected before the rename is answered, but for what is still being sent.
SECONDS_FOR_WHO_CONNECTED = 5.0
SECONDS_TO_ANSWER = 30.0  # for what the predecessor has begun
ONLY_THE_GROUP = ("--uds-permissions", "660")
HOME = Path(sys.executable).absolute().parents[2]  # as it was named: a release is found by following it anew


class OverSocket(HTTPConnection):
    """HTTP to a Unix socket."""

    def __init__(self, path: Path, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = str(path)

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class WebServer:
    """The one that serves, at the socket; its successors come to their places by a rename."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0
        self._serving: Child | None = None

    def is_dead(self) -> bool:
        """Whether none was started yet, or it has ended by itself."""
        return self._serving is None or self._serving.is_dead()

    def hand_over(self) -> None:
        """Start a successor, give it the socket's name, and end the predecessor. Raises `CannotServe` and leaves
        everything as it was when the successor does not answer."""
        self._count += 1
        own = self._path.with_name(f"{self._path.name}.{os.getpid()}.{self._count}")
        home = HOME.resolve()
        command = web_command("--uds", str(own), *ONLY_THE_GROUP, python=str(home / ".venv" / "bin" / "python"))
        successor = Child("web server", command, os.environ, folder=home)
        successor.start()
        try:
            _wait_until_it_answers(successor, own)
        except CannotServe:
            _end(successor, 0)
            with suppress(OSError):
                own.unlink()
            raise
        own.rename(self._path)
        predecessor, self._serving = self._serving, successor
        if predecessor is not None:
            time.sleep(SECONDS_FOR_WHO_CONNECTED)
            _end(predecessor, SECONDS_TO_ANSWER)

    def stop(self) -> None:
        """Take no more requests, answer what was begun."""
        if self._serving is not None:
            self._path.unlink(missing_ok=True)
            time.sleep(SECONDS_FOR_WHO_CONNECTED)
            _end(self._serving, SECONDS_TO_ANSWER)


class Asked:
    """What signals have asked for."""

    to_stop = False
    to_hand_over = False


def main() -> int:
    """Serve until TERM; `reload PID` asks the one with that number to hand over, and waits until it has."""
    if sys.argv[1:2] == ["reload"]:
        return _reload(int(sys.argv[2]))
    _listen()
    try:
        server = WebServer(_socket())
        _serve(server)
    except (CannotServe, settings.UnsafeSettings) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def _serve(server: WebServer) -> None:
    try:
        server.hand_over()
        print("Ready", flush=True)
        while not Asked.to_stop:
            time.sleep(0.1)
            if server.is_dead():
                print("The web server stopped and is started again.", file=sys.stderr)
                server.hand_over()
            elif Asked.to_hand_over:
                Asked.to_hand_over = False
                _try_to_hand_over(server)
    finally:
        server.stop()


def _try_to_hand_over(server: WebServer) -> None:
    try:
        server.hand_over()
        print("Handed over", flush=True)
    except CannotServe as problem:
        print(f"{problem} The one before goes on.", file=sys.stderr)


def _reload(pid: int) -> int:
    """Ask for a successor; 1 when it has not taken over in time, and the predecessor goes on."""
    path = _socket()
    before, deadline = path.stat().st_ino, time.monotonic() + SECONDS_TO_START + SECONDS_TO_ANSWER + 5
    os.kill(pid, signal.SIGHUP)
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if path.exists() and path.stat().st_ino != before:
            return 0
    print("No successor took over: the one before goes on serving. Its log says why.", file=sys.stderr)
    return 1


def _socket() -> Path:
    named = settings.read().socket
    if not named:
        raise CannotServe("SOCKET must say where the proxy finds the web server, such as /run/learning/web.sock")
    return Path(named)


def _listen() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        Asked.to_stop = True

    def hand_over(_number: int, _frame: FrameType | None) -> None:
        Asked.to_hand_over = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGHUP, hand_over)


def _wait_until_it_answers(successor: Child, path: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and not Asked.to_stop:
        if successor.is_dead():
            raise CannotServe("The web server stopped as soon as it was started; its own words are above.")
        connection = OverSocket(path, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise CannotServe(f"The web server did not answer within {SECONDS_TO_START} seconds.")


def _end(child: Child, seconds: float) -> None:
    child.ask_to_stop()
    child.make_stop(time.monotonic() + seconds)


if __name__ == "__main__":
    sys.exit(main())
