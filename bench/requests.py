"""Every kind of request that the service answers, measured by itself, from signing in to a trainer's preview."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import psutil
from flask import Flask

from bench.answers import Key
from bench.journey import Journey
from bench.measuring import Measured, Meter, once, repeat
from bench.population import Population
from bench.running import Service, processes_below
from bench.statements import Inside, statements_of
from bench.visitor import Visitor
from bench.writing import Writing

HEALTH = "/healthz"
LEARNERS = 24  # signed in and in rotation
SECONDS = 3.0
# What leads and managers open: who, and where; `{trust}` is the largest organisation of the ICB.
REPORTS = {
    "report, one ICB": ("lead", "/reports"),
    "report, one trust": ("lead", "/reports/organisations/{trust}"),
    "report as CSV": ("lead", "/reports/csv"),
    "names, 50 a page": ("manager", "/organisations/{trust}/progress"),
    "names as CSV": ("manager", "/organisations/{trust}/progress/csv"),
}


class Requests:
    """What was measured so far: `rounds` by kind of request; of what is opened again and again `sizes` in bytes, and
    `waits`, the milliseconds until its first byte."""

    def __init__(self, service: Service, meter: Meter, population: Population, key: Key) -> None:
        self._service, self._meter, self._population, self._key = service, meter, population, key
        self.rounds: dict[str, list[Measured]] = {}
        self.sizes: dict[str, int] = {}
        self.waits: dict[str, float] = {}

    def measure_round(self, emails: Sequence[str]) -> None:
        """Each kind once: new learners from signing in to the download, then a lead, a manager and a trainer."""
        people = [self._journey(email) for email in emails]
        self._repeat(HEALTH, people, partial(_open, HEALTH))
        for each in people:
            each.ask_to_sign_in()
        self._once("sign-in", people, Journey.sign_in)
        for each in people:
            each.begin()
        self._repeat("module page", people, Journey.open_page)
        self._repeat("my learning", people, Journey.open_learning)
        self._assess(people)
        self._certify(people)
        self._report()
        self._write()

    def _assess(self, people: Sequence[Journey]) -> None:
        for each in people:
            each.read()
        count = min(each.begin_attempt() for each in people)
        saves = [partial(each.save, place) for place in range(1, count + 1) for each in people]
        self._note("answer save", once(self._meter, saves))
        self._once("submit", people, Journey.submit)

    def _certify(self, people: Sequence[Journey]) -> None:
        with self._worker_stopped():
            self._once("certificate issue", people, Journey.take_certificate)
            before = self._meter.cpu_seconds()
        for each in people:
            each.visitor.close()
            each.wait_for_pdf()
        drawing = Measured([0.0] * len(people), 0, self._meter.cpu_seconds() - before)
        self._note("certificate drawing", drawing)
        self._repeat("certificate download", people, Journey.download)

    def _report(self) -> None:
        chiefs = {name: self._journey(getattr(self._population, name)) for name in ("lead", "manager")}
        for chief in chiefs.values():
            chief.ask_to_sign_in()
            chief.sign_in()
        for name, (role, path) in REPORTS.items():
            self._repeat(name, [chiefs[role]], partial(_open, path.format(**self._population.places)))

    def _write(self) -> None:
        writing = Writing(Visitor(self._service.port), self._population.trainer, self._population.longest)
        writing.open()
        for name, work in (("preview as typed", writing.draw), ("check as typed", writing.check)):
            work()  # the child that keeps the course open has started
            writing.visitor.waits.clear()
            self._note(name, repeat(self._meter, [work], seconds=SECONDS))
            self.sizes[name] = len(writing.visitor.content)
            self.waits[name] = statistics.median(writing.visitor.waits)

    def _journey(self, email: str) -> Journey:
        return Journey(Visitor(self._service.port), email, self._key, max(self._key.modules))

    def _repeat(self, name: str, people: Sequence[Journey], work: Callable[[Journey], object]) -> None:
        for each in people:
            each.visitor.close()  # the service has hung up on those who waited long
            each.visitor.waits.clear()
        self._note(name, repeat(self._meter, [partial(work, each) for each in people], seconds=SECONDS))
        self.sizes[name] = len(people[0].visitor.content)
        self.waits[name] = statistics.median(wait for each in people for wait in each.visitor.waits)

    def _once(self, name: str, people: Sequence[Journey], work: Callable[[Journey], object]) -> None:
        self._note(name, once(self._meter, [partial(work, each) for each in people]))

    def _note(self, name: str, measured: Measured) -> None:
        self.rounds.setdefault(name, []).append(measured)

    @contextmanager
    def _worker_stopped(self) -> Iterator[None]:
        """Hold the job worker, so that issuing and drawing are measured apart."""
        workers = processes_below(psutil.Process(self._service.process.pid))["job worker"]
        assert workers, "the job worker was not found"
        for each in workers:
            each.suspend()
        try:
            yield
        finally:
            for each in workers:
                each.resume()


def _open(path: str, journey: Journey) -> None:
    journey.open(path)


def count_statements(app: Flask, population: Population, key: Key, email: str) -> dict[str, int]:
    """How many statements each kind of request sends, asked by one learner, a lead and a manager."""
    one = Journey(Inside(app), email, key, max(key.modules))
    counted: dict[str, int] = {}

    def count(name: str, work: Callable[[], object]) -> None:
        counted[name] = statements_of(app, work)

    count(HEALTH, partial(one.open, HEALTH))
    one.ask_to_sign_in()
    count("sign-in", one.sign_in)
    one.begin()
    one.open_page()
    count("module page", one.open_page)
    count("my learning", one.open_learning)
    one.read()
    one.begin_attempt()
    count("answer save", partial(one.save, 1))
    for place in range(2, len(one.answers) + 1):
        one.save(place)
    count("submit", one.submit)
    count("certificate issue", one.take_certificate)
    one.wait_for_pdf()
    count("certificate download", one.download)
    for name, (role, path) in REPORTS.items():
        chief = Journey(Inside(app), getattr(population, role), key, max(key.modules))
        chief.ask_to_sign_in()
        chief.sign_in()
        count(name, partial(chief.open, path.format(**population.places)))
    return counted
