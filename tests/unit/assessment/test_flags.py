"""What a writer is told to look at: each flag where it belongs, and not where chance would do."""

from fractions import Fraction
from functools import partial
from math import comb

import pytest

from lms.assessment.rules.first_attempts import Answer, FirstAttempt
from lms.assessment.rules.flags import Sign, bounds, flags
from lms.assessment.rules.items import items
from lms.content import questions
from lms.content.schema import Option, Question
from tests.factories import assessment

question = partial(assessment.question, None)
Q = question("Q", options="abcd")


def told(asked, *said):
    """The flags of a question after attempts in which (response, how many, points won elsewhere out of 10)."""
    rows = []
    for response, many, rest in said:
        mark = questions.mark(asked, tuple(response)) if response else Fraction(0)
        rows += [FirstAttempt((Answer(asked.id, tuple(response), mark),), mark + rest, 11)] * many
    found = items((asked,), rows)
    return flags(asked, found[asked.id])


def signs(*said, asked=Q):
    return [flag.sign for flag in told(asked, *said)]


def level(**chosen):
    """So many chose each, and half of each did better elsewhere than the other half."""
    return [
        (letter, many, rest)
        for letter, each in chosen.items()
        for rest, many in ((4, each // 2), (8, each - each // 2))
    ]


def test_a_sound_question_has_none():
    assert signs(("a", 30, 9), ("a", 30, 7), ("b", 8, 5), ("c", 10, 4), ("d", 10, 3)) == []


class TestFacility:
    def test_nearly_everyone_wrong_names_what_draws(self):
        [flag] = [each for each in told(Q, *level(a=20, b=122, c=28, d=30)) if each.sign == Sign.HARD]

        assert flag.says == "Nearly everyone gets this wrong: it wins 10% of its points; “Way b of Q” draws 61%."
        assert flag.do.startswith("Look first whether the key is right")

    def test_it_names_nothing_where_all_is_left_blank(self):
        [flag] = told(Q, ("", 10, 4), ("", 10, 6))

        assert flag.says == "Nearly everyone gets this wrong: it wins 0% of its points."

    @pytest.mark.parametrize(("right", "of", "flagged"), [(0, 10, True), (1, 10, False), (50, 200, False),
                                                          (49, 200, True), (60, 200, False)])  # fmt: skip
    def test_few_answers_flag_only_what_is_plain(self, right, of, flagged):
        assert (Sign.HARD in signs(*level(a=right, b=(of - right) // 2, c=of - right - (of - right) // 2))) == flagged

    @pytest.mark.parametrize(("right", "of", "flagged"), [(10, 10, False), (51, 51, False), (52, 52, True),
                                                          (195, 200, False), (198, 200, True)])  # fmt: skip
    def test_nearly_everyone_right(self, right, of, flagged):
        assert (Sign.EASY in signs(*level(a=right, b=of - right))) == flagged

    def test_what_everybody_has_to_know_may_be_easy(self):
        assert Sign.EASY not in signs(*level(a=100), asked=question("Q", critical=True, options="abcd"))

    def test_easy_says_what_to_do(self):
        [flag] = [each for each in told(Q, *level(a=100)) if each.sign == Sign.EASY]

        assert flag.says == "Nearly everyone gets this right: it wins 100% of its points."
        assert "Keep it if everybody has to know this" in flag.do


class TestTurnedRound:
    def test_those_who_do_well_elsewhere_get_it_wrong(self):
        """Over 40: (40*80 - 20*240) / sqrt((40*20 - 400) (40*1636 - 57600)) = -1600 / 1770.9 = -0.9035."""
        found = told(Q, ("a", 10, 3), ("a", 10, 5), ("b", 8, 7), ("c", 4, 8), ("d", 8, 9))
        [flag] = [each for each in found if each.sign == Sign.TURNED_ROUND]

        assert flag.says == (
            "Those who do well elsewhere get this wrong more often than the others (discrimination -0.90)."
        )
        assert "marked as right" in flag.do

    def test_chance_does_not_flag_ten_answers(self):
        """r = -0.408: Fisher's z is -0.433, and 1.645/√7 is 0.622."""
        assert Sign.TURNED_ROUND not in signs(("a", 3, 4), ("a", 2, 6), ("b", 1, 4), ("c", 4, 6))

    def test_in_full_it_is_flagged_even_so(self):
        assert Sign.TURNED_ROUND in signs(("a", 5, 4), ("b", 5, 6))


class TestTellsLittle:
    @pytest.mark.parametrize(("of", "flagged"), [(40, False), (68, False), (72, True), (160, True)])
    def test_few_answers_do_not_show_it(self, of, flagged):
        """r = 0: 1.645/√(n - 3) is below atanh 0.20 = 0.2027 from n = 69 on."""
        quarter = of // 4
        found = signs(*level(a=2 * quarter, b=quarter - quarter % 2, c=quarter - quarter % 2, d=2 * (quarter % 2)))

        assert (Sign.TELLS_LITTLE in found) == flagged

    def test_it_says_what_to_do(self):
        [flag] = [each for each in told(Q, *level(a=80, b=30, c=30, d=20)) if each.sign == Sign.TELLS_LITTLE]

        assert flag.says.startswith("This does not tell those who know from those who do not")
        assert flag.says.endswith("(discrimination 0.00).") and "read in two ways" in flag.do

    def test_what_tells_them_apart_is_not_flagged(self):
        assert Sign.TELLS_LITTLE not in signs(("a", 60, 8), ("a", 20, 4), ("b", 40, 4), ("c", 20, 8), ("d", 20, 5))

    def test_what_nearly_all_know_or_nobody_knows_cannot_and_is_not_blamed(self):
        assert Sign.TELLS_LITTLE not in signs(*level(a=398, b=2))
        assert Sign.TELLS_LITTLE not in signs(*level(a=20, b=60, c=60, d=60))

    def test_what_is_turned_round_is_told_as_that_alone(self):
        assert Sign.TELLS_LITTLE not in signs(("a", 40, 4), ("b", 20, 7), ("c", 20, 8))


class TestUnused:
    def test_a_wrong_option_that_nobody_chooses(self):
        [flag] = [each for each in told(Q, *level(a=40, b=20, c=20)) if each.sign == Sign.UNUSED]

        assert flag.says == "Nobody chooses this wrong answer: “Way d of Q”."
        assert "leave it out" in flag.do

    def test_or_hardly_anybody(self):
        [flag] = [each for each in told(Q, *level(a=500, b=250, c=240, d=10)) if each.sign == Sign.UNUSED]

        assert flag.says == "Hardly anybody (1%) chooses this wrong answer: “Way d of Q”."

    @pytest.mark.parametrize(("of", "flagged"), [(10, False), (51, False), (52, True)])
    def test_few_answers_do_not_show_it(self, of, flagged):
        assert (Sign.UNUSED in signs(*level(a=of // 2, b=of - of // 2 - 9, c=9))) == flagged

    def test_where_most_are_right_the_wrong_ones_are_rare_and_do_their_work(self):
        assert Sign.UNUSED not in signs(*level(a=900, b=40, c=30, d=30))

    def test_a_right_option_and_one_of_two_are_no_distractors(self):
        assert Sign.UNUSED not in signs(*level(b=30, c=30, d=40))
        assert Sign.UNUSED not in signs(*level(a=100), asked=question("Q", options="ab"))

    def test_nor_are_places_in_an_order(self):
        steps = Question(id="Q", kind="ordering", control="selects", title="", stem="", outcome="x", options=tuple(
            Option(id=each, html=each, text=each, right=True, feedback="", answer=str(place), choices=("1", "2", "3"))
            for place, each in enumerate("abc", 1)))  # fmt: skip
        right, swapped = ("a:1", "b:2", "c:3"), ("a:2", "b:1", "c:3")

        assert Sign.UNUSED not in signs((right, 60, 8), (swapped, 60, 4), asked=steps)


class TestDrawsTheBest:
    def test_a_wrong_option_that_the_best_choose_rather_than_the_key(self):
        """The best 27% of 100 are 27: 18 of them chose c and 9 the key; 9 more than it, and 1.645 √27 is 8.5."""
        [flag] = [each for each in told(Q, ("c", 18, 9), ("a", 9, 9), ("a", 40, 5), ("b", 17, 4), ("d", 16, 3))
                  if each.sign == Sign.DRAWS_THE_BEST]  # fmt: skip

        assert flag.says == (
            "A wrong answer draws the best more than the right one: “Way c of Q” 67%, “Way a of Q” 33%."
        )
        assert "both can be right" in flag.do

    def test_not_by_chance(self):
        """17 to 10: 7 more."""
        assert Sign.DRAWS_THE_BEST not in signs(("c", 17, 9), ("a", 10, 9), ("a", 40, 5), ("b", 17, 4), ("d", 16, 3))

    def test_of_several_right_ones_it_is_held_against_the_rarest(self):
        several = question("Q", right="ab", options="abcd")
        [flag] = [each for each in told(several, ("ac", 27, 9), ("ab", 40, 5), ("d", 33, 3))
                  if each.sign == Sign.DRAWS_THE_BEST]  # fmt: skip

        assert "“Way c of Q” 100%, “Way b of Q” 0%" in flag.says

    def test_part_by_part(self):
        two = ("one", "two")
        rows = Question(id="Q", kind="matching", control="selects", title="", stem="", outcome="x", options=tuple(
            Option(id=each, html=each, text=f"Row {each}", right=True, feedback="", answer=right, choices=two)
            for each, right in (("a", "one"), ("b", "two"))))  # fmt: skip

        found = told(rows, (("a:1", "b:1"), 30, 9), (("a:1", "b:2"), 40, 5), (("a:2", "b:2"), 30, 3))

        assert [
            "“Row b: one” 100%, “Row b: two” 0%" in flag.says for flag in found if flag.sign == Sign.DRAWS_THE_BEST
        ] == [True]


class TestDrawsMore:
    def test_a_wrong_option_that_more_choose_than_the_key(self):
        """70 to 40 of 120: 30 more, and 1.645 √110 is 17.3."""
        [flag] = [each for each in told(Q, *level(a=40, b=70, c=6, d=4)) if each.sign in (Sign.DRAWS_MORE, Sign.HARD)]

        assert flag.says == ("A wrong answer draws more people than the right one: “Way b of Q” 58%, “Way a of Q” 33%.")
        assert "the key is right" in flag.do

    def test_not_by_chance(self):
        assert Sign.DRAWS_MORE not in signs(*level(a=46, b=60, c=8, d=6))

    def test_what_the_best_choose_and_what_is_too_hard_are_told_once(self):
        best = signs(("b", 70, 9), ("a", 40, 4), ("c", 10, 5))
        assert Sign.DRAWS_THE_BEST in best and Sign.DRAWS_MORE not in best
        hard = signs(*level(a=20, b=122, c=28, d=30))
        assert Sign.HARD in hard and Sign.DRAWS_MORE not in hard


@pytest.mark.parametrize(("chosen", "of"), [(0, 10), (0, 60), (3, 40), (12, 30), (5, 400)])
def test_bounds_are_passed_by_chance_some_five_times_in_a_hundred(chosen, of):
    """Were the share at its upper bound, so few would choose it 5 times in 100: the exact binomial sum, near it."""
    least, most = bounds(chosen / of, of)

    assert 0 <= least <= chosen / of <= most <= 1
    tail = sum(comb(of, each) * most**each * (1 - most) ** (of - each) for each in range(chosen + 1))
    assert 0.02 < tail < 0.12
