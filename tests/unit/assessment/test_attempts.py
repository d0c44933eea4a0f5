"""Drawing and marking, for any bank and any seed."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules import attempts as rules
from tests.factories import assessment

OUTCOMES = ("emergency", "routes", "sharing", "records")


question = partial(assessment.question, None)
quiz = partial(assessment.quiz, None)


@st.composite
def quizzes(strategy):
    """A quiz over a bank of up to 30 questions, with any settings."""
    shapes = strategy(
        st.lists(
            st.tuples(st.sampled_from(OUTCOMES), st.booleans(), st.sampled_from(["a", "ab"])), min_size=1, max_size=30
        )
    )
    bank = [
        question(f"q{n:02}", outcome=outcome, right=right, critical=critical)
        for n, (outcome, critical, right) in enumerate(shapes)
    ]
    return quiz(
        *bank,
        draw=strategy(st.integers(1, 12)),
        at_least_per_outcome=strategy(st.integers(0, 3)),
        shuffle=strategy(st.booleans()),
    )


seeds = st.integers(0, 2**31 - 1)


class TestDraw:
    @given(quizzes(), seeds)
    def test_draws_as_many_as_asked_each_once_from_the_bank(self, quiz, seed):
        drawn = [each.question_id for each in rules.draw(quiz, seed)]

        assert len(set(drawn)) == len(drawn)
        assert set(drawn) <= {each.id for each in quiz.questions}
        minima = sum(
            min(quiz.at_least_per_outcome, sum(each.outcome == outcome for each in quiz.questions))
            for outcome in OUTCOMES
        )
        assert len(drawn) == min(len(quiz.questions), max(quiz.draw, minima))

    @given(quizzes(), seeds)
    def test_draws_at_least_so_many_for_each_outcome(self, quiz, seed):
        drawn = [quiz.question(each.question_id).outcome for each in rules.draw(quiz, seed)]

        for outcome in OUTCOMES:
            there_are = sum(each.outcome == outcome for each in quiz.questions)
            assert drawn.count(outcome) >= min(quiz.at_least_per_outcome, there_are)

    @given(quizzes(), seeds)
    def test_draws_a_critical_question_where_the_bank_has_one(self, quiz, seed):
        drawn = [quiz.question(each.question_id).critical for each in rules.draw(quiz, seed)]

        assert any(drawn) == any(each.critical for each in quiz.questions)

    @given(quizzes(), seeds, st.randoms(use_true_random=False))
    def test_is_the_same_for_the_same_seed_whatever_the_order_of_the_bank(self, quiz, seed, random):
        bank = list(quiz.questions)
        random.shuffle(bank)
        mixed = quiz.model_copy(update={"questions": tuple(bank), "shuffle": True})

        assert rules.draw(mixed, seed) == rules.draw(quiz.model_copy(update={"shuffle": True}), seed)

    @given(quizzes(), seeds)
    def test_shows_every_option_of_a_question_once(self, quiz, seed):
        for each in rules.draw(quiz, seed):
            assert sorted(each.options) == [option.id for option in quiz.question(each.question_id).options]

    def test_keeps_the_order_of_the_text_where_the_quiz_is_not_shuffled(self):
        bank = [question(f"q{n}") for n in range(9, 0, -1)]

        drawn = rules.draw(quiz(*bank, draw=10, shuffle=False), seed=7)

        assert [each.question_id for each in drawn] == [each.id for each in bank]
        assert {each.options for each in drawn} == {("a", "b", "c")}

    def test_differs_from_seed_to_seed(self):
        bank = [question(f"q{n:02}") for n in range(20)]

        draws = {rules.draw(quiz(*bank, draw=10), seed) for seed in range(20)}

        assert len(draws) == 20


class TestMark:
    @given(quizzes(), seeds, st.data())
    def test_stays_within_what_can_be_won_and_adds_up_by_outcome(self, quiz, seed, data):
        drawn = [quiz.question(each.question_id) for each in rules.draw(quiz, seed)]
        answers = {each.id: tuple(sorted(data.draw(st.sets(st.sampled_from("abc"), max_size=3)))) for each in drawn}

        marking = rules.mark(drawn, answers, quiz.pass_mark)
        outcomes = rules.by_outcome(marking.marks, OUTCOMES)

        assert 0 <= marking.score <= len(drawn)
        assert sum(each.score for each in outcomes) == marking.score
        assert sum(each.out_of for each in outcomes) == len(drawn)
        assert marking.passed == (marking.score * 100 >= len(drawn) * quiz.pass_mark)
        missed = {each.outcome for each in outcomes if each.missed}
        assert missed == set(rules.missed_outcomes(marking.marks))
        assert bool(missed) == (marking.score < len(drawn))

    @given(quizzes(), seeds, seeds)
    def test_does_not_depend_on_the_order_of_the_questions(self, quiz, seed, other):
        drawn = [quiz.question(each.question_id) for each in rules.draw(quiz, seed)]
        answers = {each.id: (Random(seed).choice("abc"),) for each in drawn}
        mixed = Random(other).sample(drawn, len(drawn))

        one, two = (rules.mark(order, answers, 80) for order in (drawn, mixed))

        assert one.score == two.score
        assert rules.by_outcome(one.marks, OUTCOMES) == rules.by_outcome(two.marks, OUTCOMES)

    def test_a_question_left_blank_counts_as_not_right(self):
        drawn = [question("one"), question("two"), question("three")]

        marking = rules.mark(drawn, {"one": ("a",), "two": ()}, 80)

        assert [each.mark for each in marking.marks] == [1, 0, 0]
        assert not marking.passed

    def test_all_right_options_and_nothing_else_win_a_point(self):
        drawn = [question("both", right="ab")]

        marks = [rules.mark(drawn, {"both": given}, 80).score for given in [("a", "b"), ("a",), ("a", "b", "c")]]

        assert marks == [1, 0, 0]


@pytest.mark.parametrize(("out_of", "percent", "points"), [(10, 80, 8), (9, 80, 8), (7, 50, 4), (5, 100, 5), (3, 0, 0)])
def test_the_pass_mark_is_rounded_up_to_whole_points(out_of, percent, points):
    assert rules.pass_score(out_of, percent) == points


def test_a_part_of_a_point_does_not_reach_the_pass_mark():
    nearly = rules.Mark("one", "routes", ("a",), Fraction(99, 100))

    marking = rules.Marking((nearly,), pass_score=1)

    assert not marking.passed
    assert not nearly.right


@pytest.mark.parametrize(("last", "following"), [(None, (1, 1)), ((1, 1), (1, 2)), ((1, 3), (2, 1)), ((4, 2), (4, 3))])
def test_a_new_round_follows_the_last_attempt_of_one(last, following):
    assert rules.next_attempt(last, allowed=3) == following


def test_the_next_attempt_opens_after_the_wait():
    handed_in = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    assert rules.opens_at(handed_in, 0) == handed_in
    assert rules.opens_at(handed_in, 24) == handed_in + timedelta(days=1)
