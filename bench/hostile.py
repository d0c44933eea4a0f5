"""`python -m bench.hostile`: what the worst that a trainer can type or upload costs, request by request.

Each is a line: the answer's status, seconds, and the most megabytes that a web worker and its children had meanwhile.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from bench.running import Service, processes_below, running
from bench.visitor import Visitor, token_in
from bench.writing import CODE
from lms.authoring.rules.archives import pack
from lms.authoring.rules.texts import name_of
from lms.content.files import Files, read_folder
from lms.content.keys import key_of
from tests.support.hostile import (
    LAUGHS,
    SCRIPT,
    SVG,
    huge_picture,
    long_course,
    nested_lists,
    ways_out,
    zip_bombs,
    zipped,
)

TRAINER = "trainer@demo.example"
AIM = 2.0  # seconds
BETWEEN = 0.02  # two looks at the memory
MODULE, QUIZ, GLOSSARY = "01-what-stalking-is/module.md", "01-what-stalking-is/quiz.md", "glossary.yaml"
QUESTIONS = f"/files/{key_of(QUIZ)}"
NEARLY_1_MB = 950_000
TYPED = {
    "nothing worse than words": (MODULE, "\nWords.\n"),
    "script": (MODULE, f"\n{SCRIPT}\n"),
    "link to a file of the server": (MODULE, "\n[x](file:///etc/passwd)\n"),
    "aliases of YAML": (GLOSSARY, f"\n{LAUGHS}"),
    "1 MB of keys of YAML": (GLOSSARY, "\n" + "".join(f"a{number}: b\n" for number in range(90_000))),
    "1 MB of nested lists": (MODULE, nested_lists(NEARLY_1_MB)),
    "1 MB of items": (MODULE, "\n" + "- a\n" * (NEARLY_1_MB // 4)),
    "1 MB of quotations": (MODULE, "\n" + "".join("> " * depth + "a\n\n" for depth in range(1, 900))),
    "1 MB of one page's words": (MODULE, "\n" + "One *word* and [another](#key).\n" * (NEARLY_1_MB // 32)),
    "1 MB of questions": (QUIZ, "\n## What? {#q outcome=o source=s}\n- [x] a\n- [ ] b\n" * (NEARLY_1_MB // 55)),
}


class Trying:
    """A trainer who tries everything, and what each try cost."""

    def __init__(self, service: Service) -> None:
        self._visitor, self._supervisor = Visitor(service.port, timeout=90), psutil.Process(service.process.pid)
        self._visitor.sign_in(TRAINER)
        self._token = token_in(self._visitor.get("/account")[1])
        self.longest = 0.0

    def read(self, path: str, /) -> None:
        """Open a page of the course."""
        self._measured(f"GET {path}", lambda: self._visitor.get(f"/courses/{CODE}{path}"))

    def send(self, path: str, /, **fields: str) -> None:
        """Send a form of the course."""
        form = {"csrf_token": self._token, **fields}
        self._measured(f"POST {path}", lambda: self._visitor.post(f"/courses/{CODE}{path}", form))

    def upload(self, what: str, path: str, field: str, content: bytes, name: str = "a.zip") -> None:
        """Send a file."""
        form = {"csrf_token": self._token, "words": "It"}
        self._measured(
            f"{what}, {len(content):,} bytes",
            lambda: self._visitor.upload(f"/courses/{CODE}{path}", field, content, name=name, **form),
        )

    def _measured(self, what: str, work: Callable[[], tuple[int, str]]) -> None:
        with self._most_memory() as most:
            began = time.perf_counter()
            try:
                status = str(work()[0])
            except OSError:  # the server hangs up on what is too large
                status = "cut"
            seconds = time.perf_counter() - began
        self.longest = max(self.longest, seconds)
        late = "  over the aim" if seconds > AIM else ""
        print(f"  {what:52} {status} {seconds:6.2f} s  web {most[0]:4} MB, child {most[1]:4} MB{late}", flush=True)

    @contextmanager
    def _most_memory(self) -> Iterator[list[int]]:
        most, over = [0, 0], threading.Event()

        def watch() -> None:
            while not over.wait(BETWEEN):
                with suppress(psutil.Error):  # a child ends
                    for worker in processes_below(self._supervisor)["web worker"]:
                        for place, processes in enumerate(((worker,), worker.children())):
                            most[place] = max(most[place], *(each.memory_info().rss >> 20 for each in processes), 0)

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield most
        finally:
            over.set()
            thread.join()


def type_all(trying: Trying, files: Files) -> None:
    """Every text through every door that a text has."""
    for name, (path, more) in TYPED.items():
        text, key = files[path].decode() + more, key_of(path)
        print(name)
        for door in ("draw", "check", "check", "keep"):
            trying.send(f"/{door}", path=path, text=text, base="")
        trying.send(f"/files/{key}", text=text, base="of another day", then="save")
        trying.send("/put-back", path=path)
        trying.send(f"/files/{key}", text=text, base=name_of(files[path]), then="save")
        for page in (f"/files/{key}", f"/preview/{key}", "", "/differences", "/send", f"{QUESTIONS}/questions"):
            trying.read(page)
        trying.send("/send", note="Everything.")
        trying.send("/find", words="a")
        trying.send("/put-back", path=path, what="all")


def upload_all(trying: Trying, files: Files) -> None:
    """Every file through the doors that files have, and the course page after those that are taken."""
    print("uploads")
    long = files[MODULE] + nested_lists(NEARLY_1_MB).encode()
    zips = {
        **zip_bombs(),
        **{f"way {number} {words}": packed for number, (words, packed) in enumerate(ways_out())},
        "16,000 files": zipped(*((f"{number}.md", b"") for number in range(16_000))),
        "1 MB of nested lists": pack({**files, MODULE: long}),
        "1 MB of nested lists, eighteen times": pack(long_course(files)),
    }
    for name, packed in zips.items():
        trying.upload(f"zip: {name}", "/import", "file", packed)
        trying.read("")
    trying.upload("zip: the course as it was", "/import", "file", pack(files))
    for name, picture in (("evil.svg", SVG.encode()), ("large.png", huge_picture())):
        trying.upload(name, "/pictures/1", "image", picture, name)
    laughs = b'<!DOCTYPE q [<!ENTITY a "ha">]><quiz>&a;</quiz>'
    essays = b"<quiz>" + b"<question type='essay'><name><text>x</text></name></question>" * 16_000 + b"</quiz>"
    for name, questions in (("Moodle XML with an entity", laughs), ("Moodle XML of 16,000 questions", essays)):
        trying.upload(name, f"{QUESTIONS}/moodle", "file", questions, "q.xml")
    trying.send("/check", path=MODULE, text=nested_lists(10_000_000), base="")
    trying.send(f"/files/{key_of(MODULE)}", text=nested_lists(10_000_000), base="", then="save")


def main() -> None:
    """Everything, against a service of its own."""
    files = read_folder(Path(__file__).resolve().parent.parent / "courses" / CODE)[0]
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "data") as service:
        trying = Trying(service)
        type_all(trying, files)
        upload_all(trying, files)
        print(f"The longest took {trying.longest:.2f} s; the aim is {AIM:.0f} s.")


if __name__ == "__main__":
    main()
