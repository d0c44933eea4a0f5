"""Drawing in a child process: whoever serves pages never loads WeasyPrint, and no text waits in a queue or a file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock

from lms.cpd.rules.sheet import Sheet
from lms.db.transaction import release
from lms.log import get_logger

SECONDS = 30.0
PATIENCE_SECONDS = 5.0  # for the one before; longer would keep a thread from serving pages
ROOT = Path(__file__).resolve().parents[3]
KEPT = ("PATH", "HOME", "XDG_CACHE_HOME", "DYLD_FALLBACK_LIBRARY_PATH")
_drawing = Lock()  # one at a time in each web process
log = get_logger("cpd")


class CannotDraw(RuntimeError):
    """It was not drawn in time, or not at all."""


def draw_within(sheet: Sheet, seconds: float = SECONDS) -> bytes:
    """The sheet as PDF/UA-1. Ends the transaction first, so that nobody waits for its lock. Raises `CannotDraw`."""
    release()
    if not _drawing.acquire(timeout=PATIENCE_SECONDS):
        raise CannotDraw
    try:
        return _drawn(json.dumps(sheet.to_json()).encode(), seconds)
    finally:
        _drawing.release()


def _drawn(words: bytes, seconds: float) -> bytes:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lms.cpd.pdf.draw"],
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an error there could quote what somebody wrote
            cwd=ROOT,
            env=environment,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        log.warning("record_not_drawn", reason="out of time")
        raise CannotDraw from None
    if done.returncode != 0:
        log.error("record_not_drawn", status=done.returncode)
        raise CannotDraw
    return done.stdout
