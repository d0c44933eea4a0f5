"""What first attempts say of each question: against a table worked out by hand, another way of computing it, and for
any attempts.

The table, ten attempts of three questions ("a" is right in each; what stands in brackets was chosen where it is wrong):

    attempt  A      B      C      points   rest of A  rest of C
    1        1      1      1      3        2          2
    2        1      1      1      3        2          2
    3        1      1      1      3        2          2
    4        1      1      0 (b)  2        1          2
    5        1      1      0 (b)  2        1          2
    6        1      0 (b)  1      2        1          1
    7        1      0 (b)  0 (b)  1        0          1
    8        0 (b)  1      0 (b)  1        1          1
    9        0 (b)  0 (b)  0 (b)  0        0          0
    10       0 (c)  0 (b)  0 ( )  0        0          0

Facility: A 7/10, B 6/10, C 4/10.

Discrimination of A: the rests add up to 10 and their squares to 3*4 + 4*1 = 16; rests of those who had A right: 9.
    (10*9 - 7*10) / sqrt((10*7 - 49) (10*16 - 100)) = 20 / sqrt(21*60) = 0.563436
Of C: rests 13, squares 5*4 + 3*1 = 23, with C right 2 + 2 + 2 + 1 = 7.
    (10*7 - 4*13) / sqrt((10*4 - 16) (10*23 - 169)) = 18 / sqrt(24*61) = 0.470438

Upper and lower 27% are 2.7 attempts.
Of A: upper, 2.7 of the three with rest 2, all right: 1. Lower, 2.7 of the three with rest 0 (7, 9, 10), one right: 1/3.
    1 - 1/3 = 0.666667. Of the lower, each option was chosen by one of three: 1/3, 1/3, 1/3.
Of C: upper, 2.7 of the five with rest 2, three of them right: 3/5. Lower, both with rest 0, wrong, and 0.7 of the three
    with rest 1, one of them right: 0.7/3 of 2.7 = 7/81.  3/5 - 7/81 = 0.513580
"""

from fractions import Fraction
from functools import partial
from random import Random
from statistics import StatisticsError, correlation, fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.assessment.rules.choices import BLANK, OTHERS
from lms.assessment.rules.first_attempts import Answer, FirstAttempt
from lms.assessment.rules.items import items
from lms.content import questions
from lms.content.schema import Option, Question
from tests.factories import assessment

question = partial(assessment.question, None)
unhurried = settings(deadline=None, max_examples=60)
A, B, C = question("A"), question("B"), question("C")
TABLE = ["aaa", "aaa", "aaa", "aab", "aab", "aba", "abb", "bab", "bbb", "cb "]


def attempt(*said, score=None, out_of=None):
    """One attempt from (question, response) pairs, marked by the questions' own rule."""
    answers = tuple(
        Answer(each.id, tuple(response), questions.mark(each, tuple(response)) if response else Fraction(0))
        for each, response in said
    )
    won = sum((answer.mark for answer in answers), Fraction(0))
    return FirstAttempt(answers, won if score is None else score, out_of or len(answers))


def by_hand():
    return [attempt(*((each, letter.strip()) for each, letter in zip((A, B, C), row, strict=True))) for row in TABLE]


