"""A PostgreSQL database by its own tools: dumped from one snapshot while serving, put back in one transaction."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL

from lms.db.backup.archive import CHUNK, BackupRefused, Snapshot

KIND = "postgresql"
PAYLOAD = "database.dump"
SCHEMA = "public"
FOLDERS = ("/usr/lib/postgresql/{major}/bin", "/usr/pgsql-{major}/bin", "/opt/homebrew/opt/postgresql@{major}/bin")


def take(url: URL, folder: Path, left_out: Sequence[str]) -> Snapshot:
    """Dump the database as it is at one instant into `folder`, whoever is writing, without the rows of `left_out`.

    Raises `BackupRefused` where the server, or tools of its version, cannot be had.
    """
    file = folder / PAYLOAD
    with _told_in_words(), _connected(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        rows, migration = _rows(connection), _migration(connection)
        [[snapshot]] = connection.execute("SELECT pg_export_snapshot()").fetchall()
        options = ["--format=custom", f"--snapshot={snapshot}", f"--schema={SCHEMA}", "--no-owner", "--no-privileges"]
        options += [f"--exclude-table-data={SCHEMA}.{table}" for table in left_out]
        command = [_tool("pg_dump", connection), *options, f"--file={file}", f"--dbname={_address(url)}"]
        _run(command, _environment(url))
        server = str(_major(connection))
    return Snapshot(file, migration, KIND, server, {**rows, **dict.fromkeys(set(left_out) & set(rows), 0)})


def put_back(url: URL, staged: Path, rows: dict[str, int], *, replace: bool, aside: str) -> str | None:
    """Fill the database at `url` from the staged dump; returns the schema in which what it held is kept, if anything.

    One transaction: whatever fails, everything is as it was. Raises `BackupRefused` while anybody is connected to
    the database, or where it holds rows and `replace` was not said.
    """
    with _told_in_words(), _connected(url) as connection:
        tables = _rows(connection)
        full = any(tables.values())
        if full and not replace:
            raise BackupRefused(
                "The database holds data. To put the backup in its place, say --replace: what is there is kept aside."
            )
        _refuse_while_in_use(connection)
        names = sorted(_all_tables(connection))
        tools = [_tool(name, connection) for name in ("pg_restore", "psql")]
        before = _make_way(names, aside if full else None).as_string(connection)
        after = _insist_on(rows).as_string(connection)
    _fill(url, staged, tools, before, after)
    return f"schema {aside}" if full else None


def place_for(_url: URL) -> Path:
    """A folder with room for a dump: the system's own for temporary files (`TMPDIR` names another)."""
    return Path(tempfile.gettempdir())


