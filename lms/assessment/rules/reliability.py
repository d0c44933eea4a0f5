"""How far the same people would come out in the same order again, and by how many points a result may be off.

Kuder and Richardson's formula 20 and Cronbach's alpha ask for a table in which everybody has answered every question.
Here each attempt has its own questions, drawn by chance from the bank, so that table has holes. Two things follow.

*The table's holes* are there by design, and whose they are has nothing to do with how good somebody is. So what two
questions have in common may be taken from those attempts that happened to draw both (planned missing data; D. B. Rubin,
"Inference and missing data", Biometrika 63 (1976), pages 581 to 592; for alpha with such holes M. Lopez, "Estimation of
Cronbach's alpha for sparse datasets", Proceedings of the 20th Annual Conference of the NACCQ (2007)). `value` is
alpha for k questions from the mean variance v and the mean covariance c of two questions,

    k c / (v + (k - 1) c)

which is L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951), pages 297 to
334, rewritten; with marks of 0 and 1 it is KR-20 (G. F. Kuder and M. W. Richardson, "The theory of the estimation of
test reliability", Psychometrika 2 (1937), pages 151 to 160). Where nothing is missing, it is exactly theirs. Each mark
is taken as its difference from the mean of all who drew the question; means over every pair that an attempt holds.

*Luck of the draw*: `value` answers for people who are given the same k questions. Ours are not, and whoever draws
harder ones has a lower score for it. `as_drawn` counts that as error too: it is the one-way intraclass correlation of a
mean of k, made for "each target is rated by its own judges, drawn by chance" (P. E. Shrout and J. L. Fleiss,
"Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin 86 (1979), pages 420 to 428,
ICC(1, k)); with marks of 0 and 1 it is in effect KR-21. It is the smaller of the two as a rule. The draw sees to it
that each outcome is asked about, which makes draws more alike than pure chance would: the truth lies between the two.

Both suppose that what is asked in a module belongs together; they rise with the number of questions, and below some 100
attempts they move a good deal from one hundred to the next. A number below 0 says that nothing in common was found.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from lms.assessment.rules.first_attempts import FEWEST, Answer, FirstAttempt

HIGH = 0.70
"""From here on results may rank people where little hangs on it: S. M. Downing, "Reliability: on the reproducibility of
assessment data", Medical Education 38 (2004), pages 1006 to 1012."""
FAIR = 0.50  # ours: from here on what people share outweighs chance
MANY = 100  # ours: see above
NOTHING = 1e-12  # a variance below this is rounding


@dataclass(frozen=True)
class Reliability:
    """`value` and `as_drawn`, at most 1, for an attempt of so many `questions`; their standard errors of measurement in
    points out of those. `pairs` of the `all_pairs` of questions were drawn together at least once. What cannot be
    computed is None, and `says` tells why, or how it was computed."""

    name: str  # "KR-20" or "Cronbach's alpha"
    attempts: int
    questions: int
    value: float | None
    error: float | None
    as_drawn: float | None
    error_as_drawn: float | None
    pairs: int
    all_pairs: int
    says: str


Answers = tuple[Answer, ...]


def in_words(found: Reliability) -> str:
    """What the value means, as it is shown with two decimals, and what to do; empty where there is none."""
    if found.value is None:
        return ""
    value, others = round(found.value, 2), f"another {found.questions} questions"
    if value < 0:
        says = (
            "Below 0: nothing in common was found between these questions, so more points do not mean that somebody "
            "knows more. Look at any question that is flagged, and whether the module tests too many things at once."
        )
    elif value < FAIR:
        says = (
            f"This is low: {others} might well put people in another order. Do not compare people by their "
            "points. Mend any question that is flagged, or draw more of them."
        )
    elif value < HIGH:
        says = (
            f"This is fair: {others} would put people in a similar order, with many exceptions. It will do "
            "where people may try again, and not to compare them. Mending what is flagged, or drawing more, raises it."
        )
    else:
        says = f"This is high: {others} would put people in much the same order. There is nothing to do."
    few = f" With fewer than {MANY} attempts it may still move a good deal." if found.attempts < MANY else ""
    return says + few


