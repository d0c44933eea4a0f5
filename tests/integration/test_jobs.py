"""The queue's file: nothing depends on it, so nothing stops when it is broken."""

from pathlib import Path

import pytest

from lms import jobs
from tests.support.site import make_app


@pytest.mark.parametrize("left", [b"", b"not a database at all" * 500, b"SQLite format 3\0" + b"\xff" * 8192])
def test_a_queue_that_cannot_be_read_is_made_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "jobs.sqlite").write_bytes(left)
    app = make_app(f"sqlite:///{tmp_path / 'learning.sqlite'}", tmp_path)
    queue = app.extensions["queue"]
    queue.storage.enqueue(b"a wake")
    assert queue.storage.dequeue() == b"a wake"
    queue.storage.close()


def test_a_worker_that_starts_delivers_mail_before_it_draws() -> None:
    order = jobs.missed()
    assert order[0] == "deliver_messages"
    assert order.index("draw_certificates") > 0
