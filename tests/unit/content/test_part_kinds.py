"""Every kind of question: its mark lies in range, and follows from the question and the answer alone."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.questions import KINDS, UnreadableAnswer, blanks, key, mark, option_order, read
from lms.content.schema import Option, Question

WORDS = st.lists(st.sampled_from(["Kettle", "teapot", "Cup", "shelf", "Tin"]), min_size=2, max_size=5, unique=True)


def asked(kind: str, *options: Option) -> Question:
    return Question(
        id="q", kind=kind, control=KINDS[kind].control, title="?", stem="", outcome="o", options=options
    )  # fmt: skip


def part(letter: str, answer: str, *choices: str, **more) -> Option:
    return Option(
        id=letter, html=letter, text=letter, right=True, feedback="", answer=answer, choices=choices, **more
    )  # fmt: skip


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind, such as a course may hold."""
    kind = draw(st.sampled_from(sorted(name for name, kind in KINDS.items() if kind.is_marked)))
    count = draw(st.integers(3, 8))
    letters = "abcdefgh"[:count]
    if kind in ("matching", "gap"):
        words = sorted(draw(WORDS), key=str.casefold)
        answers = [words[0], words[1], *(draw(st.sampled_from(words)) for _ in letters[2:])]
        return asked(kind, *(part(each, answer, *words) for each, answer in zip(letters, answers, strict=True)))
    if kind == "ordering":
        places = [str(place) for place in range(1, count + 1)]
        return asked(kind, *(part(each, place, *places) for each, place in zip(letters, places, strict=True)))
    if kind == "number":
        return asked(kind, part("a", str(draw(st.integers(-99, 99))), tolerance=draw(st.sampled_from(["0", "0.5"]))))
    if kind == "short-text":
        return asked(kind, part("a", "Kettle", accepted=("Kettle", "a kettle")))
    letters = {"kprim": "abcd", "true-false": "ab"}.get(kind, "abcdefgh")
    many = {"single": 1, "true-false": 1}.get(kind) or draw(st.integers(2, 3))
    right = draw(st.permutations(letters))[:many]
    return asked(
        kind, *(Option(id=each, html=each, text=each, right=each in right, feedback="") for each in letters)
    )  # fmt: skip


@st.composite
def answers(draw: st.DrawFn) -> tuple[Question, list[str]]:
    """A question, and something that a form may send for it."""
    question = draw(questions())
    ids = [option.id for option in question.options]
    if question.kind == "kprim":
        offers = {each: ["true", "false"] for each in ids}
    elif question.options[0].choices:
        offers = {option.id: [str(n + 1) for n in range(len(option.choices))] for option in question.options}
    elif KINDS[question.kind].control == "typed":
        return question, [f"a:{draw(st.sampled_from(['kettle', 'A  KETTLE', 'tin', '3', '3.5', '-7']))}"]
    else:
        return question, draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    said = draw(st.dictionaries(st.sampled_from(ids), st.integers(0, 7), min_size=1))
    if question.kind == "ordering":
        places = draw(st.permutations(offers[ids[0]]))
        return question, [f"{each}:{place}" for each, place in zip(said, places, strict=False)]
    return question, [f"{each}:{offers[each][n % len(offers[each])]}" for each, n in said.items()]


@given(answers(), st.randoms())
def test_a_mark_is_in_range_and_the_order_of_what_is_sent_or_shown_does_not_matter(case, rng):
    question, values = case
    try:
        response = read(question, values)
    except UnreadableAnswer:
        return
    shuffled = rng.sample(values, len(values))
    assert read(question, shuffled) == response
    assert read(question, response) == response  # what is kept can be read again
    option_order(question, rng)
    assert mark(question, response) == mark(question, read(question, shuffled))
    assert 0 <= mark(question, response) <= 1
    assert 0 <= blanks(question, response) < max(len(question.options), 2)


@given(questions())
def test_the_key_wins_the_point_and_nothing_else_does_by_being_opposite(question):
    assert mark(question, key(question)) == 1
    assert read(question, list(key(question))) == key(question)
    assert blanks(question, key(question)) == 0


@given(answers())
def test_one_more_part_that_is_right_never_lowers_the_mark(case):
    question, values = case
    try:
        before = mark(question, read(question, values))
        right = next(each for each in key(question) if each.split(":")[0] not in {v.split(":")[0] for v in values})
        after = mark(question, read(question, [*values, right]))
    except (UnreadableAnswer, StopIteration):
        return
    assert after >= before


