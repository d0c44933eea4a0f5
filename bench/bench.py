"""`./run bench`: pages beside /healthz in the same run, and a certificate. Ratios are what to trust; walls drift.

The load comes from the same processors, so requests a second are a lower bound; CPU is the service's alone.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.running import Service, running
from bench.visitor import Visitor
from lms.certificates.pdf.sheet import draw_certificate
from lms.certificates.rules.printed import NOT_REVIEWED, Printed, PrintedModule

SECONDS = 3.0
ROUNDS = 3
VISITORS = 8
CERTIFICATES = 10


@dataclass
class Measured:
    """One page under load for one round."""

    requests: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def cpu_milliseconds(self) -> float:
        """Processor time of the whole service for one request."""
        return 1000 * self.cpu_seconds / self.requests


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service:
        visitors = [Visitor(service.port) for _ in range(VISITORS)]
        for visitor in visitors:
            visitor.sign_in()
        page = visitors[0].begin_module()
        paths = {"/healthz": "/healthz", "module page": page, "my learning": "/learning"}
        rounds = [{name: measure(service, visitors, path) for name, path in paths.items()} for _ in range(ROUNDS)]
    print(
        f"{'':12} {'requests/s':>11} {'CPU-ms each':>12} {'x /healthz':>11}   (median of {ROUNDS} interleaved rounds)"
    )
    for name in paths:
        rate = statistics.median(each[name].rate for each in rounds)
        cost = statistics.median(each[name].cpu_milliseconds for each in rounds)
        ratio = statistics.median(each[name].cpu_milliseconds / each["/healthz"].cpu_milliseconds for each in rounds)
        print(f"{name:12} {rate:11.0f} {cost:12.2f} {ratio:11.1f}")
    first, again = certificate_milliseconds()
    print(f"\ncertificate  drawn the first time {first:.0f} CPU-ms, then {again:.0f} (median of {CERTIFICATES})")


def measure(service: Service, visitors: list[Visitor], path: str) -> Measured:
    """All visitors open one page again and again for some seconds."""
    counts = [0] * len(visitors)
    until = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        while time.monotonic() < until:
            status, _ = visitors[number].get(path)
            assert status == 200, f"{path} answered {status}"
            counts[number] += 1

    before, began = cpu_seconds(service), time.monotonic()
    threads = [threading.Thread(target=visit, args=(number,)) for number in range(len(visitors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(sum(counts), time.monotonic() - began, cpu_seconds(service) - before)


def cpu_seconds(service: Service) -> float:
    """Processor time that every process of the service has used so far."""
    times = [each.cpu_times() for each in psutil.Process(service.process.pid).children(recursive=True)]
    return float(sum(each.user + each.system for each in times))


def certificate_milliseconds() -> tuple[float, float]:
    """Processor time of the first certificate of a process, and of one later on."""
    sheet = Printed(
        name="Rowan Adebayo-Ellis",
        title="Safeguarding: recognising unwanted behaviour",
        completed_on="21 November 2026",
        minutes="45 minutes",
        valid_until="21 November 2029",
        modules=(PrintedModule("Responding and referral routes", 45, 80),),
        outcomes=("recognise the signs and ask safely", "record and refer safely"),
        statement="Does not show competence in practice.",
        supports="Adds to, and does not replace, statutory safeguarding training.",
        revision=1,
        review=NOT_REVIEWED,
    )
    issued = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

    def draw() -> None:
        draw_certificate(sheet, number="0" * 26, issued_at=issued, check_address="https://learning.example/check")

    first = processor_milliseconds(draw)
    return first, statistics.median(processor_milliseconds(draw) for _ in range(CERTIFICATES))


def processor_milliseconds(work: Callable[[], None]) -> float:
    """Processor time of this process for a piece of work."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main()
