"""One foreign text through the child that the web editor asks, and everything that must not happen on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from signal import SIGPROF
from typing import TypeVar

import psutil

from bench.foreign.texts import Form, Text
from bench.foreign.words import lost_words
from lms.content.bounded import TOO_LONG
from lms.content.drafting import piece_at
from lms.content.problems import Problem
from lms.content.schema import Drawn, FromMoodle
from lms.content.workbench import TookTooLong, Workbench

MOST_PIECES = 40  # of one file: the next page of a long one is drawn by the same code
Answer = TypeVar("Answer")


class Watched(Workbench):
    """A workbench that says how its children ended, and what each wish cost."""

    def __init__(self) -> None:
        super().__init__()
        self.ended: list[int] = []  # of children that were not ended by `close`
        self.longest = self.cpu = 0.0
        self.peak = 0

    def close(self) -> None:
        """End the child; one that has ended by itself is noted with how."""
        if self._child:
            try:
                self.ended.append(self._child.wait(0.5))
            except Exception:  # it is alive: whoever closes it wants its end
                self._note_memory()
        super().close()

    def timed(self, wish: Callable[[], Answer]) -> Answer:
        """Do this, and keep how long it took at most, by the clock and of a processor."""
        began, before = time.monotonic(), self._cpu()
        try:
            return wish()
        finally:
            self.longest = max(self.longest, time.monotonic() - began)
            self.cpu = max(self.cpu, self._cpu() - before)
            self._note_memory()

    def _cpu(self) -> float:
        try:
            used = psutil.Process(self._child.pid).cpu_times() if self._child else None
        except psutil.Error:
            return 0.0
        return float(used.user + used.system) if used else 0.0

    def _note_memory(self) -> None:
        try:
            found = psutil.Process(self._child.pid).memory_info().rss if self._child else 0
        except psutil.Error:
            return
        self.peak = max(self.peak, found)


@dataclass
class Tried:
    """What became of a text."""

    text: Text
    problems: list[Problem] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    empty: int = 0  # pieces of which nothing could be drawn
    left_out: int = 0  # pieces that were not asked for
    seconds: float = 0.0
    cpu: float = 0.0
    too_long: bool = False
    broke: list[str] = field(default_factory=list)  # what the renderer raised
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # what must not happen

    @property
    def reasons(self) -> list[Problem]:
        """What stops it."""
        return [problem for problem in self.problems if problem.stops]

    @property
    def fate(self) -> str:
        """What became of it, in a word or two."""
        if not self.drawn:
            return "took too long" if self.too_long else "not drawn"
        return "in part" if self.reasons or self.empty or self.too_long else "whole"


def try_text(text: Text, bench: Watched) -> Tried:
    """Check it and draw every piece of it, as the editor does."""
    bench.longest = bench.cpu = 0.0
    ended = len(bench.ended)
    tried = Tried(text)
    if text.form is Form.MOODLE:
        text = _import(tried, bench)
    _check(tried, text, bench)
    _draw(tried, text, bench)
    tried.seconds, tried.cpu = bench.longest, bench.cpu
    tried.faults += [f"a child ended with {code}" for code in bench.ended[ended:] if code != -SIGPROF]
    _judge(tried, text)
    return tried


def _import(tried: Tried, bench: Watched) -> Text:
    """What Moodle's questions read like here; what is refused of them is told like any other problem."""
    try:
        found = bench.timed(lambda: bench.from_moodle(tried.text.data))
    except TookTooLong:
        tried.too_long, found = True, FromMoodle()
    tried.problems += [Problem(tried.text.name, each.line, each.reason, "See the reason.") for each in found.refused]
    tried.faults += ["a refusal without a reason" for each in found.refused if not each.reason]
    if not found.taken and not found.refused and not tried.too_long:
        tried.faults.append("nothing was taken and nothing refused")
    return replace(tried.text, data=found.markdown.encode())


def _check(tried: Tried, text: Text, bench: Watched) -> None:
    report = bench.timed(lambda: bench.check(text.files))
    last = text.files[text.path].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in report.problems:
        if problem.message == TOO_LONG:
            tried.too_long = True
        if not (problem.message and problem.advice):
            tried.faults.append(f"a problem without words or advice: {problem}")
        if problem.file == text.path and not 1 <= problem.line <= last:
            tried.faults.append(f"a problem outside the file of {last} lines: {problem}")
        if problem.message == TOO_LONG or (problem.file == text.path and problem.line >= text.first_line):
            tried.problems.append(problem)


def _draw(tried: Tried, text: Text, bench: Watched) -> None:
    try:
        parts = bench.timed(lambda: bench.outline(text.files)).parts
    except TookTooLong:
        tried.too_long = True
        return
    lines = [part.line for part in parts if part.path == text.shown_in] or [1]
    tried.left_out = max(0, len(lines) - MOST_PIECES)
    for line in lines[:MOST_PIECES]:
        _draw_piece(tried, text, line, bench)


def _draw_piece(tried: Tried, text: Text, line: int, bench: Watched) -> None:
    try:
        drawn = bench.timed(lambda: bench.draw(text.files, text.shown_in, line))
    except TookTooLong:
        tried.too_long = True
        return
    if drawn.page or drawn.question or drawn.case:
        tried.drawn.append(drawn)
        return
    tried.empty += 1
    try:
        piece_at(text.files, text.shown_in, line)
    except Exception as error:
        tried.broke.append(f"{type(error).__name__}: {' '.join(str(error).split())[:80]}")


def _judge(tried: Tried, text: Text) -> None:
    """A text may lose words, break the renderer or come to nothing only where a problem says why."""
    if not tried.left_out and tried.drawn and not tried.empty and text.form is not Form.DRAWING:
        tried.lost = lost_words(text.data.decode(errors="replace"), tried.drawn)
    if tried.reasons or tried.too_long:
        return
    tried.faults += [f"the renderer broke without a reason: {each}" for each in tried.broke]
    if not tried.drawn:
        tried.faults.append("nothing was drawn, and no problem says why")
    if tried.lost:
        tried.faults.append(f"words are lost, and no problem says why: {' '.join(tried.lost[:12])}")
