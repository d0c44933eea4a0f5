"""A child process that keeps a course open while somebody writes it: what it has read once it does not read again.

Text from untrusted hands stays in the child, whose memory is bounded. A wish that takes too much of a processor is
given up; where that is not to be had the child is ended, and the next wish starts another. A child that nobody asks
ends by itself.
"""

import json
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import TypeAdapter

from lms.content.bounded import MEMORY, given_up
from lms.content.files import Files, too_much
from lms.content.problems import MANUAL
from lms.content.report import Report
from lms.content.schema import Drawn, DrawnModule, FromMoodle, Manual, Module, Outline, Question, Questions

IDLE_SECONDS = 300
MOODLE = "questions.xml"
SECONDS = 1.4  # of a processor, for one wish: about twice what the whole of the longest course takes
SECONDS_TO_GIVE_UP = 0.2
SECONDS_TO_ANSWER = 15  # whatever else the machine is doing; the child itself has `SECONDS` of a processor
SECONDS_TO_START = 20
ROOT = Path(__file__).resolve().parent.parent.parent

NO_ANSWER = {"given_up": True}

_report = TypeAdapter(Report)


class TookTooLong(TimeoutError):
    """The child did not answer in time, or could not answer at all."""


class GivenUp(BaseException):
    """A wish took too much of a processor; no error of the renderer, which whoever draws passes over."""


class Workbench:
    """One child, asked one thing at a time."""

    def __init__(self, seconds: float = SECONDS_TO_ANSWER) -> None:
        self._seconds, self._lock = seconds, Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._known: set[str] = set()  # the files that the child has, by their sha256
        self._too_slow: dict[str, str] = {}  # files that take too long to check: drawing them would take longer

    def check(self, files: Files, code: str = "") -> Report:
        """As `content.check`: every problem of these files, or the one that it could not be had in time. Of the draft
        of a course its `code` is given, which never changes."""
        if heavy := too_much(files):
            return Report(heavy)
        try:
            return _report.validate_python(self._ask(files, wish="check", code=code))
        except TookTooLong:
            return Report((given_up(files),))

    def draw(self, files: Files, path: str, line: int = 1, marked: Collection[int] = ()) -> Drawn:
        """What a learner gets of this file around this line: a page, with marks for these lines, a question or a case;
        nothing of it where the text has problems that keep it from being drawn. Raises `TookTooLong`."""
        if too_much(files):
            return Drawn()
        return Drawn.model_validate(self._ask(files, wish="draw", path=path, line=line, marked=sorted(marked)))

    def module(self, files: Files, folder: str) -> Module | None:
        """A whole module as learners get it; None where it cannot be drawn. Raises `TookTooLong`."""
        if too_much(files):
            return None
        return DrawnModule.model_validate(self._ask(files, wish="module", folder=folder)).module

    def outline(self, files: Files) -> Outline:
        """What is in these files. Raises `TookTooLong`."""
        return Outline() if too_much(files) else Outline.model_validate(self._ask(files, wish="outline"))

    def questions(self, files: Files, path: str) -> tuple[Question, ...]:
        """The questions of this quiz. Raises `TookTooLong`."""
        if too_much(files):
            return ()
        return Questions.model_validate(self._ask(files, wish="questions", path=path)).questions

    def from_moodle(self, data: bytes) -> FromMoodle:
        """What a Moodle XML file holds. Raises `TookTooLong`."""
        return FromMoodle.model_validate(self._ask({MOODLE: data}, wish="moodle"))

    def manual(self) -> Manual:
        """The manual for trainers, which does not change while this process lives. Raises `TookTooLong`."""
        return Manual.model_validate(self._ask({MANUAL: (ROOT / MANUAL).read_bytes()}, wish="manual"))

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.kill()
            self._child.communicate()
        self._child, self._known = None, set()

    def _ask(self, files: Files, **wish: Any) -> Any:
        names = _names(files)
        if names == self._too_slow or not self._lock.acquire(timeout=self._seconds):
            raise TookTooLong
        try:
            return self._answer(files, names, wish)
        except GivenUp:
            if wish["wish"] == "check":
                self._too_slow = names
            raise TookTooLong from None
        except (OSError, EOFError, ValueError):
            self.close()
            raise TookTooLong from None
        finally:
            self._lock.release()

    def _answer(self, files: Files, names: dict[str, str], wish: dict[str, Any]) -> Any:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._start()
        assert self._child and self._child.stdin and self._child.stdout
        new = {names[path]: data for path, data in files.items() if names[path] not in self._known}
        _send(self._child.stdin, pickle.dumps({**wish, "names": names, "data": new}))
        self._known = set(names.values())
        try:
            answer = json.loads(_receive(self._child.stdout, time.monotonic() + self._seconds))
        except EOFError:
            child = self._child
            self.close()
            if child.returncode == -signal.SIGPROF:
                raise GivenUp from None
            raise
        if answer == NO_ANSWER:
            raise GivenUp
        return answer

    def _start(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "lms.content.workbench"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)},
        )
        assert self._child.stdout
        _receive(self._child.stdout, time.monotonic() + SECONDS_TO_START)


