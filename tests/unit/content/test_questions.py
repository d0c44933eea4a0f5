"""Each kind of question reads what was posted, marks it, and orders its options."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.questions import KINDS, UnreadableAnswer, blanks, mark, option_order, read, read_whole
from lms.content.schema import Option, Question


def question(kind: str, *right: str, options: str = "abcd") -> Question:
    return Question(
        id="q",
        kind=kind,
        control=KINDS[kind].control,
        title="?",
        stem="",
        outcome="o",
        options=tuple(Option(id=each, html=each, text=each, right=each in right, feedback="") for each in options),
    )


class TestRead:
    @pytest.mark.parametrize("values", [[], ["e"], ["a", "b"], ["A"], ["a", "e"], [""]])
    def test_a_single_answer_is_exactly_one_of_the_options(self, values):
        with pytest.raises(UnreadableAnswer):
            read(question("single", "a"), values)

    def test_nothing_chosen_is_said_in_words_for_the_learner(self):
        with pytest.raises(UnreadableAnswer, match="Select an answer"):
            read(question("multiple", "a"), [])

    def test_several_are_read_once_each_in_the_questions_order(self):
        assert read(question("multiple", "a"), ["c", "a", "c"]) == ("a", "c")

    def test_the_same_value_sent_twice_is_one_answer(self):
        assert read(question("single", "a"), ["b", "b"]) == ("b",)

    def test_statements_are_read_in_the_questions_order_and_may_be_left_open(self):
        assert read(question("kprim", "a"), ["d:false", "a:true"]) == ("a:true", "d:false")

    @pytest.mark.parametrize("values", [[], ["a"], ["a:yes"], ["e:true"], ["a:true", "a:false"], [""], ["a:true", "b"]])
    def test_a_statement_is_true_or_false_and_not_both(self, values):
        with pytest.raises(UnreadableAnswer):
            read(question("kprim", "a"), values)

    def test_a_whole_answer_leaves_no_statement_open(self):
        asked, whole = question("kprim", "a"), ["a:true", "b:true", "c:false", "d:true"]
        assert read_whole(asked, whole) == tuple(whole)
        with pytest.raises(UnreadableAnswer, match="1 of 4 not answered yet"):
            read_whole(asked, whole[:3])
        assert blanks(asked, tuple(whole[:3])) == 1


class TestMark:
    @pytest.mark.parametrize(
        ("response", "marked"), [(("a", "c"), 1), (("a",), 0), (("a", "b", "c"), 0), (("b", "d"), 0)]
    )
    def test_multiple_wants_all_the_right_ones_and_no_other(self, response, marked):
        assert mark(question("multiple", "a", "c"), response) == Fraction(marked)

    @pytest.mark.parametrize("kind", ["single", "true-false"])
    def test_one_is_right(self, kind):
        asked = question(kind, "b", options="ab")
        assert (mark(asked, ("b",)), mark(asked, ("a",))) == (Fraction(1), Fraction(0))


def said(asked: Question, truths: dict[str, bool]) -> tuple[str, ...]:
    """Statements answered as they are, or the other way round, or left open."""
    return tuple(
        f"{each.id}:{str(each.right == truths[each.id]).lower()}" for each in asked.options if each.id in truths
    )


@st.composite
def kprim_answers(draw: st.DrawFn) -> tuple[Question, dict[str, bool]]:
    """A Kprim question that a course may hold, and which of its statements are answered, rightly or not."""
    asked = question("kprim", *draw(st.sets(st.sampled_from("abcd"), min_size=1, max_size=3)))
    return asked, draw(st.dictionaries(st.sampled_from("abcd"), st.booleans()))


@st.composite
def partial_answers(draw: st.DrawFn) -> tuple[Question, tuple[str, ...]]:
    """A question with part marks that a course may hold, and some of its options."""
    letters = "abcdefgh"[: draw(st.integers(4, 8))]
    right = draw(st.sets(st.sampled_from(letters), min_size=2, max_size=len(letters) // 2))
    chosen = draw(st.sets(st.sampled_from(letters), min_size=1))
    return question("multiple-partial", *right, options=letters), tuple(sorted(chosen))


class TestKprim:
    """All four right, 1; one of the four not, a half; else 0."""

    @given(kprim_answers())
    def test_the_mark_follows_from_how_many_are_right(self, case):
        asked, truths = case
        wanted = {4: Fraction(1), 3: Fraction(1, 2)}.get(sum(truths.values()), Fraction(0))
        assert mark(asked, said(asked, truths)) == wanted

    @given(kprim_answers(), st.sampled_from("abcd"))
    def test_one_more_right_never_lowers_the_mark_and_one_more_wrong_never_raises_it(self, case, statement):
        asked, truths = case
        right, wrong, left_open = (
            mark(asked, said(asked, more))
            for more in (
                {**truths, statement: True},
                {**truths, statement: False},
                {each: truth for each, truth in truths.items() if each != statement},
            )
        )
        assert 0 <= wrong == left_open <= right <= 1

    @given(kprim_answers(), st.sampled_from(["true", "false"]))
    def test_the_same_answer_to_everything_never_wins_the_point(self, case, same):
        asked, _ = case
        assert not KINDS["kprim"].faults(asked.options)
        assert mark(asked, tuple(f"{each}:{same}" for each in "abcd")) <= Fraction(1, 2)

    def test_blind_guessing_wins_three_sixteenths(self):
        asked = question("kprim", "a", "c")
        guesses = [dict(zip("abcd", truths, strict=True)) for truths in product([True, False], repeat=4)]
        assert sum(mark(asked, said(asked, guess)) for guess in guesses) / 16 == Fraction(3, 16)


class TestPartMarks:
    """The right ones chosen less the wrong ones, as a share of the right ones; never below 0."""

    @given(partial_answers())
    def test_the_mark_is_the_share_of_the_right_ones_less_the_wrong_ones(self, case):
        asked, chosen = case
        share = Fraction(len(asked.right & set(chosen)) - len(set(chosen) - asked.right), len(asked.right))
        assert mark(asked, chosen) == max(share, Fraction(0))
        assert 0 <= mark(asked, chosen) <= 1

    @given(partial_answers())
    def test_the_right_ones_alone_win_the_point_and_the_wrong_ones_nothing(self, case):
        asked, _ = case
        wrong = {each.id for each in asked.options} - asked.right
        assert (mark(asked, tuple(asked.right)), mark(asked, tuple(wrong))) == (1, 0)
        assert all(mark(asked, tuple(asked.right - {each})) < 1 for each in asked.right)

    @given(partial_answers(), st.data())
    def test_a_right_one_more_never_lowers_the_mark_and_a_wrong_one_never_raises_it(self, case, data):
        asked, chosen = case
        more = data.draw(st.sampled_from(asked.options))
        with_it = mark(asked, tuple({*chosen, more.id}))
        without = mark(asked, tuple({*chosen} - {more.id}))
        assert with_it >= without if more.right else with_it <= without

    @given(partial_answers())
    def test_choosing_everything_wins_nothing_in_any_question_that_a_course_may_hold(self, case):
        asked, _ = case
        assert not KINDS["multiple-partial"].faults(asked.options)
        assert mark(asked, tuple(each.id for each in asked.options)) == 0


class TestOrder:
    def test_the_same_seed_gives_the_same_order_and_others_differ(self):
        asked = question("single", "a", options="abcdefgh")
        orders = {tuple(option_order(asked, Random(seed))) for seed in range(20)}
        assert option_order(asked, Random(7)) == option_order(asked, Random(7))
        assert len(orders) > 10
        assert all(sorted(order) == list("abcdefgh") for order in orders)

    def test_true_stays_before_false(self):
        assert {tuple(option_order(question("true-false", "b", options="ab"), Random(seed))) for seed in range(9)} == {
            ("a", "b")
        }
