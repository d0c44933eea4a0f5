"""Every certificate there is, checked as anybody would: by its code and by its PDF, on the page for that."""

import time
from hashlib import sha256
from typing import Any

from bench.soak.learner import NUMBER, Campus
from bench.stored import OURS, Stored
from bench.visitor import Visitor

SECONDS_FOR_PDFS = 240  # two claims of a killed worker, and the sweeps after them
GENUINE, UNALTERED = "This certificate is genuine", "exactly as this service made it"
ISSUED = f"""SELECT c.key, c.number, f.content FROM certificate c JOIN person p ON p.id = c.person_id
    LEFT JOIN certificate_file f ON f.certificate_id = c.id WHERE p.email {OURS}"""
MAIL_WAITING = f"""SELECT count(*) AS n FROM outbox_message
    WHERE delivered_at IS NULL AND given_up_at IS NULL AND "to" {OURS}"""


def wait_until_done(stored: Stored) -> float:
    """Wait, without any load, until every PDF is drawn and every e-mail delivered; how many seconds that took."""
    began = time.monotonic()
    while stored.one(MAIL_WAITING) or any(row["content"] is None for row in stored.rows(ISSUED)):
        if time.monotonic() - began > SECONDS_FOR_PDFS:
            break
        time.sleep(0.5)
    return time.monotonic() - began


def verify(campus: Campus) -> int:
    """How many certificates are confirmed by code and by file; the others are told as faults."""
    held = {key: learner for learner, key in campus.certified}
    confirmed = 0
    for place, row in enumerate(campus.stored.rows(ISSUED)):
        content = bytes(row["content"] or b"")
        visitor = Visitor(campus.port, address=f"172.16.{place // 250}.{place % 250}")  # each address may ask so often
        faults = list(_faults_of(visitor, row, content))
        if learner := held.get(row["key"]):
            shown = NUMBER.search(learner.open(f"/certificates/{row['key']}/"))
            status, _ = learner.visitor.get(f"/certificates/{row['key']}/certificate.pdf")
            learner.visitor.close()
            if not shown or shown.group(1).replace("-", "") != row["number"]:
                faults.append("its page shows another code")
            if status != 200 or sha256(learner.visitor.content).digest() != sha256(content).digest():
                faults.append("its holder downloads another file")
        visitor.close()
        campus.faults += [f"certificate {row['key']}: {each}" for each in faults]
        confirmed += not faults
    return confirmed


def _faults_of(visitor: Visitor, row: dict[str, Any], content: bytes) -> list[str]:
    faults = []
    if GENUINE not in visitor.post("/check", {"code": row["number"]})[1]:
        faults.append("its code is not confirmed")
    if UNALTERED not in visitor.upload("/check/file", "pdf", content, name="certificate.pdf")[1]:
        faults.append("its PDF is not confirmed")
    return faults