def reliability(attempts: Sequence[FirstAttempt]) -> Reliability:
    """The reliability of attempts with as many questions as most of these have, from their answers to the questions
    that were answered 10 times or more."""
    often = Counter(answer.question_id for attempt in attempts for answer in attempt.answers)
    kept = [tuple(each for each in attempt.answers if often[each.question_id] >= FEWEST) for attempt in attempts]
    asked = len({answer.question_id for answers in kept for answer in answers})
    lengths = Counter(attempt.out_of for attempt in attempts)
    length = max(lengths, key=lambda out_of: (lengths[out_of], out_of), default=0)
    compared = sum(len(answers) > 1 for answers in kept)
    if compared < FEWEST:
        says = f"Not computed: there are fewer than {FEWEST} first attempts with two questions or more to compare."
        return Reliability(_name(kept), 0, length, None, None, None, None, 0, 0, says)
    value, error, says = _alpha(*_moments(kept), length)
    pairs, all_pairs = _pairs_met(kept), asked * (asked - 1) // 2
    if all(len(answers) == asked == length for answers in kept):
        drawn, how = (value, error), f"Everybody answered the same {length} questions."
    else:
        drawn = _as_drawn(attempts, length)
        how = (  # an attempt may hold more than these: others were changed, or met by too few
            f"Estimated from the {asked} questions that enough people had as they read now, {pairs} of whose "
            f"{all_pairs} pairs met in one attempt. An attempt has {length} questions."
        )
    return Reliability(_name(kept), compared, length, value, error, *drawn, pairs, all_pairs, says or how)


def _name(kept: Sequence[Answers]) -> str:
    return "KR-20" if {answer.mark for answers in kept for answer in answers} <= {0, 1} else "Cronbach's alpha"


def _moments(kept: Sequence[Answers]) -> tuple[float, float]:
    """The mean variance of a question and the mean covariance of two, over every pair that an attempt holds. Sums are
    rounded once, at their end, so that the order of attempts does not matter."""
    said = Counter((answer.question_id, answer.mark) for answers in kept for answer in answers)
    often, points = Counter[str](), defaultdict[str, Fraction](Fraction)
    for (question_id, mark), many in said.items():
        often[question_id] += many
        points[question_id] += mark * many
    away = {each: float(each[1] - points[each[0]] / often[each[0]]) for each in said}
    squares, products = [], []
    for answers in kept:
        marks = [away[answer.question_id, answer.mark] for answer in answers]
        own = fsum(mark * mark for mark in marks)
        squares.append((len(marks) - 1) * own)
        products.append(fsum(marks) ** 2 - own)
    pairs = sum(len(answers) * (len(answers) - 1) for answers in kept)
    return fsum(squares) / pairs, fsum(products) / pairs


def _alpha(variance: float, covariance: float, length: int) -> tuple[float | None, float | None, str]:
    """Alpha, its standard error of measurement in points (the standard deviation of an attempt's points, with n below
    it as in Kuder and Richardson, times √(1 - alpha)), and why there is none."""
    whole = variance + (length - 1) * covariance  # the variance of an attempt's points, over the number of questions
    if variance <= NOTHING:
        return None, None, "Not computed: in each question everybody has the same mark."
    if whole <= NOTHING:
        return None, None, "Not computed: the points of an attempt hardly differ, whoever sits it."
    return length * covariance / whole, sqrt(length * max(0.0, variance - covariance)), ""


def _as_drawn(attempts: Sequence[FirstAttempt], length: int) -> tuple[float | None, float | None]:
    """The intraclass correlation of results over attempts of this many questions, all of which are as they are today,
    and the standard error of measurement in points; None where fewer than 10 are, or all results are the same."""
    rows = [
        [float(answer.mark) for answer in attempt.answers]
        for attempt in attempts
        if len(attempt.answers) == attempt.out_of == length > 1
    ]
    if len(rows) < FEWEST:
        return None, None
    means = [fsum(row) / length for row in rows]
    mean = fsum(means) / len(rows)
    between = length * fsum((own - mean) ** 2 for own in means) / (len(rows) - 1)
    squares = fsum((mark - own) ** 2 for row, own in zip(rows, means, strict=True) for mark in row)
    within = squares / (len(rows) * (length - 1))
    return (1 - within / between if between > NOTHING else None), sqrt(length * within)


def _pairs_met(kept: Sequence[Answers]) -> int:
    """How many pairs of questions stood in one attempt."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for drawn in {frozenset(answer.question_id for answer in answers) for answers in kept}:
        for question_id in drawn:
            beside[question_id] |= drawn
    return sum(len(others) - 1 for others in beside.values()) // 2