class TestByHand:
    def test_facility_is_the_mean_mark(self):
        found = items((A, B, C), by_hand())

        assert [item.facility for item in found.values()] == [0.7, 0.6, 0.4]
        assert {item.attempts for item in found.values()} == {10}

    def test_discrimination_is_the_correlation_with_the_rest(self):
        found = items((A, B, C), by_hand())

        assert found["A"].discrimination == pytest.approx(0.563436, abs=1e-6)
        assert found["C"].discrimination == pytest.approx(0.470438, abs=1e-6)

    def test_upper_and_lower_groups_share_out_those_who_are_level(self):
        found = items((A, B, C), by_hand())

        assert found["A"].upper_lower == pytest.approx(2 / 3)
        assert found["C"].upper_lower == pytest.approx(3 / 5 - 7 / 81)

    def test_every_option_has_its_line(self):
        lines = items((A,), by_hand())["A"].lines

        assert [(line.said, line.words, line.right, line.chosen, line.share) for line in lines] == [
            ("a", "Way a of A", True, 7, 0.7),
            ("b", "Way b of A", False, 2, 0.2),
            ("c", "Way c of A", False, 1, 0.1),
        ]
        assert [line.upper for line in lines] == [1, 0, 0]
        assert [line.lower for line in lines] == pytest.approx([1 / 3, 1 / 3, 1 / 3])

    def test_an_option_that_nobody_chose_and_answers_left_blank_have_theirs(self):
        lines = items((C,), by_hand())["C"].lines

        assert [(line.said, line.chosen) for line in lines] == [("a", 4), ("b", 5), ("c", 0), (BLANK, 1)]
        assert lines[-1].words == "Not answered" and not lines[-1].right

    def test_below_ten_nothing_is_said(self):
        assert items((A, B, C), by_hand()[:9]) == {}

    def test_a_question_that_few_were_asked_stays_unsaid_beside_others(self):
        rows = [attempt((A, "a"), (B, "b"), *([(C, "a")] if n < 9 else [])) for n in range(12)]

        assert list(items((C, B, A), rows)) == ["B", "A"]

    def test_the_rest_holds_questions_that_are_not_asked_about(self):
        """Ten attempts of two questions, of which only A reads as it did: marks 1 and 0, five each; the points that
        came with the other question are 1 where A was wrong and 0 where it was right, so they disagree in full."""
        rows = [attempt((A, "a" if right else "b"), score=Fraction(1), out_of=2) for right in [1, 0] * 5]

        found = items((A,), rows)["A"]

        assert found.discrimination == -1
        assert found.upper_lower == -1

    def test_without_a_rest_there_is_no_discrimination(self):
        found = items((A,), [attempt((A, "ab"[n % 2])) for n in range(10)])["A"]

        assert (found.facility, found.discrimination, found.upper_lower) == (0.5, None, None)
        assert {line.upper for line in found.lines} == {None}


class TestPartByPart:
    """For each part what was answered, the right answer first."""

    def of(self, kind, options, said, control="selects"):
        asked = Question(id="P", kind=kind, control=control, title="", stem="", outcome="x", options=tuple(options))
        rows = [attempt((asked, response), (A, "ab"[n % 2])) for n, response in enumerate(said)]
        return items((asked,), rows)["P"]

    def part(self, id_, text, **fields):
        return Option(**{"id": id_, "html": text, "text": text, "right": True, "feedback": "", **fields})

    def test_rows_that_were_matched(self):
        rows = [self.part(each, f"Row {each}", answer=right, choices=("one", "two", "three"))
                for each, right in (("a", "two"), ("b", "three"))]  # fmt: skip
        said = [("a:2", "b:3")] * 6 + [("a:1", "b:3")] * 3 + [("b:1",)]

        item = self.of("matching", rows, said)

        assert [(line.part, line.said, line.words, line.right, line.chosen) for line in item.lines] == [
            ("a", "2", "Row a: two", True, 6),
            ("a", "1", "Row a: one", False, 3),
            ("a", BLANK, "Not answered", False, 1),
            ("b", "3", "Row b: three", True, 9),
            ("b", "1", "Row b: one", False, 1),
        ]
        assert item.facility == pytest.approx((6 * 1 + 3 * 0.5 + 0) / 10)

    def test_statements_that_were_called_true_or_false(self):
        four = [self.part(each, f"Claim {each}", right=each in "ab") for each in "abcd"]
        said = [("a:true", "b:true", "c:false", "d:false")] * 7 + [("a:true", "b:false", "c:true", "d:false")] * 3

        item = self.of("kprim", four, said, "statements")

        assert [(line.words, line.right, line.chosen) for line in item.lines] == [
            ("Claim a: true", True, 10),
            ("Claim b: true", True, 7),
            ("Claim b: false", False, 3),
            ("Claim c: false", True, 7),
            ("Claim c: true", False, 3),
            ("Claim d: false", True, 10),
        ]

    def test_typed_words_are_one_whatever_their_capitals_and_rare_ones_are_not_shown(self):
        """They could say who typed them."""
        accepted = self.part("a", "", answer="patient", accepted=("patient", "person"))
        said = [("a:Patient",), ("a:person",)] + [("a:Nurse",)] * 5 + [("a:nurse",)] * 3 + [("a:Jo from ward 3",)] * 7

        item = self.of("short-text", [accepted], said, "typed")

        assert [(line.said, line.words, line.right, line.chosen) for line in item.lines] == [
            ("patient", "patient", True, 2),
            ("nurse", "nurse", False, 8),
            (OTHERS, "Other answers, each typed by fewer than 8", False, 7),
        ]

    def test_numbers_within_the_tolerance_are_the_right_one(self):
        number = self.part("a", "", answer="3.2", tolerance="0.1", unit="%")
        said = [("a:3.25",)] * 3 + [("a:3.2",)] + [("a:32",)] * 8

        item = self.of("number", [number], said, "typed")

        assert [(line.words, line.right, line.chosen) for line in item.lines] == [("3.2%", True, 4), ("32%", False, 8)]


