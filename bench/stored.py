"""The database of a service under load, read and locked from outside by plain SQL. Nothing of the program is used."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.rows import dict_row

Row = dict[str, Any]
OURS = "LIKE '%@soak.example'"  # the addresses of those who study here; the demo's own people are nobody's business
LOCKS = (("saved_answer", "SHARE"), ("attempt", "ACCESS EXCLUSIVE"))  # no writer gets in; nobody does


@dataclass(frozen=True)
class Stored:
    """Where the rows are: a file, or the address of a PostgreSQL database."""

    kind: str
    place: str

    def rows(self, statement: str, **values: Any) -> list[Row]:
        """The rows of a SELECT; `:name` stands for a value."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(f"file:{self.place}?mode=ro", uri=True, timeout=30)) as connection:
                connection.row_factory = sqlite3.Row
                return [dict(row) for row in connection.execute(statement, values)]
        with psycopg.connect(self.place, row_factory=dict_row) as other:
            return list(other.execute(_named(statement, values), values))

    def one(self, statement: str, **values: Any) -> Any:
        """The first value of the first row."""
        return next(iter(self.rows(statement, **values)[0].values()))

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """A connection in a transaction of its own, committed at the end."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(Path(self.place), timeout=30)) as connection, connection:
                yield connection
        else:
            with psycopg.connect(self.place) as other:
                yield other

    @contextmanager
    def locked(self, table: str, mode: str) -> Iterator[None]:
        """Hold what every save needs, as an outside writer would, until the block ends: SQLite has one lock for all."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(Path(self.place), timeout=30, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield
                connection.execute("ROLLBACK")
        else:
            with psycopg.connect(self.place) as other:
                other.execute(f"LOCK TABLE {table} IN {mode} MODE")
                yield
                other.rollback()

    def add_people(self, like: str, emails: list[str]) -> None:
        """More accounts with the password and the post of the one that is there."""
        model = {table: self._of(table, like) for table in ("person", "credential", "membership")}
        with self.writing() as connection:
            for email in emails:
                person = {**model["person"], "key": uuid4().hex, "email": email}
                number = self._insert(connection, "person", person)
                for table in ("credential", "membership"):
                    self._insert(connection, table, {**model[table], "person_id": number})

    def _of(self, table: str, email: str) -> Row:
        column = "id" if table == "person" else "person_id"
        sql = f"SELECT * FROM {table} WHERE {column} = (SELECT id FROM person WHERE email = :email) LIMIT 1"
        return {name: value for name, value in self.rows(sql, email=email)[0].items() if name != "id"}

    def _insert(self, connection: Any, table: str, row: Row) -> int:
        columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id"
        if self.kind == "postgresql":
            statement = _named(statement, row)
        return int(connection.execute(statement, row).fetchone()[0])


def structured(value: Any) -> Any:
    """A JSON column: SQLite hands back its text."""
    return json.loads(value) if isinstance(value, str) else value


def _named(statement: str, values: Row) -> str:
    """The statement as psycopg wants it."""
    statement = statement.replace("%", "%%")
    for name in sorted(values, key=len, reverse=True):
        statement = statement.replace(f":{name}", f"%({name})s")
    return statement
