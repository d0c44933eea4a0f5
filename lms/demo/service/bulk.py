"""Many rows of one table in few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from lms.db.base import Base, db


def add_rows(model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows, which all name the same columns."""
    if rows:
        db.session.execute(insert(model), rows)


def add_numbered_rows(model: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """The same, for rows that others will hang on: their ids in the order of the rows."""
    if not rows:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))