BANK = [
    question(f"q{n}", right="ab", options="abcd", kind="multiple-partial")
    if n % 2
    else question(f"q{n}", options="abcd")
    for n in range(6)
]


def drawn(seed, most=60):
    """Attempts of two to five of six questions, better and worse people in them; some questions all get right."""
    rng = Random(seed)
    easy = {each.id for each in BANK if rng.random() < 0.15}
    rows = []
    for _ in range(rng.randrange(most)):
        ability = rng.random()
        said = []
        for each in rng.sample(BANK, rng.choice((2, 3, 3, 3, 5))):
            key = sorted(each.right)
            knows = each.id in easy or rng.random() < ability
            guess = [] if rng.random() < 0.1 else [rng.choice("abcd")]
            said.append((each, "".join(key if knows else guess)))
        rows.append(attempt(*said))
    return rows


seeds = st.integers(0, 2**32)


class TestAnotherWay:
    """`statistics.correlation` over columns with a place for each attempt, and groups by counting down a ranking."""

    @unhurried
    @given(seeds)
    def test_every_number_comes_out_the_same(self, seed):
        rows = drawn(seed)

        found = items(BANK, rows)

        for each in BANK:
            had = [(row, answer) for row in rows for answer in row.answers if answer.question_id == each.id]
            assert (each.id in found) == (len(had) >= 10)
            if each.id not in found:
                continue
            item = found[each.id]
            marks = [float(answer.mark) for _, answer in had]
            rests = [fmean(float(other.mark) for other in row.answers if other is not answer) for row, answer in had]
            assert item.facility == pytest.approx(fmean(marks))
            assert item.discrimination == approximately(pearson(marks, rests))
            level = len({round(rest, 9) for rest in rests}) == 1
            gain = None if level or len(set(marks)) == 1 else group(marks, rests, -1) - group(marks, rests, 1)
            assert item.upper_lower == approximately(gain)
            for line in item.lines:
                picked = [float(line.said in answer.response or (not line.said and not answer.response))
                          for _, answer in had]  # fmt: skip
                assert line.share == pytest.approx(fmean(picked))
                assert line.chosen == sum(picked)
                assert line.upper == approximately(None if level else group(picked, rests, -1))
                assert line.lower == approximately(None if level else group(picked, rests, 1))

    def test_the_seeds_hold_what_they_should(self):
        """Otherwise the test above would show little."""
        found = [item for seed in range(40) for item in items(BANK, drawn(seed)).values()]

        assert len(found) > 60
        assert any(item.discrimination is None for item in found)
        assert any(item.discrimination is not None and item.discrimination < 0 for item in found)
        assert any(0 < item.facility < 1 for item in found)


