"""A backup taken while people work holds all that was acknowledged before; a restore is whole, or changes nothing."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, func, inspect, select, text

from lms.accounts.models import EmailToken, Person, Session
from lms.assessment.models import SavedAnswer
from lms.audit.models import AuditEvent
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.rules.number import grouped
from lms.db import backup
from lms.db.backup import BackupRefused, archive
from lms.db.base import Base, db
from lms.db.transaction import commit
from tests.integration.learning.conftest import Learner

WRITERS = 3
OPTIONS = "abc"


@pytest.fixture
def url(app: Flask) -> str:
    """The address of the database that the tests share."""
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


@pytest.fixture
def taken(app: Flask, make: Any, url: str, tmp_path: Path) -> Path:
    """A backup of a database with one person in it."""
    make.person(name="Rowan Adebayo-Ellis")
    commit()
    return backup.make(url, tmp_path / "one.backup")[0]


class Writer:
    """Somebody who goes on answering one question and remembers, in order, what was acknowledged."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        learner.begin()
        self.attempt = learner.attempt()
        self.acknowledged: list[str] = []

    def save(self) -> None:
        option = OPTIONS[len(self.acknowledged) % len(OPTIONS)]
        response = self.learner.answer(1, option, attempt=self.attempt)
        assert response.status_code == 303
        self.acknowledged.append(option)


@contextmanager
def writing(app: Flask, writers: list[Writer]) -> Iterator[None]:
    """All of them save answers until the block ends."""
    enough = Event()

    def write(writer: Writer) -> None:
        with app.app_context():
            while not enough.is_set():
                writer.save()

    threads = [Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def test_drill(app: Flask, make: Any, run_task: Any, url: str, empty: str, open_app: Any, tmp_path: Path) -> None:
    """Given people at work, when a backup is made and put back elsewhere, then every certificate verifies, by number
    and by PDF, and every answer that was acknowledged before the backup began is there."""
    live = make.publish(make.plain_course())
    for number in range(3):
        make.certificate(person=make.person(), course=live, name=f"Rowan Ellis {number}")
    run_task("draw_certificates")
    issued = db.session.execute(
        select(Certificate.number, CertificateFile.content).join(
            CertificateFile, CertificateFile.certificate_id == Certificate.id
        )
    ).all()
    writers = [Writer(signed_in(app, make)) for _ in range(WRITERS)]
    attempts = [writer.attempt for writer in writers]

    with writing(app, writers):
        while min(len(writer.acknowledged) for writer in writers) < 3:
            pass
        before = [list(writer.acknowledged) for writer in writers]
        file, _ = backup.make(url, tmp_path)
    assert all(len(writer.acknowledged) > len(kept) for writer, kept in zip(writers, before, strict=True)), "idle"
    manifest, kept_aside = backup.restore(empty, file, replace=False)

    assert kept_aside is None
    assert len(issued) == 3
    restored = open_app(empty)
    with restored.app_context():
        assert counts() == manifest.rows
        client = restored.test_client()
        for number, pdf in issued:
            assert "is genuine" in client.post("/check", data={"code": grouped(number)}).text
            assert "is genuine" in client.post("/check/file", data={"pdf": (BytesIO(pdf), "certificate.pdf")}).text
        for writer, kept, attempt in zip(writers, before, attempts, strict=True):
            stored = saved_answers(writer.learner.person.email)
            assert stored[: len(kept)] == kept, attempt
            assert stored == writer.acknowledged[: len(stored)]


def signed_in(app: Flask, make: Any) -> Learner:
    client, person = app.test_client(), make.person()
    make.sign_in(client, person)
    return Learner(client, make, person)


def saved_answers(email: str) -> list[str]:
    from lms.assessment.models import Attempt

    query = select(SavedAnswer.options).join(Attempt).join(Person, Person.id == Attempt.person_id)
    rows = db.session.scalars(query.where(Person.email == email).order_by(SavedAnswer.id)).all()
    return [option for [option] in rows]


def counts() -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_a_backup_lets_nobody_back_in(
    app: Flask, make: Any, url: str, empty: str, open_app: Any, tmp_path: Path
) -> None:
    """Given a session, a link and a waiting e-mail, then neither the backup nor what is restored from it has them."""
    client, person = app.test_client(), make.person()
    make.sign_in(client, person)
    app.test_client().post("/reset", data={"email": person.email})
    assert db.session.query(Session).count() == 1
    assert db.session.query(EmailToken).count() == 1
    [secret] = db.session.scalars(select(EmailToken.token_hash)).all()

    file, _ = backup.make(url, tmp_path)
    backup.restore(empty, file, replace=False)

    with zipfile.ZipFile(file) as packed:
        assert secret.encode() not in packed.read(backup.verify(file).payload)
    with open_app(empty).app_context():
        left = counts()
    assert [left[table] for table in ("session", "email_token", "outbox_message", "sign_in_failure")] == [0] * 4
    assert left["person"] == left["credential"] == 1


def test_a_backup_is_one_file_for_its_owner_alone_and_says_what_it_is(taken: Path, kind: str) -> None:
    assert taken.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in taken.parent.iterdir() if path.name.startswith(".backup")] == []
    said = backup.verify(taken)
    assert (said.kind, said.rows["person"], len(said.sha256)) == (kind, 1, 64)
    assert said.migration
    assert said.made_at.endswith("+00:00")


