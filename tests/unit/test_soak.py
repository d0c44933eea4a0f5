"""The soak's own arithmetic: which rows do these requests explain? It would notice one that is gone or there twice."""

import random

import pytest

from bench.answers import answer_of, any_answer, choices_on, values_of
from bench.soak.explain import Sent, explain


def sent(words: str) -> list[Sent]:
    """A letter is an answer; a capital one was not acknowledged."""
    return [Sent((letter.lower(),), letter.islower()) for letter in words]


def rows(words: str) -> list[tuple[str, ...]]:
    return [(letter,) for letter in words]


@pytest.mark.parametrize(
    ("requests", "stored", "lost", "doubled"),
    [
        ("", "", 0, 0),
        ("abc", "abc", 0, 0),
        ("aBc", "abc", 0, 0),  # no answer came, and it was saved
        ("aBc", "ac", 0, 0),  # no answer came, and it was not
        ("aBbc", "abc", 0, 0),  # sent again: the first had been saved, or the second was
        ("aa", "a", 0, 0),  # the same answer again needs no row
        ("abc", "ab", 1, 0),
        ("abc", "bc", 1, 0),
        ("aba", "ba", 1, 0),
        ("abab", "ba", 2, 0),
        ("ab", "", 2, 0),
        ("a", "aa", 0, 1),
        ("ab", "aab", 0, 1),
        ("ab", "abab", 0, 2),
        ("", "a", 0, 1),
        ("ab", "ba", 1, 1),  # out of order
    ],
)
def test_what_is_missing_and_what_nothing_explains(requests: str, stored: str, lost: int, doubled: int) -> None:
    assert explain(sent(requests), rows(stored)) == (lost, doubled)


def test_a_history_with_broken_connections_is_always_explained_and_one_row_less_never_is() -> None:
    dice = random.Random(2026)
    for _ in range(500):
        requests = sent("".join(dice.choice("abcABC") for _ in range(12)))
        stored: list[tuple[str, ...]] = []
        needed = []
        for each in requests:
            if (each.acknowledged or dice.random() < 0.5) and each.values != (stored[-1] if stored else None):
                stored.append(each.values)
                needed.append(each.acknowledged)
        assert explain(requests, stored) == (0, 0)
        acknowledged_once = [n for n, (row, needs) in enumerate(zip(stored, needed, strict=True)) if needs]
        if all(each.acknowledged for each in requests) and acknowledged_once:
            gone = dice.choice(acknowledged_once)
            assert explain(requests, stored[:gone] + stored[gone + 1 :]) != (0, 0)


PAGE = """
<input type="hidden" name="attempt" value="1-1">
<input class="radios" id="o-1" name="answer-a" type="radio" value="a:true">
<input class="radios" id="o-2" name="answer-a" type="radio" value="a:false">
<input name="answer-b" type="radio" value="b:true"><input name="answer-b" type="radio" value="b:false" checked>
<input name="answer" type="checkbox" value="x"><input name="answer" type="checkbox" value="y">
"""


def test_an_answer_takes_one_of_each_group_and_some_of_the_boxes() -> None:
    choices = choices_on(PAGE)
    assert len(choices) == 6
    fields = any_answer(choices, random.Random(1))
    assert [len(fields[name]) for name in ("answer-a", "answer-b")] == [1, 1]
    assert 1 <= len(fields["answer"]) <= 2
    right = answer_of(choices, frozenset({"a:true", "b:false", "x"}))
    assert right == {"answer-a": ["a:true"], "answer-b": ["b:false"], "answer": ["x"]}
    assert values_of(right) == ["a:true", "b:false", "x"]
