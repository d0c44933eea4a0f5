"""How the invented people study: always by the rules, wherever they stop."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.questions import KINDS, mark
from lms.content.schema import Course
from lms.demo.rules.answers import NoRightAnswer, answers_to
from lms.demo.rules.study import Diary, Lesson, Studied, lesson, study
from lms.learning.rules import page_ids
from tests.support.courses import FOUR, SMALL, course_in

FOLDERS = {"small": SMALL, "four": FOUR}
BEGINS = datetime(2026, 1, 5, 8, tzinfo=UTC)


def course(name: str) -> Course:
    return course_in(FOLDERS[name])


@cache
def lessons(name: str) -> tuple[Lesson, ...]:
    return tuple(lesson(module) for module in course(name).modules)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_question_can_be_answered_rightly_and_wrongly(name: str) -> None:
    for module in course(name).modules:
        for question in module.quiz.questions:
            answers = answers_to(question)
            assert all(mark(question, response) == 1 for response in answers.right)
            assert all(mark(question, response) < 1 for response in answers.wrong)


def test_questions_of_every_kind_are_among_them() -> None:
    modules = [module for name in FOLDERS for module in course(name).modules]
    assert {question.kind for module in modules for question in module.quiz.questions} == {
        name for name, kind in KINDS.items() if kind.is_marked
    }


def test_a_question_that_cannot_be_answered_is_named() -> None:
    question = course("small").modules[0].quiz.questions[0]
    with pytest.raises(NoRightAnswer, match=question.id):
        answers_to(question.model_copy(update={"options": question.options[:0]}))


def studied(seed: int, skill: float, steps: int | None, days: int) -> list[Studied]:
    diary = Diary(BEGINS, BEGINS + timedelta(days=days), steps, Random(seed))
    return study(lessons("small"), diary, skill)


patiently = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawn = given(
    st.integers(0, 2**16), st.sampled_from([0.0, 0.3, 0.7, 1.0]), st.none() | st.integers(0, 60), st.integers(0, 60)
)


@patiently
@drawn
def test_all_pages_are_read_before_questions_are_begun(seed: int, skill: float, steps: int | None, days: int) -> None:
    for each in studied(seed, skill, steps, days):
        for sat in each.sat:
            asked = {reading: pages for reading, pages, _ in each.rereadings}.get(sat.round, page_ids(each.module))
            read = {page for page, reading, at in each.pages if reading == sat.round and at < sat.started_at}
            assert read == set(asked)


@patiently
@drawn
def test_attempts_follow_one_another_until_the_first_pass(
    seed: int, skill: float, steps: int | None, days: int
) -> None:
    for each in studied(seed, skill, steps, days):
        allowed = each.module.quiz.attempts
        turns = [(sat.round, sat.number) for sat in each.sat]
        assert turns == [(1 + at // allowed, 1 + at % allowed) for at in range(len(turns))]
        assert all(sat.marking and not sat.marking.passed for sat in each.sat[:-1])
        last = each.sat[-1] if each.sat else None
        passed = bool(last and last.marking and last.marking.passed)
        assert each.completed_at == (last.submitted_at if last and passed else None)
        failed = [sat for sat in each.sat if sat.marking and sat.number == allowed and not sat.marking.passed]
        assert [(sat.round + 1, sat.submitted_at) for sat in failed] == [(n, at) for n, _, at in each.rereadings]


@patiently
@drawn
def test_a_module_is_begun_only_after_the_one_before_is_passed(
    seed: int, skill: float, steps: int | None, days: int
) -> None:
    begun = studied(seed, skill, steps, days)
    assert [each.module for each in begun] == [each.module for each in lessons("small")[: len(begun)]]
    assert all(before.completed_at and before.completed_at < after.started_at for before, after in pairwise(begun))


@patiently
@drawn
def test_time_goes_on_and_ends(seed: int, skill: float, steps: int | None, days: int) -> None:
    for each in studied(seed, skill, steps, days):
        pages = [at for _, _, at in each.pages]
        answers = [[at for _, _, at in sat.answers] for sat in each.sat]
        for instants in [[each.started_at, *pages], *answers]:
            assert instants == sorted(instants)
            assert all(BEGINS < at < BEGINS + timedelta(days=days) for at in instants)


def test_whoever_knows_everything_and_does_not_stop_completes_everything() -> None:
    assert all(each.completed_at for each in studied(1, 1.0, None, 400))


def test_the_wait_between_attempts_is_kept() -> None:
    module = course("small").modules[0]
    slow = module.model_copy(update={"quiz": module.quiz.model_copy(update={"wait_hours": 24})})
    diary = Diary(BEGINS, BEGINS + timedelta(days=400), 40, Random(2))
    [done] = study([lesson(slow)], diary, skill=0.0)
    assert len(done.sat) > 1
    for before, after in pairwise(done.sat):
        assert before.submitted_at and after.started_at - before.submitted_at > timedelta(hours=24)
