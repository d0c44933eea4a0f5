"""The soak in small: a few kills while answers are being saved, and everything acknowledged is there, once."""

from pathlib import Path

from bench.answers import Key
from bench.soak.disturbances import WEB_ALONE, Plan
from bench.soak.journal import entries
from bench.soak.learner import Campus
from bench.soak.reckoning import reckon
from bench.soak.soaking import storm
from bench.stored import Stored
from tests.support.browsing import LiveServer
from tests.support.courses import FOUR, course_in


def test_no_acknowledged_answer_is_lost_or_doubled_when_workers_are_killed(
    live_server: LiveServer, tmp_path: Path
) -> None:
    plan = Plan(kills=3, restarts=0, short_locks=0, long_locks=0, full_disks=0, pause=0.5, kinds=WEB_ALONE)
    campus = Campus(live_server.port, Stored("sqlite", str(live_server.data / "learning.sqlite")), Key(course_in(FOUR)))
    disturber = storm(campus, live_server, plan, tmp_path, seed=2026, say=print)
    account = reckon(list(entries(tmp_path / "journal")), campus.stored)
    assert (account.lost, account.doubled) == ([], [])
    assert [each for each in account.wrong if "PDF" not in each] == []  # the job worker may be drawing still
    assert account.acknowledged["answer"] > 0
    assert disturber.processes.kills.total >= plan.kills
    assert campus.faults == []
