"""Every row of a database as it was, to compare with and to put back: quicker than building a world for each case."""

import sqlite3
from typing import Any

import psycopg

from lms.db.base import Base
from tests.support.databases import NEVER_EMPTIED, PostgresDatabase, SqliteDatabase

Rows = dict[str, list[dict[str, Any]]]
SOMEBODY_ELSES = {"granted_by_id"}  # leads to a person whose row it is not


class KeptRows:
    """All rows of all tables; `changed` is cheap while nothing is."""

    def __init__(self, database: SqliteDatabase | PostgresDatabase) -> None:
        self._is_sqlite = isinstance(database, SqliteDatabase)
        self._connection: Any
        if isinstance(database, SqliteDatabase):
            self._connection = sqlite3.connect(database.path, isolation_level=None)
            self._run("PRAGMA synchronous=OFF")
            self._run("PRAGMA foreign_keys=OFF")
            self._run("ATTACH ':memory:' AS kept")
        else:
            self._connection = psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True)
            self._run("SET session_replication_role = replica")
            self._run("DROP SCHEMA IF EXISTS kept CASCADE")
            self._run("CREATE SCHEMA kept")
        self._tables = [table.name for table in Base.metadata.sorted_tables if table.name not in NEVER_EMPTIED]
        for table in self._tables:
            self._run(f'CREATE TABLE kept."{table}" AS SELECT * FROM "{table}"')
        self.rows = {table: self._all(table) for table in self._tables}
        self._differing = " UNION ALL ".join(map(self._differs, self._tables))
        self._version = self._read_version()

    def changed(self) -> set[str]:
        """The tables in which a row is not as it was."""
        if self._read_version() == self._version:
            return set()
        return {table for (table,) in self._run(self._differing).fetchall()}

    def put_back(self, tables: set[str]) -> None:
        """Make these tables what they were."""
        if not tables:
            return
        self._run("BEGIN")
        for table in tables:
            self._run(f'DELETE FROM "{table}"')
            self._run(f'INSERT INTO "{table}" SELECT * FROM kept."{table}"')
        self._run("COMMIT")
        self._version = self._read_version()

    def now(self, changed: set[str]) -> Rows:
        """Every row there is, when these tables have changed."""
        return {**self.rows, **{table: self._all(table) for table in changed}}

    def close(self) -> None:
        """Forget what was kept."""
        if not self._is_sqlite:
            self._run("DROP SCHEMA kept CASCADE")
        self._connection.close()

    def _differs(self, table: str) -> str:
        """A query for the table's name, which answers nothing while its rows are as they were."""
        row, here = ("*", "main") if self._is_sqlite else (f'"{table}"::text', "public")
        now, then = (f'SELECT {row} FROM {place}."{table}"' for place in (here, "kept"))
        more, fewer = (
            f"EXISTS (SELECT * FROM ({one} EXCEPT {other}) AS rows)" for one, other in ((now, then), (then, now))
        )
        return f"SELECT '{table}' WHERE {more} OR {fewer}"

    def _all(self, table: str) -> list[dict[str, Any]]:
        found = self._run(f'SELECT * FROM main."{table}"' if self._is_sqlite else f'SELECT * FROM public."{table}"')
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _read_version(self) -> Any:
        """A number that moves whenever somebody else commits a change."""
        version = "PRAGMA data_version" if self._is_sqlite else "SELECT pg_snapshot_xmax(pg_current_snapshot())"
        return self._run(version).fetchone()

    def _run(self, statement: str) -> Any:
        return self._connection.execute(statement)


def rows_of_others(rows: Rows, person_id: int) -> dict[str, list[str]]:
    """The rows that belong to other people, straight or through what they hang on, such as an answer's attempt."""
    owners: dict[tuple[str, int], int] = {}
    others: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        links = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
        for row in rows.get(table.name, []):
            found = [
                row[column] if target == "person" else owners.get((target, row[column]))
                for column, target in links
                if column not in SOMEBODY_ELSES
            ]
            owner = row["id"] if table.name == "person" else next((each for each in found if each is not None), None)
            if owner is not None:
                owners[table.name, row["id"]] = owner
                if owner != person_id:
                    others.setdefault(table.name, []).append(repr(row))
    return {table: sorted(found) for table, found in others.items()}
