"""`./run bench`: what one request costs, and how many journeys a second there can be, on each database.

The service runs as it is deployed, and real signed-in people ask it over HTTP from the same processors: so requests a
second are a lower bound, and processor milliseconds (web workers, job worker and database together) and ratios to
/healthz in the same run are what to trust; walls drift.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
from flask import Flask

from bench.answers import Key
from bench.databases import KINDS, throwaway
from bench.measuring import Meter
from bench.open_loop import find_saturation
from bench.population import Population, count_past, populate
from bench.requests import LEARNERS, Requests, count_statements
from bench.running import Service, processes_below, running
from bench.table import in_mebibytes, print_table
from bench.visitor import PASSWORD
from lms import settings
from lms.accounts.service.hashing import HASHER
from lms.app import create_app
from lms.catalogue.queries import get_live_course
from lms.db.transaction import own_transaction

WORKERS = 2
ROUNDS = 3
PEOPLE = 20_000
SPARE = 3_000  # learners for the open loop: nobody takes the same module twice


def main() -> int:
    """Measure each database and print the figures."""
    asked = _arguments()
    key = Key()
    print(f"{psutil.cpu_count()} processors, Python {sys.version.split()[0]}, {WORKERS} workers;", end=" ")
    print(f"checking one password costs {_password_cost():.0f} CPU-ms here", flush=True)
    for kind in (asked.database,) if asked.database else KINDS:
        with _filled(kind, asked.people) as (service, app, population):
            meter = Meter(_roots(service, kind))
            print(f"at rest (PSS): {_at_rest(service)}; with the database {in_mebibytes(meter.pss())}", flush=True)
            requests = Requests(service, meter, population, key)
            with meter.watching_memory():
                for number in range(ROUNDS):
                    requests.measure_round(population.learners[number * LEARNERS :][:LEARNERS])
            statements = count_statements(app, population, key, population.learners[ROUNDS * LEARNERS])
            print_table(kind, requests, statements, meter.peak_pss)
            if not asked.closed:
                find_saturation(service, population, key, population.learners[ROUNDS * LEARNERS + 1 :])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=KINDS, help="only this one")
    parser.add_argument("--people", type=int, default=PEOPLE, help="members that the reports are about")
    parser.add_argument("--closed", action="store_true", help="leave out the run with arriving journeys")
    return parser.parse_args()


def _password_cost() -> float:
    """Processor milliseconds of one Argon2id hash: a yardstick for comparing machines."""
    costs = []
    for _ in range(20):
        before = time.process_time()
        HASHER.hash(PASSWORD)
        costs.append(1000 * (time.process_time() - before))
    return statistics.median(costs)


@contextmanager
def _filled(kind: str, people: int) -> Iterator[tuple[Service, Flask, Population]]:
    """The service over a database of this kind that holds so many people, and the application to look into it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        database = stack.enter_context(throwaway(kind, folder))
        service = stack.enter_context(
            running(folder / "data", log=None, **{"GRANIAN_WORKERS": str(WORKERS), **database})
        )
        environment = {"LMS_MODE": "demo", "LMS_DATA": str(service.data), "PORT": str(service.port), **database}
        app = create_app(settings.read(environment))
        with app.app_context():
            with own_transaction():
                live = get_live_course("four")
                population = populate(live, people=people, learners=ROUNDS * LEARNERS + 1 + SPARE)
            count_past(population.since)
        print(f"\n{kind}: {people:,} people in one trust of an ICB", flush=True)
        yield service, app, population


def _at_rest(service: Service) -> str:
    supervisor = psutil.Process(service.process.pid)
    parts = {"supervisor": [supervisor], **processes_below(supervisor)}
    sizes = {name: sum(each.memory_full_info().pss for each in found) for name, found in parts.items()}
    return ", ".join(f"{name} {in_mebibytes(size)}" for name, size in sizes.items())


def _roots(service: Service, kind: str) -> list[int]:
    """The processes that the service consists of: its own, and the database server's."""
    servers = [each.pid for each in psutil.process_iter(["cmdline"]) if _is_server(each, service.data.parent)]
    assert bool(servers) == (kind == "postgresql"), "the database server was not found"
    return [service.process.pid, *servers]


def _is_server(process: psutil.Process, folder: Path) -> bool:
    words = process.info["cmdline"] or []
    return bool(words) and words[0].endswith("postgres") and str(folder) in " ".join(words)


if __name__ == "__main__":
    sys.exit(main())
