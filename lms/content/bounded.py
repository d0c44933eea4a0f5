"""Checking and rendering in a child process that is ended when its time is over: sizes first, then the text.

Whatever a text does to the parser happens to the child alone; and whoever serves pages never loads the renderer.
"""

import base64
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from lms.content.files import FILE_LIMIT, Files, too_much
from lms.content.problems import Problem
from lms.content.report import Report
from lms.content.schema import ServiceEntry

MEMORY = 1_000_000_000
READY = b"ready\n"
TOO_LONG = "Checking took too long."
WRITTEN = (".md", ".yaml", ".svg")


@dataclass(frozen=True)
class Compiled:
    """The report on a text, and the rendered course as it is stored, with its services; neither where it is stopped."""

    report: Report
    course: str | None = None
    services: tuple[ServiceEntry, ...] = ()


_compiled = TypeAdapter(Compiled)


def check_within(files: Files, seconds: float) -> Report:
    """The report on these files, or the one problem that it could not be had in time."""
    return _within(files, seconds, "check").report


def compile_within(files: Files, seconds: float) -> Compiled:
    """The report on these files, and the rendered course where nothing stops it."""
    return _within(files, seconds, "compile")


def _within(files: Files, seconds: float, wish: str) -> Compiled:
    heavy = too_much(files)
    if heavy:
        return Compiled(Report(heavy))
    root = Path(__file__).resolve().parent.parent.parent
    child = subprocess.Popen(
        [sys.executable, "-m", "lms.content.bounded", wish],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(root)},
    )
    return _answer(child, files, seconds)


def _answer(child: "subprocess.Popen[bytes]", files: Files, seconds: float) -> Compiled:
    """What the child says; its time starts when it says that it is ready."""
    assert child.stdout
    nothing = Compiled(Report((given_up(files),)))
    with child:
        try:
            if child.stdout.readline() != READY:
                return nothing
            said, _ = child.communicate(_pack(files), timeout=seconds)
            return _compiled.validate_json(said) if child.returncode == 0 else nothing
        except subprocess.TimeoutExpired:
            return nothing
        finally:
            child.kill()


def given_up(files: Files) -> Problem:
    """What is said where a report could not be had in time: nobody knows why, so it names the longest text."""
    written = [path for path in sorted(files) if path.endswith(WRITTEN)]
    longest = max(written, key=lambda path: len(files[path]), default="course.yaml")
    return Problem(longest, 1, TOO_LONG, "Make this text, the longest of the course, shorter and simpler.")


def _pack(files: Files) -> bytes:
    return json.dumps(
        {path: base64.b64encode(data[: FILE_LIMIT + 1]).decode() for path, data in files.items()}
    ).encode()


def _unpack(packed: bytes) -> Files:
    return {path: base64.b64decode(data) for path, data in json.loads(packed).items()}


def main(wish: str) -> None:
    """The child: read files on standard input, print the report and, if wished for, the rendered course."""
    from lms.content.check import examine
    from lms.content.directory import services_in
    from lms.content.render import render
    from lms.content.revision import dump

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    files = _unpack(sys.stdin.buffer.read())
    report, text = examine(files)
    said = Compiled(report)
    if wish == "compile" and text and not report.stops:
        said = Compiled(report, dump(render(text)), services_in(files))
    sys.stdout.buffer.write(_compiled.dump_json(said))


if __name__ == "__main__":
    main(sys.argv[1])
