"""Column types: instants in UTC, words from a list, structured values."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

Json = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC, going in and coming out; a naive one is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware (use lms.clock)")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite hands back naive values: they were UTC when they went in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def str_enum(words: type[StrEnum]) -> Enum:
    """A column that holds one of these words, checked by the database and readable in it."""

    def values(members: Any) -> list[str]:
        return [member.value for member in members]

    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        values_callable=values,
        length=40,
        name=words.__name__.lower(),
    )