def _fill(url: URL, staged: Path, tools: list[str], before: str, after: str) -> None:
    """Send all that is in the dump to the server. COMMIT is said only when it has been read to its end."""
    reader = [tools[0], "--file=-", "--no-owner", "--no-privileges", f"--schema={SCHEMA}", "--exit-on-error"]
    writer = [tools[1], "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={_address(url)}"]
    with (
        subprocess.Popen([*reader, staged], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading,
        subprocess.Popen(
            writer,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(url),
        ) as writing,
    ):
        assert reading.stdout and reading.stderr and writing.stdin and writing.stderr
        try:
            writing.stdin.write(f"BEGIN;\n{before}\n".encode())
            _pump(reading.stdout, writing.stdin)
            if reading.wait() == 0:
                writing.stdin.write(f"{after}\nCOMMIT;\n".encode())
            writing.stdin.close()
        except BrokenPipeError:  # the server refused something and psql has said what
            reading.kill()
            with suppress(BrokenPipeError):
                writing.stdin.close()
        faults = reading.stderr.read() + writing.stderr.read()
        writing.wait()
        reading.wait()
    if reading.returncode or writing.returncode:
        raise BackupRefused(f"PostgreSQL did not take the backup. Nothing was changed.\n{_words(faults)}")


def _pump(source: IO[bytes], target: IO[bytes]) -> None:
    while chunk := source.read(CHUNK):
        target.write(chunk)


def _make_way(tables: list[str], aside: str | None) -> sql.Composable:
    """Move the tables that are there into a schema of their own; empty ones are dropped."""
    wait = sql.SQL("SET LOCAL lock_timeout = '10s';\nSET LOCAL client_min_messages = 'error';\n")
    if not tables:
        return wait
    names = [sql.Identifier(SCHEMA, table) for table in tables]
    if aside is None:
        return wait + sql.SQL("DROP TABLE {} CASCADE;").format(sql.SQL(", ").join(names))
    place = sql.Identifier(aside)
    moves = [sql.SQL("ALTER TABLE {} SET SCHEMA {};\n").format(name, place) for name in names]
    return wait + sql.SQL("CREATE SCHEMA {};\n").format(place) + sql.Composed(moves)


def _insist_on(rows: dict[str, int]) -> sql.Composable:
    """Fail, and so undo everything, where a table does not hold as many rows as were counted."""
    check = sql.SQL(
        "DO $$ BEGIN IF (SELECT count(*) FROM {}) <> {} THEN RAISE 'rows are missing: %', {}; END IF; END $$;\n"
    )
    return sql.Composed(
        [check.format(sql.Identifier(SCHEMA, table), sql.Literal(n), sql.Literal(table)) for table, n in rows.items()]
    )


def _refuse_while_in_use(connection: psycopg.Connection[Any]) -> None:
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    [[count]] = connection.execute(f"{others} AND usename IS NOT NULL").fetchall()
    if count:
        raise BackupRefused(f"The database is in use ({count} connections): stop the web server and the worker first.")


def _all_tables(connection: psycopg.Connection[Any]) -> list[str]:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SCHEMA]).fetchall()
    return [name for (name,) in found]


def _rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table holds, the migration apart."""
    counts = {}
    for table in sorted(set(_all_tables(connection)) - {"alembic_version"}):
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(SCHEMA, table))
        [[counts[table]]] = connection.execute(count).fetchall()
    return counts


def _migration(connection: psycopg.Connection[Any]) -> str:
    if "alembic_version" not in _all_tables(connection):
        raise BackupRefused("This database has never been migrated: there is nothing to back up.")
    [[migration]] = connection.execute(
        sql.SQL("SELECT version_num FROM {}").format(sql.Identifier(SCHEMA, "alembic_version"))
    ).fetchall()
    return str(migration)


@contextmanager
def _connected(url: URL) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(_address(url), password=url.password or None) as connection:
        yield connection


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise BackupRefused(f"PostgreSQL says: {str(error).strip()}. Nothing was changed.") from error


def _address(url: URL) -> str:
    """How the tools reach the server, without the password: a command line can be read by others."""
    plain = url.set(password=None)
    words = {**plain.translate_connect_args(username="user", database="dbname"), **plain.query}
    return make_conninfo(**{name: str(value) for name, value in words.items()})


def _environment(url: URL) -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": url.password} if url.password else {})}


def _major(connection: psycopg.Connection[Any]) -> int:
    return connection.info.server_version // 10_000


def _tool(name: str, connection: psycopg.Connection[Any]) -> str:
    """The tool of the server's own version: an older one refuses it, a newer one may write what it cannot read."""
    major = _major(connection)
    found = [folder.format(major=major) for folder in FOLDERS] + os.get_exec_path()
    for folder in found:
        path = shutil.which(name, path=folder)
        if path and f" {major}." in subprocess.run([path, "--version"], capture_output=True, text=True).stdout:
            return path
    raise BackupRefused(
        f"This needs {name} of version {major}, which is the server's. On Debian: apt install postgresql-client-{major}"
    )


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True)
    if done.returncode:
        raise BackupRefused(f"{Path(command[0]).name} stopped. Nothing was written.\n{_words(done.stderr)}")


def _words(faults: bytes) -> str:
    return faults.decode("utf-8", "replace").strip()[:2000] or "It gave no reason."
