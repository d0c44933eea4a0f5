"""A trainer who types into the longest module: what its preview and its check cost while somebody writes."""

from html import unescape

from bench.journey import Failed
from bench.visitor import PASSWORD, Visitor, token_in
from lms.catalogue.queries import get_live_course, revision_files
from lms.content.keys import key_of

CODE = "four"


def longest_module() -> str:
    """The file of pages with most bytes in what is live."""
    files = revision_files(get_live_course(CODE).revision_id)
    return max((path for path in files if path.endswith("/module.md")), key=lambda path: len(files[path]))


class Writing:
    """One trainer at the desk, who has typed one word more each time something is asked for."""

    def __init__(self, visitor: Visitor, email: str, path: str) -> None:
        self.visitor, self._email, self._path, self._words = visitor, email, path, 0

    def open(self) -> None:
        """Sign in and open the file."""
        self.visitor.submit("/sign-in", "/sign-in", email=self._email, password=PASSWORD)
        status, page = self.visitor.get(f"/courses/{CODE}/files/{key_of(self._path)}")
        if status != 200:
            raise Failed(f"{status} for the desk")
        self._token = token_in(page)
        self._text = unescape(page.partition('<textarea id="text"')[2].partition(">\n")[2].partition("</textarea>")[0])
        self._line = self._text.count("\n") // 2

    def draw(self) -> None:
        """The page around the cursor."""
        self._ask("draw")

    def check(self) -> None:
        """Every problem of the course, and the page around the cursor."""
        self._ask("check")

    def _ask(self, what: str) -> None:
        self._words += 1
        lines = self._text.split("\n")
        text = "\n".join([*lines[: self._line], "", f"One more word {self._words}.", "", *lines[self._line :]])
        fields = {"csrf_token": self._token, "path": self._path, "text": text, "line": str(self._line), "base": ""}
        status, said = self.visitor.post(f"/courses/{CODE}/{what}", fields, Accept="application/json")
        if status != 200 or '"preview"' not in said:
            raise Failed(f"{status} for {what}: {said[:200]}")
