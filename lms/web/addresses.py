"""What a part of an address may hold: anything else is a page that does not exist, and no database is asked for it."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

LARGEST = 2**31 - 1  # the largest number that an id can be in every database


class IdConverter(IntegerConverter):
    """A whole number that can be an id."""

    def __init__(self, map: Map, *given: Any, **options: Any) -> None:
        super().__init__(map, *given, **({"max": LARGEST} | options))


class VisibleConverter(UnicodeConverter):
    """Text without control characters, which PostgreSQL would refuse to compare."""

    def __init__(self, map: Map, *given: Any, **options: Any) -> None:
        super().__init__(map, *given, **options)
        self.regex = self.regex.replace("[^/]", r"[^/\x00-\x1f\x7f]")


def init_app(app: Flask) -> None:
    """Read every address so; call before the rooms are registered."""
    app.url_map.converters |= {"default": VisibleConverter, "string": VisibleConverter, "int": IdConverter}
