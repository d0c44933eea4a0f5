"""The demo with few people over the small course, loaded as `./run` does it when it first starts."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.demo.service.load import Loaded, at_its_beginning, load, table_texts

FEW = 12


class Demo:
    """Loading it, with all organisations or without the real boards, which take longest; and a look at its rows."""

    def __init__(self, make: Any, folder: Path) -> None:
        self.make, self._folder = make, folder
        for name, text in table_texts().items():
            is_short = name in ("boards.csv", "successions.csv")
            (folder / name).write_text(text.splitlines()[0] if is_short else text, "utf-8")

    def publish(self) -> None:
        """A course, live since the day on which the demo begins."""
        with at_its_beginning(), own_transaction():
            self.make.course()

    def load(self, size: int) -> Loaded | None:
        """The whole demo with so many people besides the accounts."""
        return load(size=size)

    def load_few(self, size: int = FEW) -> Loaded | None:
        """The demo without the real boards, with few people."""
        return load(folder=self._folder, size=size)

    def count(self, model: Any, *where: Any) -> int:
        """How many rows there are."""
        return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0

    def rows(self, leave_out: frozenset[str] = frozenset()) -> dict[str, list[str]]:
        """Every row of every table but for these columns."""
        db.session.rollback()
        found: dict[str, list[str]] = {}
        for table in db.metadata.sorted_tables:
            columns = [column for column in table.c if column.name not in leave_out]
            found[table.name] = sorted(map(repr, db.session.execute(select(*columns)))) if columns else []
        db.session.rollback()
        return found


@pytest.fixture
def demo(make: Any, at: Any, tmp_path: Path) -> Demo:
    """Nothing is loaded yet; a course is live; it is the 22nd of a month."""
    at("2026-11-22 10:00")
    made = Demo(make, tmp_path)
    made.publish()
    return made
