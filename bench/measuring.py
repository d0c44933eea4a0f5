"""Latency, processor time and memory of a service under load that comes from the same computer."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

THREADS = 4
SECONDS_BETWEEN_SAMPLES = 0.25


@dataclass
class Measured:
    """One kind of request in one round: milliseconds each, and the processor seconds of every process together."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second; the load's own processor time included, so a lower bound."""
        return len(self.milliseconds) / self.seconds

    @property
    def cpu(self) -> float:
        """Processor milliseconds a request."""
        return 1000 * self.cpu_seconds / len(self.milliseconds)

    def percentile(self, percent: int) -> float:
        """Milliseconds that so many percent of the requests stayed below."""
        return percentile(self.milliseconds, percent)


class Meter:
    """Processor time and memory of some processes and all that they have started."""

    def __init__(self, roots: Sequence[int]) -> None:
        self._roots = [psutil.Process(pid) for pid in roots]
        self.peak_pss = 0

    def cpu_seconds(self) -> float:
        """Processor seconds so far, those of ended children included."""
        times = [each.cpu_times() for each in self._processes()]
        ended = [root.cpu_times() for root in self._roots]
        used = sum(each.user + each.system for each in times)
        return float(used + sum(each.children_user + each.children_system for each in ended))

    def pss(self) -> int:
        """Bytes of memory, what is shared divided among those who share it."""
        total = 0
        for each in self._processes():
            try:
                total += each.memory_full_info().pss
            except psutil.Error:  # it ended since it was listed
                continue
        return total

    @contextmanager
    def watching_memory(self) -> Iterator[None]:
        """Note the highest memory within the block, as `peak_pss`."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(SECONDS_BETWEEN_SAMPLES):
                self.peak_pss = max(self.peak_pss, self.pss())

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _processes(self) -> list[psutil.Process]:
        return [each for root in self._roots for each in (root, *root.children(recursive=True))]


def repeat(meter: Meter, works: Sequence[Callable[[], object]], *, seconds: float) -> Measured:
    """Do these pieces of work in rotation, over and over, for some seconds."""
    until = time.monotonic() + seconds
    return _run(meter, works, lambda: time.monotonic() < until)


def once(meter: Meter, works: Sequence[Callable[[], object]]) -> Measured:
    """Do each piece of work once."""
    return _run(meter, works, None)


def _run(meter: Meter, works: Sequence[Callable[[], object]], go_on: Callable[[], bool] | None) -> Measured:
    measured = Measured()
    failures: list[BaseException] = []

    def drive(mine: Sequence[Callable[[], object]]) -> None:
        try:
            while True:
                for work in mine:
                    if go_on and not go_on():
                        return
                    began = time.perf_counter()
                    work()
                    measured.milliseconds.append(1000 * (time.perf_counter() - began))
                if not go_on:
                    return
        except BaseException as failure:
            failures.append(failure)
            raise

    shares = [works[number::THREADS] for number in range(THREADS)]
    threads = [threading.Thread(target=drive, args=(share,)) for share in shares if share]
    before, began = meter.cpu_seconds(), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds, measured.cpu_seconds = time.monotonic() - began, meter.cpu_seconds() - before
    assert not failures, f"the load failed: {failures[0]!r}"
    return measured


def median_of(rounds: Sequence[Measured], value: Callable[[Measured], float]) -> float:
    """The middle of the rounds."""
    return statistics.median(value(each) for each in rounds)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent stay below; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0