def approximately(value):
    return None if value is None else pytest.approx(value, abs=1e-9)


def pearson(marks, rests):
    try:
        return correlation(marks, [round(rest, 9) for rest in rests])
    except StatisticsError:
        return None


def group(values, rests, direction):
    """The mean over 27% from one end of the ranking; of those level at the edge it takes their mean."""
    size, ranked = (
        0.27 * len(values),
        sorted((round(direction * rest, 9), value) for rest, value in zip(rests, values, strict=True)),
    )
    edge = ranked[int(size) if size != int(size) else int(size) - 1][0]
    inside = [value for rest, value in ranked if rest < edge]
    level = [value for rest, value in ranked if rest == edge]
    return (sum(inside) + (size - len(inside)) * fmean(level)) / size


class TestWhateverTheAttempts:
    @unhurried
    @given(seeds)
    def test_numbers_stay_within_their_bounds(self, seed):
        for item in items(BANK, drawn(seed)).values():
            assert item.attempts >= 10
            assert 0 <= item.facility <= 1
            for index in (item.discrimination, item.upper_lower):
                assert index is None or -1 <= index <= 1
            for line in item.lines:
                assert all(share is None or 0 <= share <= 1 for share in (line.share, line.upper, line.lower))
            assert {line.said for line in item.lines} >= set("abcd")

    @unhurried
    @given(seeds, st.randoms(use_true_random=False))
    def test_the_order_of_attempts_and_of_their_answers_does_not_matter(self, seed, rng):
        rows = drawn(seed)
        mixed = [row._replace(answers=tuple(rng.sample(row.answers, len(row.answers)))) for row in rows]
        rng.shuffle(mixed)

        assert items(BANK, mixed) == items(BANK, rows)

    @unhurried
    @given(seeds)
    def test_the_names_of_questions_and_options_do_not_matter(self, seed):
        rows = drawn(seed)
        swap = str.maketrans("abcd", "badc")
        renamed = [
            each.model_copy(update={"id": f"z{9 - n}", "options": tuple(
                option.model_copy(update={"id": option.id.translate(swap)}) for option in each.options)})
            for n, each in enumerate(BANK)
        ]  # fmt: skip
        name = {old.id: new.id for old, new in zip(BANK, renamed, strict=True)}
        again = [
            row._replace(answers=tuple(
                Answer(name[said.question_id], tuple(each.translate(swap) for each in said.response), said.mark)
                for said in row.answers))
            for row in rows
        ]  # fmt: skip

        before, after = items(BANK, rows), items(renamed, again)

        assert [name[each] for each in before] == list(after)
        for one, other in zip(before.values(), after.values(), strict=True):
            assert numbers(one) == numbers(other)
            assert [line.said.translate(swap) for line in one.lines] == [line.said for line in other.lines]

    @unhurried
    @given(seeds, st.booleans())
    def test_a_question_that_all_answer_alike_has_no_discrimination(self, seed, right):
        rows = [
            FirstAttempt((*row.answers, Answer("A", ("a" if right else "b",), Fraction(right))),
                         row.score + right, row.out_of + 1)
            for row in drawn(seed)
        ]  # fmt: skip

        for item in items((A,), rows).values():
            assert (item.discrimination, item.upper_lower, item.facility) == (None, None, float(right))

    @unhurried
    @given(seeds)
    def test_another_attempt_below_the_limit_says_nothing(self, seed):
        rows = [row for row in drawn(seed) if any(answer.question_id == "q0" for answer in row.answers)]

        for count in range(min(10, len(rows))):
            assert items(BANK[:1], rows[:count]) == {}


def numbers(item):
    lines = [(line.right, line.chosen, line.share, line.upper, line.lower) for line in item.lines]
    return item.attempts, item.facility, item.discrimination, item.upper_lower, lines