def test_a_backup_is_never_written_over_another(taken: Path, url: str) -> None:
    before = taken.read_bytes()
    with pytest.raises(BackupRefused, match="there already"):
        backup.make(url, taken)
    assert taken.read_bytes() == before


def damaged_in_the_middle(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [damaged_in_the_middle, lambda whole: whole[: len(whole) // 2], lambda whole: b"", lambda whole: b"no zip" * 1000],
    ids=["a byte changed", "cut off", "empty", "something else"],
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    taken: Path, url: str, damage: Callable[[bytes], bytes]
) -> None:
    bad = taken.with_name("bad.backup")
    bad.write_bytes(damage(taken.read_bytes()))
    with pytest.raises(BackupRefused, match="damaged"):
        backup.restore(url, bad, replace=True)
    assert db.session.query(Person).count() == 1


def repacked(file: Path, **fields: Any) -> Path:
    """The same backup with another manifest."""
    changed = file.with_name("changed.backup")
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(changed, "w") as other:
        manifest = json.loads(packed.read(archive.MANIFEST)) | fields
        other.writestr(manifest["payload"], packed.read(manifest["payload"]))
        other.writestr(archive.MANIFEST, json.dumps(manifest))
    return changed


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"migration": "9999"}, "newer"),
        ({"format": 2}, "newer version"),
        ({"kind": "another"}, "backup of another"),
        ({"sha256": "0" * 64}, "damaged"),
        ({"rows": {"person": 2}}, "rows"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(
    taken: Path, empty: str, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(BackupRefused, match=words):
        backup.restore(empty, repacked(taken, **fields), replace=True)
    engine = create_engine(empty)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


class TestOverData:
    @pytest.fixture
    def full(self, empty: str, open_app: Any) -> str:
        """A migrated database with somebody else in it, and nothing connected to it."""
        app = open_app(empty)
        with app.app_context():
            upgrade()
            db.session.execute(db.insert(Person).values(**somebody()))
            db.session.commit()
            db.engine.dispose()
        return empty

    def test_restoring_over_data_is_refused_unless_it_is_said(self, taken: Path, full: str) -> None:
        with pytest.raises(BackupRefused, match="--replace"):
            backup.restore(full, taken, replace=False)
        assert names_in(full) == ["Somebody Else"]

    def test_what_was_there_is_kept_aside(self, taken: Path, full: str, kind: str) -> None:
        _, kept = backup.restore(full, taken, replace=True)

        assert names_in(full) == ["Rowan Adebayo-Ellis"]
        assert kept is not None
        if kind == "sqlite":
            assert names_in(f"sqlite:///{kept}") == ["Somebody Else"]
        else:
            assert names_in(full, schema=kept.removeprefix("schema ")) == ["Somebody Else"]

    def test_it_is_refused_while_the_service_runs_on_it(self, taken: Path, full: str, open_app: Any) -> None:
        app = open_app(full)
        with app.app_context():
            assert app.test_client().get("/readyz").status_code == 200
            with pytest.raises(BackupRefused, match="stop the web server"):
                backup.restore(full, taken, replace=True)
        assert names_in(full) == ["Somebody Else"]

    def test_a_database_that_is_migrated_but_holds_nothing_counts_as_empty(
        self, taken: Path, empty: str, open_app: Any
    ) -> None:
        app = open_app(empty)
        with app.app_context():
            upgrade()
            db.engine.dispose()
        backup.restore(empty, taken, replace=False)
        assert names_in(empty) == ["Rowan Adebayo-Ellis"]


def somebody() -> dict[str, Any]:
    from lms import clock

    return {"email": "somebody@else.example", "name": "Somebody Else", "created_at": clock.now()}


def names_in(url: str, schema: str | None = None) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.scalars(text(f"SELECT name FROM {schema + '.' if schema else ''}person ORDER BY id")).all()
    engine.dispose()
    return list(found)


def test_commands_make_check_and_restore(app: Flask, make: Any, empty: str, open_app: Any, tmp_path: Path) -> None:
    make.person(name="Rowan Adebayo-Ellis")
    commit()
    file = str(tmp_path / "by-command.backup")
    made = app.test_cli_runner().invoke(args=["backup", "make", file])
    assert (made.exit_code, "0 certificates among them" in made.output) == (0, True), made.output
    assert "is whole" in app.test_cli_runner().invoke(args=["backup", "check", file]).output
    other = open_app(empty)
    with other.app_context():
        put_back = other.test_cli_runner().invoke(args=["backup", "restore", file])
        assert (put_back.exit_code, "Everybody is signed out" in put_back.output) == (0, True), put_back.output
        assert db.session.scalars(select(AuditEvent.action)).all() == ["backup restored"]
        db.session.remove()
        db.engine.dispose()
        refused = other.test_cli_runner().invoke(args=["backup", "restore", file])
        assert (refused.exit_code, "--replace" in refused.output) == (1, True)


def test_a_full_disk_is_said_and_leaves_nothing_behind(app: Flask, make: Any, url: str, tmp_path: Path) -> None:
    """Given a limit on the size of files, which fails a write as a full disk does."""
    make.publish(make.plain_course())
    commit()
    place = tmp_path / "full"
    place.mkdir()
    limited = (
        "import resource, sys; from pathlib import Path; from lms.db import backup\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: backup.make(sys.argv[1], Path(sys.argv[2]))\n"
        "except backup.BackupRefused as refused: sys.exit(f'refused: {refused}')\n"
    )
    command = [sys.executable, "-c", limited, url, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == 1
    assert "refused: " in done.stderr
    assert list(place.iterdir()) == []
