"""`python -m bench.recount DATABASE [DAY]`: count ten organisations again and compare with the counts that were kept.

Raw SQL and sets of people, nothing of the application: what it finds, it finds by another way. DATABASE is a SQLite
file or a postgresql:// address; DAY is the last one counted unless it is given.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

LONDON = ZoneInfo("Europe/London")
SO_MANY = 10
IN_FORCE = "valid_from <= {day} AND (valid_to IS NULL OR valid_to > {day})"
Counted = dict[tuple[int, str, str], int]  # organisation, staff group ("" for all), what is counted


class Database:
    """Rows of either database as tuples of plain values."""

    def __init__(self, name: str) -> None:
        self.is_sqlite = not name.startswith("postgres")
        self.connection: Any = (
            sqlite3.connect(f"file:{name}?mode=ro", uri=True)
            if self.is_sqlite
            else psycopg.connect(name.replace("+psycopg", ""), autocommit=True)
        )

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the statement finds; `?` stands for a value."""
        given = [str(value) if self.is_sqlite and isinstance(value, date) else value for value in values]
        statement = statement if self.is_sqlite else statement.replace("?", "%s")
        return list(self.connection.execute(statement, given).fetchall())

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


def recount(database: Database, day: date, course_id: int) -> tuple[Counted, Counted]:
    """Ten organisations: what was kept for this day, and what is found now."""
    largest_first = database.rows(
        "SELECT organisation_id FROM status_count WHERE as_at = ? AND course_id = ? AND level = 'organisation' "
        "AND staff_group = '' AND status = 'members' ORDER BY people DESC, organisation_id",
        day,
        course_id,
    )
    chosen = [row[0] for row in largest_first]
    step = max(1, len(chosen) // SO_MANY)
    kept, found = Counted(), Counted()
    for organisation_id in chosen[::step][:SO_MANY]:
        kept |= _kept(database, day, course_id, organisation_id)
        found |= _found(database, day, course_id, organisation_id)
    return kept, found


def _kept(database: Database, day: date, course_id: int, organisation_id: int) -> Counted:
    rows = database.rows(
        "SELECT staff_group, status, people FROM status_count WHERE as_at = ? AND course_id = ? "
        "AND organisation_id = ? AND level = 'organisation'", day, course_id, organisation_id)  # fmt: skip
    counts = {(organisation_id, group, status): people for group, status, people in rows}
    counted: Counted = {}
    for group in {group for _, group, _ in counts}:
        of = {status: people for (_, each, status), people in counts.items() if each == group}
        counted[organisation_id, group, "members"] = of.get("members", 0)
        counted[organisation_id, group, "starters"] = of.get("members", 0) - of.get("not started", 0)
        counted[organisation_id, group, "completers"] = of.get("completed", 0)
        counted[organisation_id, group, "expired"] = of.get("expired", 0)
    return counted


def _found(database: Database, day: date, course_id: int, organisation_id: int) -> Counted:
    over = datetime.combine(day + timedelta(days=1), time(), LONDON)
    members: dict[str, set[int]] = {"": set()}
    for part in _below(database, organisation_id, day):
        for person, group, confirmed in database.rows(
            "SELECT person_id, staff_group, confirmed_at FROM membership WHERE organisation_id = ? AND started_on <= ? "
            "AND (ended_on IS NULL OR ended_on > ?) AND confirmed_at IS NOT NULL", part, day, day):  # fmt: skip
            if _instant(confirmed) < over:
                members.setdefault(group, set()).add(person)
                members[""].add(person)
    started = _people(database, "module_progress", "started_at", course_id, over)
    completed = _people(database, "course_completion", "completed_at", course_id, over)
    months = _valid_months(database, course_id)
    good = {person for person, last in completed.items() if _end(last.astimezone(LONDON).date(), months) >= day}
    counted: Counted = {}
    for group, people in members.items():
        counted[organisation_id, group, "members"] = len(people)
        counted[organisation_id, group, "starters"] = len(people & (started.keys() | completed.keys()))
        counted[organisation_id, group, "completers"] = len(people & good)
        counted[organisation_id, group, "expired"] = len(people & completed.keys() - good)
    return counted


def _below(database: Database, organisation_id: int, day: date) -> set[int]:
    links = database.rows(
        f"SELECT organisation_id, parent_id FROM organisation_parent WHERE {IN_FORCE.format(day='?')}", day, day
    )
    found, waiting = set(), [organisation_id]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [child for child, parent in links if parent == here]
    return found


def _people(database: Database, table: str, column: str, course_id: int, over: datetime) -> dict[int, datetime]:
    """The last instant for each person, of those before the day was over."""
    last: dict[int, datetime] = {}
    for person, at in database.rows(f"SELECT person_id, {column} FROM {table} WHERE course_id = ?", course_id):
        if _instant(at) < over:
            last[person] = max(last.get(person, _instant(at)), _instant(at))
    return last


def _valid_months(database: Database, course_id: int) -> int:
    [(compiled,)] = database.rows(
        "SELECT compiled FROM course_revision JOIN publication ON publication.revision_id = course_revision.id "
        "WHERE publication.course_id = ?", course_id)  # fmt: skip
    return int(json.loads(compiled)["certificate"]["valid_months"])


def _end(day: date, months: int) -> date:
    """The same day so many months later; where there is none, the last of that month."""
    month = day.month - 1 + months
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise ValueError(day)


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _differences(kept: Counted, found: Counted) -> Iterator[str]:
    for key in sorted(kept.keys() | found.keys()):
        before, now = kept.get(key, 0), found.get(key, 0)
        if before != now:
            yield f"organisation {key[0]}, {key[1] or 'all'}, {key[2]}: kept {before}, found {now}"


def main(name: str, wanted: str = "") -> int:
    """Compare and say so; 1 where anything differs."""
    with closing(Database(name)) as database:
        [(last,)] = database.rows("SELECT max(as_at) FROM status_count")
        day = date.fromisoformat(wanted or str(last))
        wrong = 0
        for course_id, code in database.rows("SELECT id, code FROM course ORDER BY id"):
            kept, found = recount(database, day, course_id)
            faults = list(_differences(kept, found))
            wrong += len(faults)
            organisations = len({key[0] for key in found})
            print("\n".join([*faults, f"{day}, {code}: {organisations} organisations, {len(found)} counts compared"]))
        print(f"{wrong} differences")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
