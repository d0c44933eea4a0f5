"""`./run soak [--database sqlite|postgresql] [--kills N] [--seed N] [--break-commit] [--small]`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from shutil import copyfile

from bench.databases import KINDS
from bench.soak.disturbances import Plan
from bench.soak.small_disk import can_be_made
from bench.soak.soaking import Soaked, soak

SEED = 2026
SECONDS_TO_BE_BACK = 10.0
KILLS = 200
INSIDE_AT_LEAST = 0.2
ENOUGH_KILLS = 50  # with fewer, chance decides how many fall inside a transaction


def main() -> int:
    """Soak one database or both, and say what came of it; 0 only when nothing is amiss."""
    asked = _arguments()
    if not (asked.small or asked.break_commit or can_be_made()):
        print("A small disk that can be filled is mounted by root alone: run this as root, or with --small.")
        return 2
    results = []
    for kind in (asked.database,) if asked.database else KINDS:
        print(f"{kind}, seed {asked.seed}", flush=True)
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            plan = _plan(kind, asked)
            result = soak(kind, plan, Path(folder), seed=asked.seed, breaks=asked.break_commit, say=_say)
            if asked.keep_log:
                copyfile(Path(folder) / "serve.log", f"{asked.keep_log}-{kind}.log")
        results.append((result, _amiss(result, plan)))
        _tell(*results[-1])
    _table([result for result, _ in results])
    return 1 if any(amiss for _, amiss in results) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run soak", description=__doc__)
    parser.add_argument("--database", choices=KINDS, help="one of them; otherwise each in turn")
    parser.add_argument("--kills", type=int, help=f"how many kills ({KILLS})")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another order of things")
    parser.add_argument("--small", action="store_true", help="a few kills and nothing else: half a minute")
    parser.add_argument("--keep-log", metavar="NAME", help="keep what the service said, as NAME-<database>.log")
    parser.add_argument("--break-commit", action="store_true", help="leave out commits now and then: this has to fail")
    return parser.parse_args()


def _plan(kind: str, asked: argparse.Namespace) -> Plan:
    if asked.small or asked.break_commit:
        return Plan(asked.kills if asked.kills is not None else 6, 0, 0, 0, 0, pause=0.3)
    kills = asked.kills if asked.kills is not None else KILLS
    return Plan(kills, restarts=10 if kind == "postgresql" else 0, short_locks=3, long_locks=2, full_disks=2)


def _amiss(result: Soaked, plan: Plan) -> list[str]:
    """In words, whatever keeps this soak from having shown what it is for."""
    kills = result.disturber.processes.kills
    amiss = [*result.account.words(), *dict.fromkeys(result.faults)]
    checks = {
        f"only {kills.total} of {plan.kills} kills": kills.total < plan.kills,
        "nothing was acknowledged": not result.account.acknowledged["answer"],
        f"only {kills.inside_total} of {kills.total} kills fell inside a writing transaction": (
            kills.total >= ENOUGH_KILLS and kills.inside_share < INSIDE_AT_LEAST
        ),
        f"{result.certificates - result.confirmed} certificates are not confirmed": (
            result.confirmed != result.certificates
        ),
        "a lock of 30 s was felt by nobody": plan.long_locks > 0 and not result.disturber.refusals["lock for 30 s"],
    }
    late = {name: sum(each > SECONDS_TO_BE_BACK for each in times) for name, times in _recoveries(result)}
    amiss += [
        f"{count} times back only after {SECONDS_TO_BE_BACK:.0f} s: {name}" for name, count in late.items() if count
    ]
    return amiss + [words for words, is_so in checks.items() if is_so]


def _recoveries(result: Soaked) -> list[tuple[str, list[float]]]:
    return sorted(result.disturber.recoveries.items())


def _longest(result: Soaked) -> float:
    return max((seconds for _, times in _recoveries(result) for seconds in times), default=0.0)


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", flush=True)


def _tell(result: Soaked, amiss: list[str]) -> None:
    print(f"\nback again after          times  median  longest   (seconds; {SECONDS_TO_BE_BACK:.0f} allowed)")
    for name, times in _recoveries(result):
        print(f"{name:40} {len(times):5} {sorted(times)[len(times) // 2]:7.2f} {max(times):8.2f}")
    for name, errors in sorted(result.disturber.refusals.items()):
        print(f"{name}: {len(errors)} refusals by the database, such as: {errors[0] if errors else 'none'}")
    for words in amiss:
        print(f"  {words}")
    print("Something is amiss.\n" if amiss else "Nothing is amiss.\n", flush=True)


def _table(results: list[Soaked]) -> None:
    rows: list[tuple[str, list[str]]] = []

    def row(name: str, words: list[str]) -> None:
        rows.append((name, words))

    kills = [each.disturber.processes.kills for each in results]
    accounts = [each.account for each in results]
    row("", [each.kind for each in results])
    row("minutes", [f"{each.seconds / 60:.1f}" for each in results])
    row("kills", [str(each.total) for each in kills])
    for kind in ("web worker", "web server", "job worker"):
        row(f"  {kind}", [str(each.by_kind[kind]) for each in kills])
    row("  that waited for a transaction to begin", [str(each.aimed) for each in kills])
    row(
        "inside a writing transaction",
        [f"{each.inside_total} ({each.inside_share:.0%})" for each in kills],
    )
    for state in ("begun", "rows written", "committing"):
        row(f"  {state}", [str(each.inside[state]) for each in kills])
    row("  as PostgreSQL saw it just before", [str(each.disturber.seen_by_postgres) for each in results])
    for what in ("answer", "submit", "read", "begin", "start", "certificate", "mail", "sign-in"):
        row(f"acknowledged: {what}", [str(each.acknowledged[what]) for each in accounts])
    row("without an answer", [str(each.unanswered) for each in accounts])
    row("answered with 503", [str(each.refused) for each in accounts])
    row("PostgreSQL ended itself, disk full", [str(each.disturber.stopped_by_itself) for each in results])
    row("lost", [str(len(each.lost)) for each in accounts])
    row("counted twice", [str(len(each.doubled)) for each in accounts])
    row("wrong", [str(len(each.wrong)) for each in accounts])
    row("certificates, confirmed", [f"{each.certificates}, {each.confirmed}" for each in results])
    row("e-mails delivered, some of them twice", [f"{each.mails[0]}, {each.mails[1]}" for each in results])
    row("load average, at most", [f"{each.disturber.highest_load:.1f}" for each in results])
    row("longest until back, s", [f"{_longest(each):.1f}" for each in results])
    row("until all PDFs and e-mails were done, s", [f"{each.seconds_until_done:.0f}" for each in results])
    for name, words in rows:
        print(f"{name:40}" + "".join(f"{word:>14}" for word in words))


if __name__ == "__main__":
    sys.exit(main())
