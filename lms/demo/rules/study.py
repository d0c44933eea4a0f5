"""How somebody studies a course: page by page, attempt by attempt, until they pass, stop, or time is up.

It follows the rules that the service follows: every page before the questions, the wait between attempts, and after a
round without a pass the pages that teach what was missed.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from lms.assessment.rules.attempts import Drawn, Marking, draw, mark, missed_outcomes, opens_at
from lms.content.questions import Response
from lms.content.schema import Module, Page
from lms.demo.rules.answers import Answers, answers_to
from lms.demo.rules.window import LONDON, at_work
from lms.learning.rules import pages_to_reread
from lms.progress.rules import FIRST_READING

READ_ON_ANOTHER_DAY, BLANK, SECOND_THOUGHTS = 0.12, 0.02, 0.05
LEARNED = 0.15  # how much likelier a right answer is after reading again
MINUTE = 60


class Stopped(Exception):
    """Somebody goes no further: patience or time is at an end."""


@dataclass
class Diary:
    """Somebody's time and patience: each act takes some of both. `steps` is None for those who do not stop."""

    now: datetime
    until: datetime
    steps: int | None
    rng: Random

    def later(self, least: int, most: int) -> datetime:
        """The instant of the next act, so many seconds on. Raises `Stopped`."""
        self.now += timedelta(seconds=self.rng.randint(least, most))
        if self.now >= self.until or self.steps == 0:
            raise Stopped
        if self.steps is not None:
            self.steps -= 1
        return self.now

    def another_day(self) -> None:
        """Go on some days later."""
        day = self.now.astimezone(LONDON).date() + timedelta(days=1 + int(self.rng.expovariate(1 / 5)))
        self.now = at_work(day, self.rng.randrange(11 * 60))

    def wait_for(self, instant: datetime) -> None:
        """Not before this."""
        self.now = max(self.now, instant)


@dataclass(frozen=True)
class Lesson:
    """A module, and what may be answered to its questions."""

    module: Module
    answers: Mapping[str, Answers]

    @property
    def steps(self) -> int:
        """About how many acts it takes."""
        return 3 + len(self.module.pages) + self.module.quiz.draw


@dataclass
class Sat:
    """One attempt: the answers as they were saved, and the mark once it was handed in."""

    round: int
    number: int
    seed: int
    drawn: tuple[Drawn, ...]
    started_at: datetime
    answers: list[tuple[str, Response, datetime]] = field(default_factory=list)
    marking: Marking | None = None
    submitted_at: datetime | None = None


@dataclass
class Studied:
    """What became of one module."""

    module: Module
    started_at: datetime
    pages: list[tuple[str, int, datetime]] = field(default_factory=list)  # page, reading, when
    rereadings: list[tuple[int, tuple[str, ...], datetime]] = field(default_factory=list)  # reading, pages, when
    sat: list[Sat] = field(default_factory=list)
    completed_at: datetime | None = None


def lesson(module: Module) -> Lesson:
    """The module with every answer worked out once."""
    return Lesson(module, {question.id: answers_to(question) for question in module.quiz.questions})


def study(lessons: Sequence[Lesson], diary: Diary, skill: float) -> list[Studied]:
    """The modules that were begun, in this order, each as far as it went."""
    begun: list[Studied] = []
    with suppress(Stopped):
        for each in lessons:
            studied = Studied(each.module, diary.later(MINUTE, 5 * MINUTE))
            begun.append(studied)
            _pass(studied, each, diary, skill)
            if diary.rng.random() < 0.6:
                diary.another_day()
    return begun


def _pass(studied: Studied, lesson: Lesson, diary: Diary, skill: float) -> None:
    """Read and sit, round after round, until it is passed."""
    reading, pages = FIRST_READING, lesson.module.pages
    while True:
        _read(studied, pages, reading, diary)
        for number in range(1, lesson.module.quiz.attempts + 1):
            marking = _sit(studied, lesson, (reading, number), diary, skill)
            if marking.passed:
                studied.completed_at = diary.now
                return
        pages = pages_to_reread(lesson.module, missed_outcomes(marking.marks))
        reading, skill = reading + 1, min(skill + LEARNED, 1.0)
        studied.rereadings.append((reading, tuple(page.id for page in pages), diary.now))


def _read(studied: Studied, pages: Sequence[Page], reading: int, diary: Diary) -> None:
    for page in pages:
        if diary.rng.random() < READ_ON_ANOTHER_DAY:
            diary.another_day()
        studied.pages.append((page.id, reading, diary.later(MINUTE, 7 * MINUTE)))


def _sit(studied: Studied, lesson: Lesson, turn: tuple[int, int], diary: Diary, skill: float) -> Marking:
    """One attempt, handed in. A round of attempts is numbered like the reading before it."""
    quiz, rng = lesson.module.quiz, diary.rng
    if studied.sat and (before := studied.sat[-1].submitted_at):
        diary.wait_for(opens_at(before, quiz.wait_hours))
    seed = rng.getrandbits(31)
    sat = Sat(*turn, seed, draw(quiz, seed), diary.later(MINUTE, 9 * MINUTE))
    studied.sat.append(sat)
    for question_id in (each.question_id for each in sat.drawn):
        _answer(sat, question_id, lesson.answers[question_id], diary, skill)
    sat.submitted_at = diary.later(10, 2 * MINUTE)
    given = {question_id: response for question_id, response, _ in sat.answers}
    sat.marking = mark([quiz.question(each.question_id) for each in sat.drawn], given, quiz.pass_mark)
    return sat.marking


def _answer(sat: Sat, question_id: str, answers: Answers, diary: Diary, skill: float) -> None:
    rng = diary.rng
    if rng.random() < BLANK:
        return
    response = answers.choose(rng.random() < skill, rng)
    if rng.random() < SECOND_THOUGHTS and (first := rng.choice(answers.wrong)) != response:
        sat.answers.append((question_id, first, diary.later(10, MINUTE)))
    sat.answers.append((question_id, response, diary.later(15, 2 * MINUTE)))
