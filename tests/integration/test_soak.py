"""The soak in small: a few kills while answers are being saved, and everything acknowledged is there, once."""

from pathlib import Path

from bench.soak.disturbances import WEB_ALONE, Plan
from bench.soak.soaking import soak


def test_no_acknowledged_answer_is_lost_or_doubled_when_workers_are_killed(tmp_path: Path) -> None:
    plan = Plan(kills=3, restarts=0, short_locks=0, long_locks=0, full_disks=0, pause=0.5, kinds=WEB_ALONE)
    result = soak("sqlite", plan, tmp_path, seed=2026, breaks=False, say=print)
    assert list(result.account.words()) == []
    assert result.account.acknowledged["answer"] > 0
    assert result.disturber.processes.kills.total >= plan.kills
    assert result.faults == []