class TestOrdering:
    STEPS = asked("ordering", *(part(each, str(n), *"12345") for n, each in enumerate("abcde", 1)))

    @pytest.mark.parametrize(
        ("places", "marked"),
        [("12345", 1), ("21345", Fraction(4, 5)), ("54321", 0), ("23451", Fraction(1, 5)), ("51234", Fraction(1, 5))],
    )
    def test_it_is_the_rank_correlation_cut_off_at_nought(self, places, marked):
        response = tuple(f"{each}:{place}" for each, place in zip("abcde", places, strict=True))
        assert mark(self.STEPS, response) == marked

    def test_two_steps_cannot_have_one_place(self):
        with pytest.raises(UnreadableAnswer, match="Place 2 is selected twice"):
            read(self.STEPS, ["a:2", "b:2"])

    def test_what_is_left_open_is_in_no_right_pair(self):
        assert mark(self.STEPS, ("a:1", "b:2", "c:3")) == Fraction(3, 10)


class TestNumber:
    SHARE = asked("number", part("a", "3.2", tolerance="0.1", unit="%"))

    @pytest.mark.parametrize("typed", ["3.2", "3.1", "3.3", " 3.2 ", "3.20 %", "+3.2%"])
    def test_it_may_be_off_by_the_tolerance_and_bring_its_unit(self, typed):
        assert mark(self.SHARE, read(self.SHARE, [f"a:{typed}"])) == 1

    @pytest.mark.parametrize("typed", ["3.09", "3.4", "32", "-3.2"])
    def test_further_off_it_is_not(self, typed):
        assert mark(self.SHARE, read(self.SHARE, [f"a:{typed}"])) == 0

    @pytest.mark.parametrize("typed", ["", "three", "3.2 kg", "1e9", "٣", "1,2", "9" * 30, "3.2.1"])
    def test_what_is_no_number_is_refused_in_words(self, typed):
        with pytest.raises(UnreadableAnswer, match="number"):
            read(self.SHARE, [f"a:{typed}"])

    def test_thousands_may_be_parted(self):
        people = asked("number", part("a", "10429", unit="people"))
        assert read(people, ["a:10,429 people"]) == ("a:10429",)
        assert mark(people, ("a:10429",)) == 1


class TestShortText:
    PHONE = asked("short-text", part("a", "0808 802 0300", accepted=("0808 802 0300",)))

    @pytest.mark.parametrize("typed", ["0808 802 0300", "08088020300", "0808-802-0300", "(0808) 802 0300."])
    def test_blanks_and_punctuation_do_not_count(self, typed):
        assert mark(self.PHONE, read(self.PHONE, [f"a:{typed}"])) == 1

    @pytest.mark.parametrize("typed", ["0808 802 0301", "999", "ring 0808 802 0300"])
    def test_other_words_do_not_win(self, typed):
        assert mark(self.PHONE, read(self.PHONE, [f"a:{typed}"])) == 0

    def test_a_colon_belongs_to_the_answer(self):
        assert read(self.PHONE, ["a:is it: 999"]) == ("a:is it: 999",)

    @pytest.mark.parametrize("typed", ["943 476 5919", "her number is 9434765919", "943-476-5919"])
    def test_an_nhs_number_is_refused(self, typed):
        with pytest.raises(UnreadableAnswer, match="NHS number"):
            read(self.PHONE, [f"a:{typed}"])

    def test_a_long_text_is_refused(self):
        with pytest.raises(UnreadableAnswer, match="100 characters"):
            read(self.PHONE, ["a:" + "x" * 101])


class TestOffers:
    PAIRS = asked("matching", part("a", "Kettle", "Kettle", "Teapot"), part("b", "Teapot", "Kettle", "Teapot"))

    @pytest.mark.parametrize(
        "values", [[], ["a:"], ["a:0"], ["a:3"], ["c:1"], ["a:1", "a:2"], ["a"], ["a:x"], ["a:01"]]
    )
    def test_only_what_is_offered_can_be_selected(self, values):
        with pytest.raises(UnreadableAnswer):
            read(self.PAIRS, values)

    def test_a_row_may_be_left_open(self):
        assert read(self.PAIRS, ["b:2", "a:"]) == ("b:2",)
        assert mark(self.PAIRS, ("b:2",)) == Fraction(1, 2)

    def test_rows_are_shuffled_and_gaps_are_not(self):
        gaps = asked("gap", *(part(each, "x", "x", "y") for each in "abcdef"))
        rows = gaps.model_copy(update={"kind": "matching"})
        assert {tuple(option_order(gaps, Random(seed))) for seed in range(9)} == {tuple("abcdef")}
        assert len({tuple(option_order(rows, Random(seed))) for seed in range(9)}) > 5
