"""A SQLite database as one file: copied while it is written to, and put back by one rename."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import URL

from lms.db.backup.archive import BackupRefused, Snapshot, sync_folder

KIND = "sqlite"
PAYLOAD = "database.sqlite"
SECONDS_TO_WAIT = 30.0
BESIDE = ("", "-wal", "-shm")


def take(url: URL, folder: Path, left_out: Sequence[str]) -> Snapshot:
    """Copy the database as it is at one instant into `folder`, whoever is writing, without the rows of `left_out`.

    Raises `BackupRefused` where there is none, or where the copy is not sound.
    """
    file = folder / PAYLOAD
    with _told_in_words(), closing(_open(_path(url))) as source, closing(sqlite3.connect(file)) as copy:
        copy.isolation_level = None
        source.backup(copy)  # in one step, within one read: writers go on meanwhile
        migration = _migration(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        for table in sorted(set(left_out) & set(_tables(copy))):
            copy.execute(f'DELETE FROM "{table}"')
        copy.execute("VACUUM")  # what was left out must not linger in free pages
        rows = _sound(copy)
    return Snapshot(file, migration, KIND, sqlite3.sqlite_version, rows)


def put_back(url: URL, staged: Path, rows: dict[str, int], *, replace: bool, aside: str) -> str | None:
    """Let the staged database take the place of the one at `url`; returns where that one is kept, if it held anything.

    Raises `BackupRefused` while anything has it open, or where it holds rows and `replace` was not said.
    """
    with _told_in_words(), closing(sqlite3.connect(staged)) as copy:
        if _sound(copy) != rows:
            raise BackupRefused("The rows are not those that the manifest counts. Nothing was changed.")
    target = _path(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _held_alone(target) as full:
        if full and not replace:
            raise BackupRefused(
                f"{target} holds data. To put the backup in its place, say --replace: what is there is kept aside."
            )
        kept = _keep_aside(target, aside) if full else None
        os.replace(staged, target)
        sync_folder(target.parent)
    return kept


def place_for(url: URL) -> Path:
    """The folder where a database may be unpacked, so that one rename puts it in place."""
    folder = _path(url).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(url: URL) -> Path:
    return Path(url.database or "")


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise BackupRefused(f"There is no database at {path}.")
    address = f"file:{quote(str(path))}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT, isolation_level=None)


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupRefused(f"SQLite says: {error}. Nothing was changed.") from error


@contextmanager
def _held_alone(path: Path) -> Iterator[bool]:
    """Hold the database so that nobody else can open it; yields whether it holds any row.

    In WAL mode every open connection keeps a lock, so leaving that mode is refused while a process has it open.
    A damaged database cannot be asked: it counts as full.
    """
    if not path.exists():
        yield False
        return
    with closing(_open(path)) as connection:
        try:
            connection.execute("PRAGMA busy_timeout=2000")
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            full = any(_rows(connection).values())
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise BackupRefused(f"SQLite says of {path}: {error}. Nothing was changed.") from error
            raise BackupRefused(f"Something still uses {path}: stop the web server and the worker first.") from error
        except sqlite3.DatabaseError:
            full = True
        yield full


def _keep_aside(target: Path, aside: str) -> str:
    kept = target.with_name(f"{target.name}.{aside}")
    os.link(target, kept)  # the name itself is never without a database
    for ending in BESIDE[1:]:
        with suppress(FileNotFoundError):
            os.rename(f"{target}{ending}", f"{kept}{ending}")
    return str(kept)


def _sound(connection: sqlite3.Connection) -> dict[str, int]:
    """The rows of each table. Raises `BackupRefused` where the file or a reference in it is broken."""
    [[found]] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise BackupRefused(f"The database is damaged ({found if found != 'ok' else 'a reference leads nowhere'}).")
    return _rows(connection)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds, the migration apart."""
    counts = {}
    for table in _tables(connection):
        [[counts[table]]] = connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()
    counts.pop("alembic_version", None)
    return counts


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in found)


def _migration(connection: sqlite3.Connection) -> str:
    if "alembic_version" not in _tables(connection):
        raise BackupRefused("This database has never been migrated: there is nothing to back up.")
    [[migration]] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return str(migration)
