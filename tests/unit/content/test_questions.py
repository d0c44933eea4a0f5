"""Each kind of question reads what was posted, marks it, and orders its options."""

from fractions import Fraction
from random import Random

import pytest

from lms.content.questions import KINDS, UnreadableAnswer, mark, option_order, read
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
