"""Is the database behind the migrations that this code brings?"""

from functools import cache
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).resolve().parent.parent.parent / "migrations"


def is_behind(connection: Connection) -> bool:
    """Whether some migration of ours has not run. A revision we do not know is newer than we are: ahead is allowed."""
    current = MigrationContext.configure(connection).get_current_revision()
    return current is None or (current in known_migrations() and current != _head())


@cache
def known_migrations() -> frozenset[str]:
    """Every migration that this code brings."""
    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


@cache
def _head() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
