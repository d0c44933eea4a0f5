"""Journeys that arrive whether or not the service keeps up: more and more of them a second, until it does not.

Arrivals are drawn from a Poisson process, each a whole journey with pauses to think; 2 in 100 are a lead who drills
down and exports. A step counts only when the load itself was on time.
"""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from bench.answers import Key
from bench.journey import Journey, Work
from bench.measuring import percentile
from bench.population import Population
from bench.requests import REPORTS
from bench.running import Service
from bench.visitor import Visitor

STEPS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 13.0, 16.0, 20.0)  # journeys a second
SECONDS = 30.0
LEADS = 0.02
SECONDS_TO_THINK = 0.5  # on average, before each request
LATE_MILLISECONDS = 20.0  # 99 in 100 arrivals must be no later, else the step says nothing
SATURATED_SECONDS = 1.0  # 95 in 100 requests must be answered within
SEED = 2026


@dataclass
class Step:
    """What one rate of arrivals led to: milliseconds of each request, lateness of each arrival, journeys ended."""

    rate: float
    milliseconds: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    done: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everybody was served, and soon enough."""
        return not self.failures and percentile(self.milliseconds, 95) < 1000 * SATURATED_SECONDS


def find_saturation(service: Service, population: Population, key: Key, emails: tuple[str, ...]) -> None:
    """Print a line for each rate, up to the first that the service does not hold."""
    print("\narriving journeys a second, each a whole one; milliseconds a request")
    left, dice = iter(emails), random.Random(SEED)
    for rate in STEPS:
        step = run_step(service, population, key, left, rate, dice)
        print(_line(step), flush=True)
        if not step.holds:
            return


def run_step(
    service: Service, population: Population, key: Key, emails: Iterator[str], rate: float, dice: random.Random
) -> Step:
    """Let journeys arrive for some seconds, and wait for the last to end."""
    step, threads = Step(rate), []
    began = due = time.monotonic()
    while (due := due + dice.expovariate(rate)) < began + SECONDS:
        lead = dice.random() < LEADS
        email = population.lead if lead else next(emails)
        journey = Journey(Visitor(service.port, timeout=60), email, key, max(key.modules))
        works = leading(journey, population) if lead else learning(journey)
        time.sleep(max(0.0, due - time.monotonic()))
        step.late.append(1000 * (time.monotonic() - due))
        threads.append(threading.Thread(target=_travel, args=(step, works, random.Random(dice.random()))))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return step


def learning(journey: Journey) -> Iterator[Work]:
    """Sign in, my learning, three pages, the assessment with each answer saved, the certificate and its PDF."""
    yield journey.ask_to_sign_in
    yield journey.sign_in
    yield journey.open_learning
    yield journey.begin
    for page in (1, 2, 3):
        yield partial(journey.open_page, page)
    yield from journey.reading()
    yield journey.start_attempt
    while not journey.has_every_answer:
        yield journey.open_question
        yield journey.save_latest
    yield journey.submit
    yield journey.take_certificate
    yield journey.wait_for_pdf


def leading(journey: Journey, population: Population) -> Iterator[Work]:
    """Sign in, then every report that a lead has, down to the export."""
    yield journey.ask_to_sign_in
    yield journey.sign_in
    for role, path in REPORTS.values():
        if role == "lead":
            yield partial(journey.open, path.format(**population.places))


def _travel(step: Step, works: Iterator[Work], dice: random.Random) -> None:
    try:
        for work in works:
            time.sleep(dice.expovariate(1 / SECONDS_TO_THINK))
            began = time.perf_counter()
            work()
            step.milliseconds.append(1000 * (time.perf_counter() - began))
        step.done += 1
    except Exception as failure:
        step.failures.append(f"{type(failure).__name__}: {failure}"[:200])


def _line(step: Step) -> str:
    late = percentile(step.late, 99)
    void = "; void, the load was late itself" if late > LATE_MILLISECONDS else ""
    failed = f"; {len(step.failures)} failed, such as {step.failures[0]}" if step.failures else ""
    walls = ", ".join(f"p{percent} {percentile(step.milliseconds, percent):.0f}" for percent in (50, 95, 99))
    held = "held" if step.holds else "not held"
    return f"{step.rate:5.1f}/s  {step.done} journeys, {walls}, arrivals late p99 {late:.0f}: {held}{void}{failed}"
