"""`./run soak [SECONDS]`: web processes are killed while answers are saved; nothing acknowledged may be missing."""

import random
import re
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

import psutil

from bench.running import Service, running
from bench.visitor import MODULE, Visitor, token_in

SECONDS = 30.0
SECONDS_BETWEEN_KILLS = 2.0  # about what a new process needs to start, so that most of the time one serves
SECONDS_TO_TRY_AGAIN = 0.05
SEED = 2026
ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')
OPTION = re.compile(r'<input[^>]*name="answer"[^>]*value="([^"]+)"')
ADDRESS = re.compile(rf"{MODULE}/questions/(\d+)")
Answer = tuple[str, ...]


class Learner:
    """Somebody who goes on answering, whatever happens, and remembers what was acknowledged."""

    def __init__(self, port: int) -> None:
        self.visitor = Visitor(port)
        self.visitor.sign_in()
        page = self.visitor.begin_module()
        while MODULE in page and "/questions" not in page:
            self.visitor.submit(page, page)
            page = self.visitor.location
        self.visitor.submit(f"{MODULE}/questions", f"{MODULE}/questions")
        first = self.visitor.get(f"{MODULE}/questions/1")[1]
        self.fields = {"csrf_token": token_in(first), "attempt": found(ATTEMPT, first)}
        numbers = sorted({int(each) for each in ADDRESS.findall(first)})
        self.options = {number: self._options(number) for number in numbers}
        self.acknowledged: dict[int, list[str]] = {number: [] for number in numbers}
        self.unanswered = 0

    def answer_until(self, deadline: float, dice: random.Random) -> None:
        """Save answers one after another, each time another one."""
        while time.monotonic() < deadline:
            number = dice.choice(list(self.options))
            last = self.acknowledged[number][-1:]
            option = dice.choice([each for each in self.options[number] if [each] != last])
            if self._save(number, option):
                self.acknowledged[number].append(option)

    def _save(self, number: int, option: str) -> bool:
        try:
            status, _ = self.visitor.post(f"{MODULE}/questions/{number}", {**self.fields, "answer": option})
        except (OSError, HTTPException):
            self.unanswered += 1
            time.sleep(SECONDS_TO_TRY_AGAIN)
            return False
        assert status in {303, 503}, f"saving an answer was answered with {status}"
        return status == 303

    def _options(self, number: int) -> list[str]:
        return OPTION.findall(self.visitor.get(f"{MODULE}/questions/{number}")[1])


def main() -> int:
    """Kill, save, count; returns the exit status."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service:
        learner = Learner(service.port)
        deadline = time.monotonic() + seconds
        saving = threading.Thread(target=learner.answer_until, args=(deadline, random.Random(SEED)))
        saving.start()
        kills = kill_until(deadline, service)
        saving.join()
        stored = stored_answers(service.data / "learning.sqlite")
    lost = missing(learner, stored)
    saved = sum(map(len, learner.acknowledged.values()))
    print(f"{kills} web processes killed in {seconds:.0f} s")
    print(f"{saved} answers acknowledged, {learner.unanswered} requests without an answer")
    print(f"{lost} acknowledged answers are missing")
    return 1 if lost or not saved or not kills else 0


def kill_until(deadline: float, service: Service) -> int:
    """Kill the processes that serve pages, one at a time; the server that starts them stays."""
    kills = 0
    while time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_KILLS)
        for server in psutil.Process(service.process.pid).children():
            for worker in server.children()[:1]:
                worker.kill()
                kills += 1
    return kills


def stored_answers(database: Path) -> list[list[str]]:
    """The options of every saved answer, a list a question, in the order saved."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT question_id, options FROM saved_answer ORDER BY id").fetchall()
    questions: dict[str, list[str]] = {}
    for question, options in rows:
        questions.setdefault(question, []).append(options)
    return list(questions.values())


def missing(learner: Learner, stored: list[list[str]]) -> int:
    """Acknowledged answers that no question of the database holds in their order."""
    return sum(
        min((not_in_order(acknowledged, each) for each in stored), default=len(acknowledged))
        for acknowledged in learner.acknowledged.values()
    )


def not_in_order(acknowledged: list[str], stored: list[str]) -> int:
    """How many of these are not among the stored ones, taken in order: others may stand between them."""
    rest = iter(stored)
    return sum(1 for option in acknowledged if not any(f'"{option}"' in each for each in rest))


def found(pattern: re.Pattern[str], page: str) -> str:
    """What a pattern finds on a page."""
    match = pattern.search(page)
    assert match, f"{pattern.pattern} is not on this page:\n{page[:2000]}"
    return match.group(1)


if __name__ == "__main__":
    sys.exit(main())
