"""Reliability: by hand, by the textbook's formulas over whole tables, pair by pair over tables with holes, and against
what it promises: how people who are asked again would come out.

The table of test_items by hand, ten attempts of the same three questions, 0 and 1:
    variances 7/10*3/10 + 6/10*4/10 + 4/10*6/10 = 0.21 + 0.24 + 0.24 = 0.69
    points 3 3 3 2 2 2 1 1 0 0: mean 1.7, squares 41, variance 4.1 - 2.89 = 1.21
    KR-20 = 3/2 (1 - 0.69/1.21) = 0.644628
    standard error = 1.1 sqrt(1 - 0.644628) = 0.655744 points of 3

Luck of the draw by hand: 20 attempts of two questions out of A, B and C; 8 with both right, 8 with both wrong, 4 with
one right. Means 1, 0, 1/2; the mean of all 1/2.
    between = 2 (16 * 1/4) / 19 = 8/19;  within = 4 (1/4 + 1/4) / (20 * 1) = 1/10
    1 - (1/10) / (8/19) = 0.7625;  standard error = sqrt(2 * 1/10) = 0.447214 points of 2
"""

from fractions import Fraction
from itertools import combinations
from math import exp, sqrt
from random import Random
from statistics import correlation, fmean, pstdev, pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.assessment.rules.first_attempts import Answer, FirstAttempt
from lms.assessment.rules.reliability import Reliability, in_words, reliability

unhurried = settings(deadline=None, max_examples=60)
TABLE = ["111", "111", "111", "110", "110", "101", "100", "010", "000", "000"]


def attempt(marks):
    """An attempt from marks by question id."""
    answers = tuple(Answer(each, ("a",), Fraction(mark)) for each, mark in marks.items())
    return FirstAttempt(answers, sum((Fraction(mark) for mark in marks.values()), Fraction(0)), len(answers))


def table(rows):
    return [attempt(dict(zip("ABCDEFGH", row, strict=False))) for row in rows]


class TestByHand:
    def test_kr_20_and_its_standard_error(self):
        found = reliability(table([[int(mark) for mark in row] for row in TABLE]))

        assert (found.name, found.attempts, found.questions) == ("KR-20", 10, 3)
        assert found.value == pytest.approx(0.644628, abs=1e-6)
        assert found.error == pytest.approx(0.655744, abs=1e-6)
        assert (found.as_drawn, found.error_as_drawn) == (found.value, found.error), "nothing was left to chance"
        assert (found.pairs, found.all_pairs) == (3, 3)
        assert found.says == "Everybody answered the same 3 questions."

    def test_luck_of_the_draw(self):
        draws = ["AB", "BC", "CA"]
        marks = [(1, 1)] * 8 + [(0, 0)] * 8 + [(1, 0)] * 4

        found = reliability([attempt(dict(zip(draws[n % 3], pair, strict=True))) for n, pair in enumerate(marks)])

        assert found.as_drawn == pytest.approx(0.7625)
        assert found.error_as_drawn == pytest.approx(0.447214, abs=1e-6)
        assert found.says == (
            "Estimated from the 3 questions that enough people had as they read now, 3 of whose 3 pairs met in one "
            "attempt. An attempt has 2 questions."
        )

    def test_marks_for_parts_are_alphas(self):
        assert reliability(table([(1, Fraction(1, 2)), (0, 0)] * 5)).name == "Cronbach's alpha"


class TestWhatCannotBeComputed:
    def test_below_ten_nothing_is_said(self):
        found = reliability(table([(1, 0), (0, 1), (1, 1)] * 3))

        assert (found.value, found.error, found.as_drawn, found.error_as_drawn) == (None,) * 4
        assert (found.attempts, found.pairs) == (0, 0)
        assert found.says.startswith("Not computed: there are fewer than 10 first attempts")

    def test_nor_over_nothing_or_one_question(self):
        for rows in ([], table([(1,), (0,)] * 10)):
            assert reliability(rows).value is None
            assert "two questions or more" in reliability(rows).says

    def test_nor_where_questions_were_each_met_too_seldom(self):
        rows = [attempt({f"q{n}": 1, f"r{n}": 0}) for n in range(40)]

        assert reliability(rows).value is None

    @pytest.mark.parametrize("row", [(1, 1, 1), (0, 0, 0), (1, 0, Fraction(1, 3))])
    def test_marks_that_are_the_same_for_all(self, row):
        found = reliability(table([row] * 12))

        assert (found.value, found.error) == (None, None)
        assert found.says == "Not computed: in each question everybody has the same mark."

    def test_points_that_are_the_same_for_all(self):
        found = reliability(table([(1, 0), (0, 1)] * 6))

        assert found.value is None
        assert found.says == "Not computed: the points of an attempt hardly differ, whoever sits it."

    def test_questions_that_have_nothing_in_common_are_below_nought(self):
        found = reliability(table([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)] * 5))

        assert found.value is not None and found.value < 0


