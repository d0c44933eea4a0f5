"""How many statements each kind of request sends to the database: the same requests, asked inside this process."""

from collections.abc import Callable

from flask import Flask

from bench.visitor import Visitor
from tests.support.site import counted_statements


class Inside(Visitor):
    """A visitor without a network between: the application of this process answers."""

    def __init__(self, app: Flask) -> None:
        super().__init__(0)
        self._client = app.test_client()

    def _send(self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]) -> tuple[int, str]:
        answer = self._client.open(path, method=method, data=body, headers=headers)
        self.location = answer.headers.get("Location", "")
        self.content = answer.get_data()
        return answer.status_code, self.content.decode("utf-8", "replace")


def statements_of(app: Flask, work: Callable[[], object]) -> int:
    """How many statements this work sends."""
    with counted_statements(app) as seen:
        work()
    return len(seen)