workbench = Workbench()
"""This process's own; its child starts when somebody first writes."""


def _names(files: Files) -> dict[str, str]:
    return {path: sha256(data).hexdigest() for path, data in files.items()}


def _send(stream: Any, packed: bytes) -> None:
    stream.write(struct.pack(">I", len(packed)) + packed)
    stream.flush()


def _receive(stream: Any, deadline: float) -> bytes:
    """The next message; TookTooLong after the deadline, EOFError when the other side has ended."""
    (length,) = struct.unpack(">I", _read(stream.fileno(), 4, deadline))
    return _read(stream.fileno(), length, deadline)


def _read(descriptor: int, length: int, deadline: float) -> bytes:
    found = bytearray()
    while len(found) < length:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TookTooLong
        part = os.read(descriptor, length - len(found))
        if not part:
            raise EOFError
        found += part
    return bytes(found)


def main() -> None:
    """The child: one wish after another, until nobody has wished for anything in five minutes."""
    import lms.content.drafting  # noqa: F401  (before it says that it is ready)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    stdin = os.fdopen(sys.stdin.fileno(), "rb", buffering=0)  # nothing may wait in a buffer that `select` cannot see
    data: dict[str, bytes] = {}
    _send(sys.stdout.buffer, b"ready")
    while True:
        try:
            wish = pickle.loads(_receive(stdin, time.monotonic() + IDLE_SECONDS))  # from who started this process
        except (TookTooLong, EOFError):
            return
        known = data | wish["data"]
        data = {name: known[name] for name in wish["names"].values()}
        files = {path: data[name] for path, name in wish["names"].items()}
        _send(sys.stdout.buffer, json.dumps(_grant_in_time(wish, files)).encode())


def _grant_in_time(wish: Mapping[str, Any], files: Files) -> Any:
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS, SECONDS_TO_GIVE_UP)
    try:
        return _grant(wish, files)
    except GivenUp:
        return NO_ANSWER
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _give_up(*_: object) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the next one ends the process: nothing that a text does outlasts it
    raise GivenUp


def _grant(wish: Mapping[str, Any], files: Files) -> Any:
    from lms.content import drafting
    from lms.content.manual import draw_manual

    match wish["wish"]:
        case "check":
            return _report.dump_python(drafting.check(files, wish["code"]), mode="json")
        case "outline":
            return drafting.outline(files).model_dump(mode="json")
        case "questions":
            return drafting.questions(files, wish["path"]).model_dump(mode="json")
        case "module":
            return drafting.module(files, wish["folder"]).model_dump(mode="json")
        case "moodle":
            return drafting.from_moodle(files[MOODLE]).model_dump(mode="json")
        case "manual":
            return draw_manual(files[MANUAL].decode()).model_dump(mode="json")
        case _:
            return drafting.draw(files, wish["path"], wish["line"], wish["marked"]).model_dump(mode="json")


if __name__ == "__main__":
    main()