def test_an_attempt_may_hold_more_than_the_questions_that_can_be_compared():
    """Of three questions two were met by 10 people; "3 of 2 questions" would be nonsense."""
    rows = [attempt({"A": n % 2, "B": n % 3 // 2, f"q{n}": 1}) for n in range(12)]

    says = reliability(rows).says

    assert says.startswith("Estimated from the 2 questions") and says.endswith("An attempt has 3 questions.")


class TestInWords:
    @pytest.mark.parametrize(
        ("value", "begins", "does"),
        [
            (-0.18, "Below 0: nothing in common", "Look at any question that is flagged"),
            (0.0, "This is low: another 10 questions", "Do not compare people"),
            (0.494, "This is low", "Do not compare people"),
            (0.496, "This is fair: another 10 questions", "not to compare them"),
            (0.694, "This is fair", "drawing more"),
            (0.70, "This is high: another 10 questions", "nothing to do"),
        ],
    )
    def test_each_value_says_what_it_means_and_what_to_do(self, value, begins, does):
        words = in_words(Reliability("KR-20", 100, 10, value, 1.0, value, 1.0, 1, 1, ""))

        assert words.startswith(begins) and does in words
        assert "fewer than 100" not in words

    def test_few_attempts_are_told(self):
        assert "fewer than 100 attempts" in in_words(Reliability("KR-20", 99, 10, 0.8, 1.0, 0.8, 1.0, 1, 1, ""))

    def test_nothing_is_said_where_there_is_no_value(self):
        assert in_words(reliability([])) == ""


def some(seed, *, holes, partial=False):
    """10 to 60 attempts of six questions, or of two to five drawn from them."""
    rng = Random(seed)
    worth = [0, Fraction(1, 3), Fraction(1, 2), 1] if partial else [0, 1]
    rows = []
    for _ in range(rng.randrange(10, 60)):
        ability = rng.random()
        asked = rng.sample("ABCDEF", rng.choice((2, 3, 3, 4))) if holes else "ABCDEF"
        rows.append({each: worth[-1] if rng.random() < ability else rng.choice(worth[:-1]) for each in asked})
    return rows


seeds = st.integers(0, 2**32)


class TestAnotherWay:
    @unhurried
    @given(seeds, st.booleans())
    def test_over_a_whole_table_it_is_the_textbooks_alpha(self, seed, partial):
        rows = some(seed, holes=False, partial=partial)
        columns = [[float(row[each]) for row in rows] for each in "ABCDEF"]
        points = [sum(float(mark) for mark in row.values()) for row in rows]
        alpha = 6 / 5 * (1 - sum(map(pvariance, columns)) / pvariance(points))

        found = reliability([attempt(row) for row in rows])

        assert found.value == pytest.approx(alpha)
        assert found.error == pytest.approx(pstdev(points) * sqrt(1 - alpha))

    @unhurried
    @given(seeds, st.booleans())
    def test_over_a_table_with_holes_it_is_alpha_from_its_pairs(self, seed, partial):
        rows = some(seed, holes=True, partial=partial)

        found = reliability([attempt(row) for row in rows])

        asked = [each for each in "ABCDEF" if sum(each in row for row in rows) >= 10]
        mean = {each: fmean(float(row[each]) for row in rows if each in row) for each in asked}
        squares, products, met = [], [], set()
        for one, other in combinations(asked, 2):
            for row in rows:
                if one in row and other in row:
                    x, y = float(row[one]) - mean[one], float(row[other]) - mean[other]
                    squares.append((x * x + y * y) / 2)
                    products.append(x * y)
                    met.add((one, other))
        lengths = [len(row) for row in rows]
        k = max(set(lengths), key=lambda length: (lengths.count(length), length))
        if found.value is None:
            return
        v, c = fmean(squares), fmean(products)
        assert found.value == pytest.approx(k * c / (v + (k - 1) * c))
        assert found.error == pytest.approx(sqrt(k * (v - c)))
        assert (found.pairs, found.questions) == (len(met), k)

    @unhurried
    @given(seeds)
    def test_of_right_and_wrong_luck_of_the_draw_is_kr_21(self, seed):
        """ICC(1, k) = 1 - (n - 1)/n (1 - KR-21), since the one divides by n - 1 and the other by n."""
        rng = Random(seed)
        rows = [{each: int(rng.random() < 0.2 + 0.6 * (n % 2)) for each in rng.sample("ABCDEF", 3)} for n in range(50)]
        points = [sum(row.values()) for row in rows]
        mean, variance = fmean(points), pvariance(points)
        kr_21 = 3 / 2 * (1 - mean * (3 - mean) / (3 * variance))

        found = reliability([attempt(row) for row in rows])

        assert found.as_drawn == pytest.approx(1 - 49 / 50 * (1 - kr_21))


class TestWhateverTheAttempts:
    @unhurried
    @given(seeds, st.booleans(), st.randoms(use_true_random=False))
    def test_neither_order_nor_names_matter_and_nothing_passes_one(self, seed, holes, rng):
        rows = [attempt(row) for row in some(seed, holes=holes, partial=True)]
        mixed = [row._replace(answers=tuple(each._replace(question_id=f"z{99 - ord(each.question_id)}")
                 for each in rng.sample(row.answers, len(row.answers)))) for row in rows]  # fmt: skip
        rng.shuffle(mixed)

        found = reliability(rows)

        assert reliability(mixed) == found
        assert all(value is None or value <= 1 for value in (found.value, found.as_drawn))
        assert all(error is None or error >= 0 for error in (found.error, found.error_as_drawn))
        assert 0 <= found.pairs <= found.all_pairs


class TestPromise:
    """3,000 people of whom we know how good they are, and a bank of 25 questions, of which each is asked 10."""

    def setup_method(self):
        self.rng = Random(20261122)
        self.hard = {f"q{n:02}": self.rng.gauss(-1, 1.2) for n in range(25)}
        self.people = [self.rng.gauss(0, 1) for _ in range(3000)]

    def asked(self, ability, ids):
        return {each: int(self.rng.random() < 1 / (1 + exp(self.hard[each] - ability))) for each in ids}

    def drawn(self):
        return [self.asked(ability, self.rng.sample(sorted(self.hard), 10)) for ability in self.people]

    def test_holes_hardly_change_it(self):
        """Alpha of all 25 questions answered by everybody, shortened to 10 after Spearman and Brown."""
        whole = [self.asked(ability, self.hard) for ability in self.people]
        variances = sum(pvariance([row[each] for row in whole]) for each in self.hard)
        alpha = 25 / 24 * (1 - variances / pvariance([sum(row.values()) for row in whole]))
        ten = 0.4 * alpha / (1 - 0.6 * alpha)

        found = reliability([attempt(row) for row in self.drawn()])

        assert found.value == pytest.approx(ten, abs=0.03)
        assert (found.pairs, found.all_pairs) == (300, 300)

    def test_as_drawn_is_how_results_of_two_draws_agree(self):
        one, other = self.drawn(), self.drawn()
        agree = correlation([sum(row.values()) for row in one], [sum(row.values()) for row in other])

        found = reliability([attempt(row) for row in one])

        assert found.as_drawn == pytest.approx(agree, abs=0.03)
        assert found.as_drawn < found.value

    def test_as_drawn_errs_as_far_as_results_of_two_draws_differ(self):
        apart = [sum(a.values()) - sum(b.values()) for a, b in zip(self.drawn(), self.drawn(), strict=True)]

        found = reliability([attempt(row) for row in self.drawn()])

        assert found.error_as_drawn == pytest.approx(pstdev(apart) / sqrt(2), abs=0.05)
        assert found.error < found.error_as_drawn
