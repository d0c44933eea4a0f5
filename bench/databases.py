"""A throw-away database of each kind, as durable as in production: what is measured is what is promised."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import KINDS, start_postgres, stop_postgres

__all__ = ["KINDS", "throwaway"]


@contextmanager
def throwaway(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """The settings that make a service use an empty database of this kind below a folder; gone at the end."""
    if kind == "sqlite":
        yield {}
        return
    folder.chmod(0o711)  # PostgreSQL runs as another user when this runs as root
    server = folder / "postgres"
    try:
        yield {"DATABASE_URL": start_postgres(server, durable=True)}
    finally:
        stop_postgres(server)
        shutil.rmtree(server, ignore_errors=True)
