"""The soak's own arithmetic: it would notice an acknowledged answer that is gone."""

from bench.soak import not_in_order


def test_answers_that_were_not_acknowledged_may_stand_between() -> None:
    assert not_in_order(["a", "b"], ['["c"]', '["a"]', '["c"]', '["b"]']) == 0


def test_a_missing_answer_is_noticed() -> None:
    assert not_in_order(["a", "b"], ['["a"]', '["c"]']) == 1


def test_an_answer_out_of_order_is_noticed() -> None:
    assert not_in_order(["a", "b", "a"], ['["b"]', '["a"]']) > 0
