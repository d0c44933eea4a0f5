"""Somebody who uses the service over one kept connection, as a browser does, without drawing the pages."""

import re
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PASSWORD = "learning-demo-2026"
MODULE = "/learning/four/4"
ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')
Fields = Mapping[str, str | list[str]]


class Visitor:
    """One person's cookie and connection."""

    def __init__(self, port: int, *, address: str = "", timeout: float = 20) -> None:
        """`address` is the network address that a trusted proxy would report; `timeout` is in seconds."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._proxied = {"X-Forwarded-For": address} if address else {}
        self._cookie = ""
        self.location = ""
        self.retry_after = ""
        self.content = b""
        self.waits: list[float] = []  # milliseconds until each answer began

    def get(self, path: str) -> tuple[int, str]:
        """Open a page. Raises `OSError` or `HTTPException` when no answer came."""
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: Fields, **headers: str) -> tuple[int, str]:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, urlencode(fields, doseq=True), {**kind, **headers})

    def submit(self, page: str, action: str, **fields: str | list[str]) -> tuple[int, str]:
        """Open a page, take its form's token, and send a form from it."""
        return self.post(action, {"csrf_token": token_in(self.get(page)[1]), **fields})

    def sign_in(self, email: str = "clinician@demo.example") -> None:
        """Sign in as a demo account."""
        status, page = self.submit("/sign-in", "/sign-in", email=email, password=PASSWORD)
        assert status == 303, page

    def begin_module(self) -> str:
        """Start the module, unless it is started; the address of its first page."""
        self.submit(MODULE, MODULE)
        return f"{MODULE}/1"

    def upload(self, path: str, field: str, content: bytes, *, name: str, **fields: str) -> tuple[int, str]:
        """Send a file under a name, and other fields of its form."""
        edge = "a-line-that-no-file-holds"
        named = f"--{edge}\r\nContent-Disposition: form-data; name="
        words = "".join(f'{named}"{other}"\r\n\r\n{value}\r\n' for other, value in fields.items())
        head = f'{words}{named}"{field}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def close(self) -> None:
        """Hang up; the next request connects anew."""
        self._connection.close()

    def _send(self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]) -> tuple[int, str]:
        began = time.perf_counter()
        try:
            self._connection.request(method, path, body, {"Cookie": self._cookie, **self._proxied, **headers})
            response = self._connection.getresponse()
            self.waits.append(1000 * (time.perf_counter() - began))
            self.content = response.read()
        except (OSError, HTTPException):
            self._connection.close()
            raise
        cookie = response.getheader("Set-Cookie")
        if cookie:
            self._cookie = cookie.split(";")[0]
        self.location = response.getheader("Location") or ""
        self.retry_after = response.getheader("Retry-After") or ""
        return response.status, self.content.decode("utf-8", "replace")


def token_in(page: str) -> str:
    """The token of the first form of a page."""
    found = TOKEN.search(page)
    assert found, f"no form on this page:\n{page[:2000]}"
    return found.group(1)
